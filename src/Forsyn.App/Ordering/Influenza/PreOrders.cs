using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>Which pre-orders of a season are asked for.</summary>
/// <param name="After">The last id of the page before.</param>
public sealed record PreOrderFilter(
    string? Query = null, string? Kind = null, long? Wave = null, bool NoOrder = false, long After = 0,
    int Limit = 50);

/// <summary>The unit a person answers for: a municipality by its number, or a hospital by its key.</summary>
public sealed class Unit
{
    public string Key { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Name { get; init; } = "";
    public string Municipality { get; init; } = "";
    public long Customer { get; init; }
    public string Address { get; init; } = "";
}

/// <summary>Reads pre-orders: one's own, or everybody's for those who may.</summary>
public static class PreOrders
{
    internal const string Select = """
        select o.id, o.season, o.unit, o.kind, o.municipality_number, c.name as county, o.customer_id,
            coalesce(n.name_nb, p.key) as customer, p.key as customer_key, o.delivery_address, o.target_group,
            o.requisitioner, o.requisitioner_role, o.changed_at, o.changed_by, o.made, o.wave, w.day as wave_day,
            o.order_number, r.state as order_state, o.failure, o.version,
            case when o.kind = 'municipality' then m.name else coalesce(n.name_nb, p.key) end as unit_name,
            (select coalesce(cast(sum(l.doses) as bigint), 0) from pre_order_line l where l.pre_order_id = o.id)
                as doses,
            (select coalesce(cast(sum(l.personnel) as bigint), 0) from pre_order_line l where l.pre_order_id = o.id)
                as personnel,
            (select cast(sum(l.allotted) as bigint) from pre_order_line l where l.pre_order_id = o.id) as allotted
        from pre_order o join municipality m on m.number = o.municipality_number
        join county c on c.number = m.county_number join party p on p.id = o.customer_id
        left join party_name n on n.party_id = p.id and n.valid_to is null
        left join dispatch_wave w on w.season = o.season and w.number = o.wave
        left join orders r on r.number = o.order_number
        """;

    /// <summary>A page of a season's pre-orders by id.</summary>
    public static Task<List<PreOrderHead>> List(Db db, string season, PreOrderFilter filter) =>
        db.List<PreOrderHead>($"""
            {Select} where o.season = @season and o.id > @After
            {(filter.Kind is null ? "" : "and o.kind = @Kind")} {(filter.Wave is null ? "" : "and o.wave = @Wave")}
            {(filter.NoOrder ? "and o.order_number is null" : "")}
            {(string.IsNullOrWhiteSpace(filter.Query) ? ""
                : "and (lower(m.name) like @words or n.search like @words or o.unit like @words)")}
            order by o.id limit @limit
            """, new
        {
            season, filter.After, filter.Kind, filter.Wave, words = $"%{filter.Query?.Trim().ToLowerInvariant()}%",
            limit = Math.Clamp(filter.Limit, 1, 1000),
        });

    /// <summary>The pre-order of a unit, or null when it has made none.</summary>
    public static async Task<PreOrderView?> Find(Db db, string season, string unit)
    {
        var head = await db.One<PreOrderHead>($"{Select} where o.season = @season and o.unit = @unit",
            new { season, unit });
        if (head is null) return null;
        return new PreOrderView(head, await Lines(db, [head.Id]), await db.List<PreOrderVersion>(
            "select version, at, by_person, content from pre_order_version where pre_order_id = @Id " +
            "order by version desc", new { head.Id }));
    }

    public static Task<List<PreOrderViewLine>> Lines(Db db, IEnumerable<long> preOrders) =>
        db.List<PreOrderViewLine>("""
            select l.pre_order_id, l.article_number, p.name, p.doses_per_pack, l.doses, l.personnel, l.allotted,
                l.reason
            from pre_order_line l join product p on p.article_number = l.article_number
            where l.pre_order_id in @ids order by l.pre_order_id, p.name, l.article_number
            """, new { ids = InList.Of(preOrders) });

    /// <summary>What the caller answers for: its municipality, or its hospital; null for all others.</summary>
    public static Task<Unit?> OwnUnit(Db db, Caller caller) =>
        caller.Roles.Contains(Role.InfectionControlPhysician) ? Municipality(db, caller)
        : caller.Roles.Contains(Role.HospitalPhysician) ? Named(db, null, caller.Party)
        : Task.FromResult<Unit?>(null);

    static Task<Unit?> Municipality(Db db, Caller caller) => db.One<Unit>(
        """
        select m.number as key, 'municipality' as kind, m.name, m.number as municipality, p.id as customer, p.address
        from person s join municipality m on m.number = s.municipality_number join party p on p.id = s.party_id
        where s.persona = @PersonaId
        """, new { caller.PersonaId });

    /// <summary>A unit by its municipality number or hospital key; a municipality receives at its own office.</summary>
    public static Task<Unit?> Named(Db db, string? key, long? hospital = null) => db.One<Unit>(
        """
        select p.key as key, 'hospital' as kind, coalesce(n.name_nb, p.key) as name,
            p.municipality_number as municipality, p.id as customer, p.address
        from party p left join party_name n on n.party_id = p.id and n.valid_to is null
        where p.type = 'hospital' and (p.id = @id or p.key = @key)
        union all
        select m.number, 'municipality', m.name, m.number, p.id, p.address
        from municipality m join party p on p.municipality_number = m.number
        where m.number = @key and p.key = @office
        """, new { id = hospital ?? 0, key = key ?? "", office = $"office-{key}-1" });
}
