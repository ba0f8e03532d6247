using Forsyn.App.Database;
using Forsyn.App.Preparedness.Releases;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>
/// Works out what was held towards each target of a scheme on any days. The targets of a day are those of the newest
/// run that counts on it; a lot counts to the end of the last day it may be used.
/// </summary>
static class CoverageDays
{
    /// <summary>Of days before the first target there is nothing.</summary>
    public static async Task<List<CoverageDay>> Of(Tx tx, string scheme, DateOnly from, DateOnly to)
    {
        var runs = await Runs(tx, scheme, from, to);
        if (runs.Count == 0) return [];
        if (runs[0].From > from) from = runs[0].From;
        var rows = await Held(tx, scheme, from, to, runs);
        var permits = await PermitsToGoUnder.Of(tx, scheme);
        // As in rotation: a release is of a substance, and says nothing of groups of packages.
        var released = (await Refills.Of(tx, scheme, "", to)).ToLookup(
            one => new TargetKey(scheme, one.Holder, one.Atc, ""), one => one.Units);
        var days = new List<CoverageDay>();
        foreach (var run in runs)
            for (var day = Later(run.From, from); day <= run.LastDay && day <= to; day = day.AddDays(1))
            {
                var duty = Version(scheme, day);
                foreach (var target in run.Targets.Values)
                {
                    var (must, ordinary) = (target.Must, target.Ordinary);
                    var there = rows.GetValueOrDefault(target.Key);
                    var n = day.DayNumber - from.DayNumber;
                    var (aside, sale) = there is null ? (0, 0) : (there.SetAside[n], there.ForSale[n]);
                    days.Add(new()
                    {
                        Scheme = scheme, Holder = target.Holder, Atc = target.Atc, PackageGroup = target.PackageGroup,
                        Day = day, RunId = run.Id, Measure = target.Measure, Must = must,
                        MustNow = RefillRules.MustHoldWhileReleased(
                            FulfilmentRules.MustHoldOn(duty, must, permits[target.Key], day), target.MustUnits,
                            [.. released[target.Key]], day),
                        MustOrdinary = ordinary, SetAside = aside, ForSale = sale,
                        Held = StockLayers.Counting(aside, sale, ordinary, duty.SurplusCounts),
                    });
                }
            }
        return days;
    }

    static async Task<Dictionary<TargetKey, Sums>> Held(
        Tx tx, string scheme, DateOnly from, DateOnly to, IReadOnlyList<Run> runs)
    {
        var packages = await DutyPackages.Load(tx);
        foreach (var run in runs) run.Count(Version(scheme, run.From), packages);
        var articles = runs.SelectMany(run => run.Counted.Keys).ToHashSet();
        var keys = runs.SelectMany(run => run.Targets.Keys).Select(key => key.Holder).ToHashSet();
        var holders = (await tx.List<HolderRow>("select id, key from party where key in @keys",
            new { keys = InList.Of(keys) })).ToDictionary(row => row.Id, row => row.Key);
        var stock = await RolledBack.Read(tx, holders.Keys, Version(scheme, to).Pool, articles, from, to);
        var lots = (await tx.List<LotRow>("select id, article_number, expires_on from lot " +
            "where article_number in @articles", new { articles = InList.Of(articles) })).ToDictionary(lot => lot.Id);
        var sums = new Dictionary<TargetKey, Sums>();
        foreach (var (holder, lot, pool, units) in stock.Lots())
            Add(sums, runs, scheme, holders[holder], lots[lot], pool, units, from);
        return sums;
    }

    static void Add(Dictionary<TargetKey, Sums> sums, IReadOnlyList<Run> runs, string scheme, string holder, LotRow lot,
        Pool pool, long[] units, DateOnly from)
    {
        foreach (var run in runs)
        {
            if (!run.Counted.TryGetValue(lot.ArticleNumber, out var counted)) continue;
            var key = new TargetKey(scheme, holder, counted.Atc, counted.Group);
            if (!run.Targets.TryGetValue(key, out var target)) continue;
            if (!sums.TryGetValue(key, out var sum))
                sums[key] = sum = new(new long[units.Length], new long[units.Length]);
            var days = pool == Pool.Sale ? sum.ForSale : sum.SetAside;
            var last = Math.Min(units.Length - 1,
                Math.Min(run.LastDay.DayNumber, lot.ExpiresOn.DayNumber) - from.DayNumber);
            for (var day = Math.Max(0, run.From.DayNumber - from.DayNumber); day <= last; day++)
                if (units[day] > 0) days[day] += target.InUnits ? units[day] : counted.Ddd(units[day]);
        }
    }

    /// <summary>The runs that count on any of the days, in order.</summary>
    static async Task<List<Run>> Runs(Tx tx, string scheme, DateOnly from, DateOnly to)
    {
        // Of the runs of a day the newest counts.
        var all = (await tx.List<RunRow>("select id, counts_on from target_run where scheme = @scheme " +
            "and counts_on <= @to order by counts_on, id", new { scheme, to }))
            .GroupBy(run => run.CountsOn).Select(same => same.Last()).ToList();
        var runs = new List<Run>();
        for (var n = 0; n < all.Count; n++)
        {
            var last = n + 1 < all.Count ? all[n + 1].CountsOn.AddDays(-1) : DateOnly.MaxValue;
            if (last < from) continue;
            var targets = await tx.List<TargetAmounts>("select atc, package_group, holder, measure, must_ddd, " +
                "must_units, ordinary_ddd, ordinary_units from target where run_id = @Id", all[n]);
            foreach (var target in targets) target.Scheme = scheme;
            runs.Add(new(all[n].Id, all[n].CountsOn, last, targets.ToDictionary(target => target.Key)));
        }
        return runs;
    }

    static DutyScheme Version(string scheme, DateOnly day) => Schemes.All.On(scheme, day)
        ?? throw new InvariantBroken($"there are targets of {scheme}, which was no scheme on {day:yyyy-MM-dd}");

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    sealed record Sums(long[] SetAside, long[] ForSale);

    sealed record Run(long Id, DateOnly From, DateOnly LastDay, IReadOnlyDictionary<TargetKey, TargetAmounts> Targets)
    {
        public IReadOnlyDictionary<string, CountedPackage> Counted { get; private set; } =
            new Dictionary<string, CountedPackage>();

        public void Count(DutyScheme scheme, IReadOnlyList<DutyPackage> packages) => Counted = CountedPackage.Of(scheme,
            Targets.Values.Select(target => target.Atc).ToHashSet(), packages)
            .ToDictionary(one => $"{one.Package.Article}");
    }

    sealed class RunRow
    {
        public long Id { get; init; }
        public DateOnly CountsOn { get; init; }
    }

    sealed class HolderRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
    }

    sealed class LotRow
    {
        public long Id { get; init; }
        public string ArticleNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
    }

    sealed class TargetAmounts
    {
        public string Scheme { get; set; } = "";
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public string Holder { get; init; } = "";
        public string Measure { get; init; } = "";
        public long MustDdd { get; init; }
        public long MustUnits { get; init; }
        public long OrdinaryDdd { get; init; }
        public long OrdinaryUnits { get; init; }
        public TargetKey Key => new(Scheme, Holder, Atc, PackageGroup);
        public bool InUnits => Measure == "units";
        public long Must => InUnits ? MustUnits : MustDdd;
        public long Ordinary => InUnits ? OrdinaryUnits : OrdinaryDdd;
    }
}
