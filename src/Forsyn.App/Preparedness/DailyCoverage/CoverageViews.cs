using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>Reads coverage: all of it for those who oversee, its own for a holder.</summary>
public static class CoverageViews
{
    /// <summary>Days of a target's curve.</summary>
    public const int CurveDays = 365;

    /// <summary>A page of the targets asked for.</summary>
    /// <param name="cursor">How many rows were before.</param>
    public static async Task<CoverageView> List(
        Db db, CoverageQuestion question, DateOnly today, Caller caller, string? cursor = null, int limit = 60)
    {
        var view = await All(db, question, today, caller);
        var (skip, most) = (int.TryParse(cursor, out var n) && n > 0 ? n : 0, Math.Clamp(limit, 1, 500));
        return view with
        {
            Items = [.. view.Items.Skip(skip).Take(most)],
            Next = view.Items.Count > skip + most ? $"{skip + most}" : null,
        };
    }

    /// <summary>All targets asked for, with totals over what the reader may see whatever else is asked for.</summary>
    public static Task<CoverageView> All(Db db, CoverageQuestion question, DateOnly today, Caller caller) =>
        db.Snapshot(async tx =>
        {
            var day = question.Day is { } asked && asked < today ? asked : today;
            var first = await tx.One<DateOnly?>("select min(counts_on) from target_run where scheme = @Scheme",
                new { question.Scheme });
            var kept = await tx.One<DateOnly?>("select min(day) from coverage_day where scheme = @Scheme",
                new { question.Scheme });
            var own = await Own(tx, caller);
            var rows = own == "" ? [] : await JudgedCoverage.Of(tx, question.Scheme, day, own);
            return new CoverageView(question.Scheme, day, kept ?? first, await Stored(tx, question.Scheme, rows, day,
                today, own), Totals(rows), [.. question.Sorted(rows.Where(question.Asks))], null);
        });

    static async Task<StoredCounts> Stored(
        Tx tx, string scheme, IReadOnlyList<CoverageRow> rows, DateOnly day, DateOnly today, string? own)
    {
        var duty = Schemes.All.On(scheme, today);
        var counted = duty is null ? [] : await DutyStock.Counted(tx, duty, today);
        var lots = duty is null ? [] : await DutyStock.Run(tx, duty, today, own, counted);
        return new(rows.Where(row => row.SetAside > 0).Select(row => row.Atc).Distinct().Count(),
            rows.Select(row => row.Atc).Distinct().Count(), ListCounts.SubstancesOfToday(day),
            lots.Where(lot => lot.Pool == duty!.Pool).Select(lot => lot.Article).Distinct().Count(),
            counted.Count, ListCounts.MedicinesOfToday(day));
    }

    /// <summary>A target through the year up to a day; null where there is none the reader may see.</summary>
    public static Task<CoverageDetail?> Get(
        Db db, TargetKey key, DateOnly? on, DateOnly today, Caller caller) => db.Snapshot(async tx =>
    {
        var day = on is { } asked && asked < today ? asked : today;
        if (await Own(tx, caller) is { } own && own != key.Holder) return null;
        var row = (await JudgedCoverage.Of(tx, key.Scheme, day, key.Holder))
            .Find(one => one.Atc == key.Atc && one.PackageGroup == key.Group);
        if (row is null) return null;
        var days = (await JudgedCoverage.Days(tx, key.Scheme, day, CurveDays, key.Holder, key.Atc, key.Group))
            .Where(one => one.Measure == row.Measure).OrderBy(one => one.Day).ToList();
        var lots = Schemes.All.On(key.Scheme, today) is not { } duty ? []
            : (await DutyStock.Run(tx, duty, today, key.Holder))
                .Where(lot => lot.Atc == key.Atc && lot.PackageGroup == key.Group).ToList();
        var articles = InList.Of(lots.Select(lot => $"{lot.Article}").Distinct());
        var names = (await tx.List<NameRow>(
            "select article_number, name from product where article_number in @articles", new { articles }))
            .ToDictionary(one => one.ArticleNumber, one => one.Name);
        return new CoverageDetail(row, days, Shortfall.In(days.Select(one => (one.Day, one.Missing))),
            [.. lots.Select(lot => new CountedLot(lot, names[$"{lot.Article}"]))]);
    });

    static List<CoverageTotal> Totals(IReadOnlyList<CoverageRow> rows) =>
    [
        .. rows.GroupBy(row => row.Holder).OrderBy(own => own.Key, StringComparer.Ordinal)
            .Select(own => Total(own.Key, own.First().HolderName, [.. own])),
        Total(null, null, rows),
    ];

    static CoverageTotal Total(string? holder, string? name, IReadOnlyList<CoverageRow> rows) => new(holder, name,
        rows.Count(row => row.State == CoverageState.Held), rows.Count(row => row.State == CoverageState.AtRisk),
        rows.Count(row => row.State == CoverageState.Short));

    /// <summary>The holder whose targets the caller may see: null for all of them, empty for none.</summary>
    static async Task<string?> Own(Tx tx, Caller caller) => caller.May(Policy.PreparednessReadAll) ? null
        : await tx.One<string>("select key from party where id = @party", new { party = caller.Party ?? 0 }) ?? "";

    sealed class NameRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
