using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>One report that is expected in a period, and the one that came, if any did.</summary>
public sealed class ExpectedReport
{
    /// <summary>Key of the holder, or number of the municipality.</summary>
    public string Unit { get; init; } = "";
    public string Name { get; init; } = "";
    /// <summary>The regional health authority or the county it is counted under; empty for the nation.</summary>
    public string GroupName { get; init; } = "";
    /// <summary>A party that may send it.</summary>
    public long Sender { get; init; }
    public long? ReportId { get; init; }
    public DateOnly? CountsOn { get; init; }
    public Moment? ReportedAt { get; init; }
    public string? ReportedBy { get; init; }
    public bool Sent => ReportId is not null;
}

/// <summary>How many of the expected reports have come, of all or under one authority or county.</summary>
public sealed record Completeness(string Name, int Expected, int Sent)
{
    /// <summary>In tenths of a per cent.</summary>
    public int PerMille => Expected == 0 ? 1000 : Sent * 1000 / Expected;
}

/// <summary>A period of a kind of report: who sent and who has not.</summary>
/// <param name="Late">Nobody is late before the last day has passed.</param>
public sealed record PeriodOfReports(
    StockReportKind Kind, DateOnly From, DateOnly LastDay, DateOnly Due, bool Late, Completeness Total,
    IReadOnlyList<Completeness> Groups, IReadOnlyList<ExpectedReport> Missing, IReadOnlyList<ExpectedReport> Sent);

/// <summary>The calendar of expected reports, and how complete each period is (GOA-024, GOA-025, GOA-026).</summary>
public static class ReportsDue
{
    // The trust's owner is one or two steps above the hospital.
    const string Authority = """
        (select n.name_nb from party a join party_name n on n.party_id = a.id where a.type =
            'regional-health-authority' and a.id in (y.parent_id, up.parent_id) order by n.valid_from desc limit 1)
        """;

    const string ByHolder = $"""
        select y.key as unit, {StockFilter.HolderName} as name, y.id as sender, coalesce({Authority}, '') as group_name,
            r.id as report_id, r.counts_on, r.reported_at, r.reported_by
        from party y left join party up on up.id = y.parent_id
        left join (select holder_id, max(id) as id from stock_report where kind = @kind and counts_on >= @from
            and counts_on <= @to group by holder_id) newest on newest.holder_id = y.id
        left join stock_report r on r.id = newest.id
        where y.type in @types order by y.id
        """;

    const string ByMunicipality = """
        select m.number as unit, m.name, c.name as group_name, min(y.id) as sender, r.id as report_id, r.counts_on,
            r.reported_at, r.reported_by
        from municipality m join county c on c.number = m.county_number
        join party y on y.municipality_number = m.number and y.municipal and y.type in @types
        left join (select p.municipality_number, max(s.id) as id from stock_report s
            join party p on p.id = s.holder_id where s.kind = @kind and s.counts_on >= @from and s.counts_on <= @to
            group by p.municipality_number) newest on newest.municipality_number = m.number
        left join stock_report r on r.id = newest.id
        group by m.number, m.name, c.name, r.id, r.counts_on, r.reported_at, r.reported_by order by m.number
        """;

    /// <summary>A period of a kind that lies a number of periods before the one that is running.</summary>
    /// <param name="back">0 is the period that is running; null the newest that is due.</param>
    public static async Task<PeriodOfReports> Run(Db db, ReportRule rule, DateOnly today, int? back = null)
    {
        var period = back is null ? rule.LastDue(today) : rule.Period(today);
        for (var i = 0; i < back; i++) period = rule.Period(period.From.AddDays(-1));
        var expected = await db.Snapshot(tx => Expected(tx, rule, period));
        return new(rule.Kind, period.From, period.LastDay!.Value, rule.Due(period), today > rule.Due(period),
            Of("", expected), [.. expected.Where(one => one.GroupName.Length > 0).GroupBy(one => one.GroupName)
                .Select(group => Of(group.Key, [.. group])).OrderBy(group => group.PerMille).ThenBy(g => g.Name)],
            [.. expected.Where(one => !one.Sent)], [.. expected.Where(one => one.Sent)]);
    }

    static Completeness Of(string name, IReadOnlyList<ExpectedReport> reports) =>
        new(name, reports.Count, reports.Count(one => one.Sent));

    internal static Task<List<ExpectedReport>> Expected(Tx tx, ReportRule rule, DateRange period) =>
        tx.List<ExpectedReport>(rule.Unit == ReportUnit.Municipality ? ByMunicipality : ByHolder, new
        {
            kind = Kebab.Of(rule.Kind), from = period.From, to = period.LastDay!.Value,
            types = InList.Of(rule.Senders.Select(Kebab.Of)),
        });
}
