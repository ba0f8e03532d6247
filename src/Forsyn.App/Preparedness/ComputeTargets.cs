using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>Why targets were worked out.</summary>
public enum TargetReason
{
    /// <summary>The day came on which the scheme wants them.</summary>
    Due,
    /// <summary>Sales of the base period came, or were corrected, after they were worked out.</summary>
    SalesCame,
    /// <summary>The list was changed with effect from the day or before.</summary>
    ListChanged,
    ByHand,
}

/// <summary>What was worked out.</summary>
/// <param name="MissingFiles">Months of holders in the base period whose sales are not in.</param>
public sealed record TargetsDone(
    long Run, string Scheme, DateOnly CountsOn, string Base, TargetReason Reason, long Targets, long MissingFiles);

/// <summary>
/// Works out what must be held by a scheme and keeps it with all it rests on. Old targets stay; the newest run of a day
/// counts.
/// </summary>
public static class ComputeTargets
{
    static readonly string[] TargetColumns =
    [
        "run_id", "atc", "package_group", "holder", "name", "substance_group", "part", "span", "measure", "all_ddd",
        "all_units", "own_ddd", "own_units", "share_ddd", "share_units", "shared_equally", "must_ddd", "must_units",
        "ordinary_ddd", "ordinary_units", "pack", "packs",
    ];

    /// <summary>For the newest day the scheme wants targets on, or its list was changed with effect from; refuses
    /// scheme-unknown and targets-without-sales.</summary>
    public static Task<Result<TargetsDone>> Run(
        Db db, string? scheme, Moment now, Caller caller, TargetReason reason = TargetReason.ByHand) =>
        db.Write<TargetsDone>(async tx => await Run(tx, scheme, now, caller.Name, reason), caller.Once);

    /// <summary>
    /// Every scheme that lacks targets of its newest day, or of a day since that its list was changed with effect from,
    /// and those that came before sales or a decision they rest on.
    /// Where no sales are in, nothing is worked out.
    /// </summary>
    public static async Task<IReadOnlyList<TargetsDone>> Due(Db db, Moment now, string by)
    {
        var done = new List<TargetsDone>();
        foreach (var scheme in Schemes.All.On(now.Day))
            foreach (var day in await db.Snapshot(tx => Days(tx, scheme, now.Day)))
                if (await Why(db, scheme, day) is { } reason)
                {
                    var result = await db.Write<TargetsDone>(async tx =>
                        await Run(tx, scheme.Scheme, now, by, reason, day));
                    if (result.Ok) done.Add(result.Value);
                }
        return done;
    }

    static async Task<TargetReason?> Why(Db db, DutyScheme scheme, DateOnly day)
    {
        var period = Period(scheme, day);
        var last = await db.One<RunRow>("select id, computed_at from target_run where scheme = @Scheme " +
            "and counts_on = @day order by id desc limit 1", new { scheme.Scheme, day });
        var since = last?.ComputedAt ?? new Moment(0);
        var sales = await db.One<long>("select count(*) from sales_file where month >= @first and month <= @last " +
            "and received_at > @since", new { first = $"{period.First}", last = $"{period.Last}", since });
        if (last is null)
            return sales == 0 ? null : scheme.Rhythm.DueOn(day) == day ? TargetReason.Due : TargetReason.ListChanged;
        if (sales > 0) return TargetReason.SalesCame;
        return await db.One<long>("select count(*) from list_proposal where scheme = @Scheme and decided_at > @since " +
            "and in_force_on <= @day", new { scheme.Scheme, since, day }) > 0 ? TargetReason.ListChanged : null;
    }

    // The newest day of the rhythm, and the days since on which a decision on the list came into force.
    static async Task<IReadOnlyList<DateOnly>> Days(Tx tx, DutyScheme scheme, DateOnly today)
    {
        var due = scheme.Rhythm.DueOn(today);
        return
        [
            due, .. await tx.List<DateOnly>("select distinct in_force_on from list_proposal where scheme = @Scheme " +
                "and state = @decided and in_force_on > @due and in_force_on <= @today order by in_force_on",
                new { scheme.Scheme, decided = Kebab.Of(ProposalState.Decided), due, today }),
        ];
    }

    // A changed list asks of the same turnover as the one before it.
    static BasePeriod Period(DutyScheme scheme, DateOnly day) => scheme.Base.Before(scheme.Rhythm.DueOn(day));

    internal static async Task<Result<TargetsDone>> Run(
        Tx tx, string? name, Moment now, string by, TargetReason reason, DateOnly? on = null)
    {
        var found = Schemes.On(name, now.Day);
        if (!found.Ok) return found.Refusal!;
        var scheme = found.Value;
        var day = on ?? (await Days(tx, scheme, now.Day))[^1];
        var period = Period(scheme, day);
        var files = await Files(tx, scheme, period);
        if (files == 0) return Refusal.Of("targets-without-sales", "base", $"{period}");
        var list = await SubstanceList.Entries(tx, scheme.Scheme, day);
        // A substitute counts towards what is held, and not towards what must be.
        var packages = CountedPackage.Of(scheme, list.Select(entry => entry.Atc).ToHashSet(),
            await DutyPackages.Load(tx)).Where(one => !one.Substitute).ToList();
        var sold = await Sold(tx, scheme, period, packages);
        var targets = TargetRules.StockpileTargets(new(scheme, period, list, [.. packages.Select(p => p.Package)],
            sold));
        var (run, expected) = (tx.Ids.Next(), scheme.Holders.Count * period.Months);
        await Bulk.Load(tx, "target_run", ["id", "scheme", "counts_on", "base_first", "base_months", "reason",
            "scheme_text", "expected_files", "missing_files", "computed_at", "computed_by"],
            [[run, scheme.Scheme, day, $"{period.First}", (long)period.Months, Kebab.Of(reason), Json.Write(scheme),
                (long)expected, expected - files, now, by]]);
        await Bulk.Load(tx, "target", TargetColumns, targets.Select(target => Row(run, target)));
        await Inputs(tx, run, scheme, packages, sold);
        return new TargetsDone(run, scheme.Scheme, day, $"{period}", reason, targets.Count, expected - files);
    }

    static Task<long> Files(Tx tx, DutyScheme scheme, BasePeriod period) => tx.One<long>(
        "select count(*) from (select distinct f.seller_id, f.month from sales_file f " +
        "join party p on p.id = f.seller_id where f.month >= @first and f.month <= @last and p.key in @keys) months",
        new { first = $"{period.First}", last = $"{period.Last}", keys = Keys(scheme) });

    static InList Keys(DutyScheme scheme) => InList.Of(scheme.Holders.Select(holder => holder.Value));

    static async Task<IReadOnlyList<SoldPacks>> Sold(
        Tx tx, DutyScheme scheme, BasePeriod period, IReadOnlyList<CountedPackage> packages)
    {
        var articles = packages.Select(one => $"{one.Package.Article}").ToHashSet();
        var rows = await tx.List<SoldRow>("""
            select p.key as seller, t.article_number, cast(sum(t.packs) as bigint) as packs
            from turnover t join party p on p.id = t.seller_id
            where t.month >= @first and t.month <= @last and t.buyer_type in @buyers
            group by p.key, t.article_number
            """, new
        {
            first = $"{period.First}", last = $"{period.Last}",
            buyers = InList.Of(scheme.TurnoverOf.Select(Kebab.Of)),
        });
        return [.. rows.Where(row => articles.Contains(row.ArticleNumber)).Select(row =>
            new SoldPacks(row.Seller, Core.Catalogue.ArticleNumber.Of(row.ArticleNumber), row.Packs))];
    }

    static object?[] Row(long run, SubstanceTarget target) =>
    [
        run, target.Entry.Atc, target.Group, target.Holder.Value, target.Entry.Name, Kebab.Of(target.Entry.Group),
        target.Entry.Part, $"{target.Entry.Span}", Kebab.Of(target.Measure), target.All.Ddd, target.All.Units,
        target.Own.Ddd, target.Own.Units, target.Share.Ddd, target.Share.Units, target.SharedEqually, target.Must.Ddd,
        target.Must.Units, target.Ordinary.Ddd, target.Ordinary.Units, target.Pack?.ToString(), target.Packs,
    ];

    static Task Inputs(Tx tx, long run, DutyScheme scheme,
        IReadOnlyList<CountedPackage> packages, IReadOnlyList<SoldPacks> sold)
    {
        var sales = sold.ToLookup(one => one.Article);
        return Bulk.Load(tx, "target_input", ["run_id", "atc", "package_group", "article_number", "units_per_pack",
            "ddd_micros", "seller", "packs"],
            from one in packages
            from sale in sales[one.Package.Article]
            select (object?[])
            [
                run, one.Atc, one.Group, $"{one.Package.Article}",
                one.Package.UnitsPerPack, one.Package.DddMicros, sale.Seller, sale.Packs,
            ]);
    }

    sealed class RunRow
    {
        public long Id { get; init; }
        public Moment ComputedAt { get; init; }
    }

    sealed class SoldRow
    {
        public string Seller { get; init; } = "";
        public string ArticleNumber { get; init; } = "";
        public long Packs { get; init; }
    }
}
