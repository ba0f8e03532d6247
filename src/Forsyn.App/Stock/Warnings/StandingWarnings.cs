using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Stock.ColdChain;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Warnings;

/// <summary>Something a warning is due to, as it is now.</summary>
/// <param name="Subject">The same as long as it is the same thing, such as recall/7.</param>
/// <param name="Args">The numbers and names of the text warning-text.{kind}.</param>
sealed record Standing(string Subject, IReadOnlyDictionary<string, string> Args, string Link);

/// <summary>A subscription with what its person may read now.</summary>
sealed class JudgedSubscription
{
    public long Id { get; init; }
    public string Person { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Area { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Atc { get; init; } = "";
    public long Threshold { get; init; }
    public string Role { get; init; } = "";
    public long PartyId { get; init; }

    public WarningKind KindValue => Kebab.Read<WarningKind>(Kind);
    public bool Own => Area == "own";
    public long? Holder => Own ? PartyId : null;
    public bool Allowed => WarningRights.May([Kebab.Read<Role>(Role)], PartyId, KindValue,
        Own ? WarningArea.Own : WarningArea.Nation);
}

/// <summary>What the kinds that follow facts find: recalls, reports that have not come.</summary>
static class StandingWarnings
{
    /// <summary>The kinds that can be judged within the transaction of a fact.</summary>
    public static readonly IReadOnlySet<WarningKind> Quick =
        new HashSet<WarningKind>
        {
            WarningKind.OpenRecall, WarningKind.SilentReporter, WarningKind.FridgeAlarm,
        };

    public static Task<IReadOnlyList<Standing>> Find(Tx tx, JudgedSubscription asked, Moment now) =>
        asked.KindValue switch
        {
            WarningKind.OpenRecall => Recalled(tx, asked),
            WarningKind.SilentReporter => Silent(tx, asked, now),
            WarningKind.FridgeAlarm => OutOfRange(tx, asked),
            _ => throw new InvariantBroken($"{asked.Kind} is not judged with a fact"),
        };

    static async Task<IReadOnlyList<Standing>> Recalled(Tx tx, JudgedSubscription asked) =>
        [.. (await tx.List<RecallRow>($"""
            select r.id, max(p.name) as product, (select cast(coalesce(
                    sum(t.taken + t.on_road - t.found - t.given - t.destroyed - t.missing), 0) as bigint)
                from recall_task t where t.recall_id = r.id
                    {(asked.Own ? "and t.holder_id = @PartyId" : "")}) as unknown
            from recall r join recall_lot x on x.recall_id = r.id join lot l on l.id = x.lot_id
            join product p on p.article_number = l.article_number
            where r.closed_at is null and {Outlooks.Products(asked.ArticleNumber, asked.Atc)}
            group by r.id order by r.id
            """, new { asked.PartyId, asked.ArticleNumber, Atc = $"{asked.Atc}%" }))
            .Where(row => !asked.Own || row.Unknown > 0)
            .Select(row => new Standing($"recall/{row.Id}", Args(("recall", $"{row.Id}"), ("product", row.Product),
                ("units", $"{row.Unknown}")), $"/recalls/{row.Id}"))];

    static async Task<IReadOnlyList<Standing>> OutOfRange(Tx tx, JudgedSubscription asked) =>
        [.. (await tx.List<ExcursionRow>($"""
            select x.id, x.start_at, c.name as equipment, {StockFilter.HolderName} as holder,
                (select count(*) from cold_excursion_lot o where o.excursion_id = x.id
                    and o.state in ('waiting', 'proposed')) as lots
            from cold_excursion x join cold_equipment c on c.id = x.equipment_id join party y on y.id = x.holder_id
            where {Excursions.Open} {(asked.Own ? "and x.holder_id = @PartyId" : "")}
            order by x.id
            """, new { asked.PartyId })).Select(row => new Standing($"excursion/{row.Id}",
                Args(("equipment", row.Equipment), ("holder", row.Holder), ("day", $"{row.StartAt.Day:yyyy-MM-dd}"),
                    ("lots", $"{row.Lots}")), $"/cold-chain/excursions/{row.Id}"))];

    static async Task<IReadOnlyList<Standing>> Silent(Tx tx, JudgedSubscription asked, Moment now)
    {
        var found = new List<Standing>();
        var own = asked.Own ? await tx.One<PartyRow>(
            "select type, municipality_number from party where id = @PartyId", new { asked.PartyId }) : null;
        foreach (var rule in ReportKinds.On(now.Day))
        {
            var period = rule.LastDue(now.Day);
            var late = now.Day.DayNumber - rule.Due(period).DayNumber;
            if (late <= asked.Threshold) continue;
            var kind = Kebab.Of(rule.Kind);
            found.AddRange(
                from one in await ReportsDue.Expected(tx, rule, period)
                where !one.Sent && (!asked.Own || IsOwn(one, rule))
                select new Standing($"report/{kind}/{one.Unit}/{period.From:yyyy-MM-dd}", Args(("name", one.Name),
                    ("report", kind), ("from", $"{period.From:yyyy-MM-dd}"), ("to", $"{period.LastDay:yyyy-MM-dd}"),
                    ("days", $"{late}")), asked.Own ? "/stock/reports/new" : $"/stock/reports/late?kind={kind}"));
        }
        return found;

        bool IsOwn(ExpectedReport one, ReportRule rule) => one.Sender == asked.PartyId
            || (rule.Unit == ReportUnit.Municipality && one.Unit == own?.MunicipalityNumber
                && rule.Senders.Any(sender => Kebab.Of(sender) == own.Type));
    }

    internal static Dictionary<string, string> Args(params (string Name, string Value)[] args) =>
        args.ToDictionary(arg => arg.Name, arg => arg.Value);

    sealed class RecallRow
    {
        public long Id { get; init; }
        public string Product { get; init; } = "";
        public long Unknown { get; init; }
    }

    sealed class ExcursionRow
    {
        public long Id { get; init; }
        public Moment StartAt { get; init; }
        public string Equipment { get; init; } = "";
        public string Holder { get; init; } = "";
        public long Lots { get; init; }
    }

    sealed class PartyRow
    {
        public string Type { get; init; } = "";
        public string? MunicipalityNumber { get; init; }
    }
}
