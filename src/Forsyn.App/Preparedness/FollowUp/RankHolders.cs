using Forsyn.App.Database;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>Which holders should be supervised first, from what the system knows of them.</summary>
public static class RankHolders
{
    const int MonthsBack = 12;

    /// <summary>All holders of the schemes in force, highest risk first.</summary>
    public static Task<IReadOnlyList<SupervisionRisk>> Run(Db db, DateOnly today) => db.Snapshot(tx => In(tx, today));

    internal static async Task<IReadOnlyList<SupervisionRisk>> In(Tx tx, DateOnly today)
    {
        var keys = Schemes.All.On(today).SelectMany(scheme => scheme.Holders).Select(key => key.Value).Distinct()
            .ToList();
        var from = today.AddMonths(-MonthsBack);
        var cases = (await tx.List<CaseRow>($"""
            select c.holder, max(case when c.state in ('inspected', 'reported', 'closed') then c.visit_on end)
                as last_visit, cast(coalesce(sum((select count(*) from supervision_deviation d
                where d.case_id = c.id and {SupervisionCase.OpenDeviation})), 0) as bigint) as open_deviations
            from supervision_case c group by c.holder
            """, new { })).ToDictionary(row => row.Holder);
        var late = await LateReports(tx, keys, from, today);
        var missing = (await tx.List<ShortRow>("select holder, count(*) as days from coverage_day " +
            "where day >= @from and day <= @today and held < must_now group by holder", new { from, today }))
            .ToDictionary(row => row.Holder, row => row.Days);
        return SupervisionRisk.HighestFirst(keys.Select(key => new SupervisionRisk(key,
            missing.GetValueOrDefault(key), late.GetValueOrDefault(key), cases.GetValueOrDefault(key)?.LastVisit,
            cases.GetValueOrDefault(key)?.OpenDeviations ?? 0)));
    }

    // Periods of the last months whose report had not come when its last day was over.
    static async Task<Dictionary<string, long>> LateReports(
        Tx tx, IReadOnlyList<string> keys, DateOnly from, DateOnly today)
    {
        var late = new Dictionary<string, long>();
        var sent = (await tx.List<SentRow>("select y.key as holder, r.kind, r.counts_on, min(r.reported_at) as first " +
            "from stock_report r join party y on y.id = r.holder_id where y.key in @keys and r.counts_on >= @from " +
            "group by y.key, r.kind, r.counts_on", new { keys = InList.Of(keys), from }))
            .ToLookup(row => (row.Holder, row.Kind));
        foreach (var rule in ReportKinds.On(today).Where(rule => rule.Senders.Contains(PartyType.Wholesaler)))
            for (var period = rule.LastDue(today); period.From >= from; period = rule.Period(period.From.AddDays(-1)))
                foreach (var key in keys.Where(key => !sent[(key, Kebab.Of(rule.Kind))].Any(row =>
                    period.Contains(row.CountsOn) && row.First.Day <= rule.Due(period))))
                    late[key] = late.GetValueOrDefault(key) + 1;
        return late;
    }

    sealed class CaseRow
    {
        public string Holder { get; init; } = "";
        public DateOnly? LastVisit { get; init; }
        public long OpenDeviations { get; init; }
    }

    sealed class ShortRow
    {
        public string Holder { get; init; } = "";
        public long Days { get; init; }
    }

    sealed class SentRow
    {
        public string Holder { get; init; } = "";
        public string Kind { get; init; } = "";
        public DateOnly CountsOn { get; init; }
        public Moment First { get; init; }
    }
}
