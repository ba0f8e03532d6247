using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>An excursion as lists show it.</summary>
public class ExcursionView
{
    public long Id { get; init; }
    public long EquipmentId { get; init; }
    public string Equipment { get; init; } = "";
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string Place { get; init; } = "";
    public string Storage { get; init; } = "";
    public string Side { get; init; } = "";
    public Moment StartAt { get; init; }
    public Moment EndAt { get; init; }
    public bool Ongoing { get; init; }
    public long Lowest { get; init; }
    public long Highest { get; init; }
    public long MilliDegreeMinutes { get; init; }
    public long? MeanKinetic { get; init; }
    public Moment FoundAt { get; init; }
    public string FoundBy { get; init; } = "";
    public long? JoinedInto { get; init; }
    public bool Made { get; init; }
    public long Lots { get; init; }
    public long OpenLots { get; init; }
    public long Units { get; init; }

    public ExcursionSide SideValue => Kebab.Read<ExcursionSide>(Side);
    public bool IsOpen => JoinedInto is null && (Ongoing || OpenLots > 0);
    public long Minutes => (long)EndAt.Since(StartAt).TotalMinutes;
    /// <summary>The temperature furthest out.</summary>
    public Celsius Worst => new(SideValue == ExcursionSide.Warm ? Highest : Lowest);
}

/// <summary>A lot at a holder after an excursion: what it has been through, and what is done with it.</summary>
public sealed class ExcursionLotView
{
    public long ExcursionId { get; init; }
    public long LotId { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long Held { get; init; }
    public long OnRoad { get; init; }
    public long Used { get; init; }
    public string State { get; init; } = "";
    public string Action { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Verdict { get; set; } = "";
    /// <summary>Thousandths of the product's budget that are used, all its excursions together; null where no budget
    /// covers them.</summary>
    public long? UsedPermille { get; set; }
    public long DecidedUnits { get; init; }
    public Moment? ProposedAt { get; init; }
    public string? ProposedBy { get; init; }
    public string? ProposedPersona { get; init; }
    public Moment? SignedAt { get; init; }
    public string? SignedBy { get; init; }
    public string Source { get; set; } = "";

    public ExcursionLotState StateValue => Kebab.Read<ExcursionLotState>(State);
    public StabilityVerdict? VerdictValue =>
        Kebab.TryParse<StabilityVerdict>(Verdict, out var verdict) ? verdict : null;
    public bool IsOpen => StateValue is ExcursionLotState.Waiting or ExcursionLotState.Proposed;
}

/// <summary>An excursion whole.</summary>
public sealed record ExcursionDetails(
    ExcursionView Excursion, ColdLimits Limits, IReadOnlyList<ExcursionLotView> Lots);

/// <summary>
/// Excursions for those who may see them: everyone's for the desk and those who see the country, for others those of
/// their equipment and of lots they have.
/// </summary>
public static class Excursions
{
    /// <summary>An excursion x about which something is to be done.</summary>
    internal const string Open = "x.joined_into is null and (x.ongoing or exists (select 1 from cold_excursion_lot o " +
        "where o.excursion_id = x.id and o.state in ('waiting', 'proposed')))";

    const string Columns = $"""
        select x.id, x.equipment_id, e.name as equipment, x.holder_id, {StockFilter.HolderName} as holder,
            coalesce(pl.name, '') as place, e.storage, x.side, x.start_at, x.end_at, x.ongoing, x.lowest, x.highest,
            x.milli_degree_minutes, x.mean_kinetic, x.found_at, x.found_by, x.joined_into, e.made,
            (select count(*) from cold_excursion_lot o where o.excursion_id = x.id) as lots,
            (select count(*) from cold_excursion_lot o where o.excursion_id = x.id
                and o.state in ('waiting', 'proposed')) as open_lots,
            (select coalesce(cast(sum(o.held + o.on_road) as bigint), 0) from cold_excursion_lot o
                where o.excursion_id = x.id) as units
        from cold_excursion x join cold_equipment e on e.id = x.equipment_id join party y on y.id = x.holder_id
        left join place pl on pl.id = x.place_id
        """;

    const string Seen = "(x.holder_id = @holder or exists (select 1 from cold_excursion_lot o " +
        "where o.excursion_id = x.id and o.holder_id = @holder))";

    /// <summary>The newest first, a page at a time; the cursor is the last id of the page before.</summary>
    public static async Task<Page<ExcursionView>> List(
        Db db, bool openOnly, Caller caller, long? equipment = null, long? after = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var where = new[]
        {
            openOnly ? Open : null, after is null ? null : "x.id < @after",
            equipment is null ? null : "x.equipment_id = @equipment", Recalls.SeesAll(caller) ? null : Seen,
        }.Where(part => part is not null).DefaultIfEmpty("1 = 1");
        var rows = await db.List<ExcursionView>(
            $"{Columns} where {string.Join(" and ", where)} order by x.id desc limit @most",
            new { after, equipment, holder = caller.Party ?? 0, most = most + 1 });
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>With what each open lot's budget says now. Refuses excursion-unknown, also for another's.</summary>
    public static Task<Result<ExcursionDetails>> Get(Db db, long id, DateOnly today, Caller caller) =>
        db.Snapshot<Result<ExcursionDetails>>(async tx =>
        {
            var all = Recalls.SeesAll(caller);
            var excursion = await tx.One<ExcursionView>(
                $"{Columns} where x.id = @id {(all ? "" : $"and {Seen}")}", new { id, holder = caller.Party ?? 0 });
            if (excursion is null) return Refusal.Of("excursion-unknown", "id", $"{id}");
            var lots = await Lots(tx, "where o.excursion_id = @id " + (all ? "" : "and o.holder_id = @holder"),
                new { id, holder = caller.Party ?? 0 }, today);
            return new ExcursionDetails(excursion,
                ColdRules.Limits(Kebab.Read<Core.Catalogue.StorageCondition>(excursion.Storage), today), lots);
        });

    /// <summary>Rows o of lots, the open ones with what their budget says now.</summary>
    internal static async Task<List<ExcursionLotView>> Lots(Tx tx, string where, object args, DateOnly today)
    {
        var rows = await tx.List<ExcursionLotView>($"""
            select o.excursion_id, o.lot_id, o.holder_id, {StockFilter.HolderName} as holder, l.lot_number,
                l.expires_on, l.article_number, p.name as product, o.held, o.on_road, o.used, o.state, o.action,
                o.reason, o.verdict, o.used_permille, o.decided_units, o.proposed_at, o.proposed_by,
                o.proposed_persona, o.signed_at, o.signed_by
            from cold_excursion_lot o join lot l on l.id = o.lot_id
            join product p on p.article_number = l.article_number join party y on y.id = o.holder_id
            {where} order by p.name, l.expires_on, o.lot_id, o.holder_id
            """, args);
        var open = rows.Where(row => row.IsOpen).ToList();
        var trails = await LotTrails.Of(tx, [.. open.Select(row => row.LotId).Distinct()]);
        var budgets = await Stability.On(tx, rows.Select(row => row.ArticleNumber), today);
        foreach (var row in rows) row.Source = budgets[row.ArticleNumber].Budget.Source;
        foreach (var row in open)
        {
            var (exposure, stability) = (OfHolder(trails[row.LotId], row), budgets[row.ArticleNumber]);
            row.Verdict = Kebab.Of(ColdDecisionRules.Verdict(stability.Budget, exposure, stability.HighestAllowed));
            row.UsedPermille = stability.Budget.UsedPermille(exposure, stability.HighestAllowed);
        }
        return rows;
    }

    // The worst of the places at the holder where units of the excursion stand.
    static Exposure OfHolder(UnitTrail trail, ExcursionLotView row) => trail.Traces
        .Where(one => one.Key.Holder == row.HolderId && one.Key.Place >= 0 && one.Value.Units > 0
            && one.Value.Excursions.Contains(row.ExcursionId))
        .Aggregate(Exposure.None, (worst, one) => worst.Or(one.Value.Exposure));
}
