using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Stock;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>
/// Judges a scheme's targets on a day: ended days as they are kept, today and what is not worked out yet from the
/// ledger as it is now.
/// </summary>
static class JudgedCoverage
{
    /// <param name="holder">One holder's targets only.</param>
    public static async Task<List<CoverageRow>> Of(Tx tx, string scheme, DateOnly day, string? holder = null)
    {
        var numbers = Rules.Book.On(day);
        var count = numbers.Days("coverage-trend-days");
        var byTarget = (await Days(tx, scheme, day, count, holder))
            .GroupBy(one => one.Key).Select(days => days.OrderBy(one => one.Day).ToList())
            .Where(days => days[^1].Day == day).ToList();
        if (byTarget.Count == 0 || Schemes.All.On(scheme, day) is not { } duty) return [];
        var targets = (await Targets(tx, byTarget.Select(days => days[^1].RunId).Distinct()))
            .ToDictionary(target => (target.RunId, target.Holder, target.Atc, target.PackageGroup));
        var rows = byTarget.Select(days => Judge(duty, days,
            targets[(days[^1].RunId, days[^1].Holder, days[^1].Atc, days[^1].PackageGroup)], numbers)).ToList();
        // A shortfall that was there on the first of these days began earlier.
        if (rows.Any(row => row.ShortSince == day.AddDays(1 - count))) await LookBack(tx, scheme, day, rows);
        return rows;
    }

    /// <summary>The last days of each target, up to and with the day.</summary>
    public static async Task<List<CoverageDay>> Days(
        Tx tx, string scheme, DateOnly day, int count, string? holder = null, string? atc = null, string? group = null)
    {
        var from = day.AddDays(1 - count);
        var days = await tx.List<CoverageDay>($"""
            select {CoverageDay.Columns} from coverage_day where scheme = @scheme and day >= @from and day <= @day
                and (@holder = '' or holder = @holder) and (@atc = '' or atc = @atc and package_group = @group)
            """, new { scheme, from, day, holder = holder ?? "", atc = atc ?? "", group = group ?? "" });
        var done = await tx.One<DateOnly?>("select day from coverage_mark where scheme = @scheme", new { scheme });
        if (done >= from) from = done.Value.AddDays(1);
        if (from <= day)
            days.AddRange((await CoverageDays.Of(tx, scheme, from, day)).Where(one =>
                (holder is null || one.Holder == holder)
                && (atc is null || one.Atc == atc && one.PackageGroup == (group ?? ""))));
        return days;
    }

    public static CoverageRow Judge(
        DutyScheme duty, IReadOnlyList<CoverageDay> days, TargetRow target, RuleNumbers numbers)
    {
        var (last, period) = (days[^1], target.Base);
        var sold = last.Measure == "units" ? target.ShareUnits : target.ShareDdd;
        // In another measure it was another figure.
        var judged = Coverage.CoverageOfATarget([.. days.Where(one => one.Measure == last.Measure)
            .Select(one => new CoveredDay(one.Day, one.Held, one.MustNow))], sold, period, numbers);
        return new(last.Scheme, last.Atc, last.PackageGroup, target.Name, target.SubstanceGroup, target.Part,
            last.Holder, target.HolderName, target.Span, last.Measure, last.RunId, last.Day, last.Must, last.MustNow,
            last.Held, last.Missing, last.Percent, last.SetAside, last.ForSale, StockLayers.LayersOfStock(last.SetAside,
                last.ForSale, last.MustNow, last.MustOrdinary, duty.SurplusCounts), last.MustOrdinary,
            FulfilmentRules.DaysHeld(last.Held, sold, period), judged.State, judged.DaysShort, judged.ShortSince,
            judged.TrendMillionths, judged.BreachOn);
    }

    static Task<List<TargetRow>> Targets(Tx tx, IEnumerable<long> runs) => tx.List<TargetRow>($"""
        select t.run_id, t.atc, t.package_group, t.holder, {StockFilter.HolderName} as holder_name, t.name,
            t.substance_group, t.part, t.span, t.share_ddd, t.share_units, r.base_first, r.base_months
        from target t join target_run r on r.id = t.run_id join party y on y.key = t.holder where t.run_id in @runs
        """, new { runs = InList.Of(runs) });

    static async Task LookBack(Tx tx, string scheme, DateOnly day, List<CoverageRow> rows)
    {
        var ends = (await tx.List<EndRow>("""
            select holder, atc, package_group, max(case when held >= must_now then day end) as whole, min(day) as first
            from coverage_day where scheme = @scheme and day <= @day group by holder, atc, package_group
            """, new { scheme, day })).ToDictionary(row => (row.Holder, row.Atc, row.PackageGroup));
        for (var n = 0; n < rows.Count; n++)
            if (rows[n].ShortSince is { } since
                && ends.TryGetValue((rows[n].Holder, rows[n].Atc, rows[n].PackageGroup), out var end)
                && (end.Whole?.AddDays(1) ?? end.First) is var first && first < since)
                rows[n] = rows[n] with { ShortSince = first };
    }

    sealed class EndRow
    {
        public string Holder { get; init; } = "";
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public DateOnly? Whole { get; init; }
        public DateOnly First { get; init; }
    }

    internal sealed class TargetRow
    {
        public long RunId { get; init; }
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public string Holder { get; init; } = "";
        public string HolderName { get; init; } = "";
        public string Name { get; init; } = "";
        public string SubstanceGroup { get; init; } = "";
        public string Part { get; init; } = "";
        public string Span { get; init; } = "";
        public long ShareDdd { get; init; }
        public long ShareUnits { get; init; }
        public string BaseFirst { get; init; } = "";
        public int BaseMonths { get; init; }
        public BasePeriod Base => new(Month.Of(BaseFirst), BaseMonths);
    }
}
