using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Parties;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Continuity;

/// <summary>Whose pack it is: one holder's, or the country's, which the supplier works by.</summary>
public sealed record PackSite(long Holder, string Key, string Name, string Address, bool National)
{
    public const string Country = "national";

    /// <summary>The country where the key says so, otherwise the party; refuses holder-unknown.</summary>
    public static async Task<Result<PackSite>> Of(Db db, string key, DateOnly day)
    {
        var national = key == Country;
        var id = national ? await Supplier.Id(db, day) : 0;
        var party = await db.One<Row>("select p.id, p.key, p.address, (select n.name_nb from party_name n " +
            "where n.party_id = p.id order by n.valid_from desc limit 1) as name " +
            "from party p where p.id = @id or p.key = @key", new { id, key });
        return party is null ? Refusal.Of("holder-unknown", "holder", key)
            : new PackSite(party.Id, key, party.Name, party.Address, national);
    }

    sealed class Row
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public string Address { get; init; } = "";
    }
}

public sealed class PackStock
{
    public string Product { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public Status Status { get; init; }
    public string Place { get; init; } = "";
    public Pool Pool { get; init; }
    public long Quantity { get; init; }
}

/// <summary>A product in the whole country.</summary>
public sealed class PackTotal
{
    public string Product { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public long Holders { get; init; }
    public long Available { get; init; }
    public long OnTheWay { get; init; }
    public long SetAside { get; init; }
}

/// <summary>A line of an open order, and the lots that are reserved for it.</summary>
public sealed class PackOrder
{
    public long Number { get; init; }
    public string State { get; init; } = "";
    public bool Urgent { get; init; }
    public string Customer { get; init; } = "";
    public string Requisitioner { get; init; } = "";
    public string Address { get; init; } = "";
    public DateOnly? PlannedOn { get; init; }
    public long Line { get; init; }
    public string Product { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public long Doses { get; init; }
    public string Lots { get; init; } = "";
}

public sealed class PackContact
{
    public string Name { get; init; } = "";
    public string Type { get; init; } = "";
    public string OrganisationNumber { get; init; } = "";
    public string Address { get; init; } = "";
    public string People { get; init; } = "";
}

/// <summary>All that a pack is made of, read in one snapshot; nothing that names a patient.</summary>
public sealed record PackLists(
    IReadOnlyList<PackStock> Stock, IReadOnlyList<PackTotal> Country, IReadOnlyList<PackOrder> Orders,
    IReadOnlyList<PackContact> Contacts, IReadOnlyList<DutyShift> Shifts)
{
    const int RosterDays = 14;
    const string OfOrders = "o.state in ('placed', 'held', 'released', 'allocated', 'picked', 'dispatched')";

    public static async Task<PackLists> Read(Db db, PackSite site, Moment now)
    {
        // The physician's own number is for those who work at the desk; a site reaches the desk.
        var roster = site.National
            ? await Roster.List(db, now, new Moment(now.Microseconds + RosterDays * 24L * 3600 * 1_000_000)) : [];
        return await db.Snapshot(async tx => new PackLists(
            await tx.List<PackStock>(StockSql, new { site.Holder }),
            site.National ? await tx.List<PackTotal>(TotalSql) : [],
            await tx.List<PackOrder>(OrderSql(site, tx.Kind), new { site.Holder }),
            await tx.List<PackContact>(ContactSql(site, tx.Kind), new { site.Holder }), roster));
    }

    const string StockSql = """
        select p.name as product, l.article_number, l.lot_number, l.expires_on, b.status, coalesce(x.name, '') as place,
            b.pool, b.quantity
        from balance b join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
        left join place x on x.id = b.place_id
        where b.holder_id = @Holder and b.status < 10 and b.quantity > 0
        order by p.name, l.article_number, l.expires_on, l.lot_number, b.status, b.place_id, b.pool
        """;

    const string TotalSql = """
        select p.name as product, p.article_number, s.holders, s.available, s.on_the_way, s.set_aside
        from (
            select l.article_number, count(distinct b.holder_id) as holders,
                cast(sum(case when b.status = 0 then b.quantity else 0 end) as bigint) as available,
                cast(sum(case when b.status = 1 then b.quantity else 0 end) as bigint) as on_the_way,
                cast(sum(case when b.status in (2, 3, 4) then b.quantity else 0 end) as bigint) as set_aside
            from balance b join lot l on l.id = b.lot_id
            where b.status < 10 and b.quantity > 0 group by l.article_number) s
        join product p on p.article_number = s.article_number order by p.name, p.article_number
        """;

    static string OrderSql(PackSite site, DbKind kind) => $"""
        select o.number, o.state, o.urgent, o.requisitioner_name as requisitioner, o.delivery_address as address,
            o.planned_on, x.line, p.name as product, x.article_number, x.doses,
            (select n.name_nb from party_name n where n.party_id = o.customer_id
                order by n.valid_from desc limit 1) as customer,
            coalesce((select {Joined("t.lot_number || ' × ' || cast(r.quantity as text)", kind)} from reservation r
                join lot t on t.id = r.lot_id where r.holder_id = o.supplier_id and r.state = 0
                and r.document = 'order/' || cast(o.number as text) and r.line = x.line), '') as lots
        from orders o join order_line x on x.order_number = o.number
        join product p on p.article_number = x.article_number
        where {OfOrders}{(site.National ? "" : " and (o.customer_id = @Holder or o.supplier_id = @Holder)")}
        order by case when o.urgent then 0 else 1 end, o.number, x.line
        """;

    static string ContactSql(PackSite site, DbKind kind) => $"""
        select (select n.name_nb from party_name n where n.party_id = p.id order by n.valid_from desc limit 1) as name,
            p.type, coalesce(p.organisation_number, '') as organisation_number, p.address,
            coalesce((select {Joined("e.name || ' (' || e.role || ')'", kind)} from person e
                where e.party_id = p.id), '') as people
        from party p
        where p.id = @Holder or p.type in ('authority', 'wholesaler')
            {(site.National ? $"or p.id in (select o.customer_id from orders o where {OfOrders})" : "")}
        order by case when p.id = @Holder then 0 else 1 end, p.type, p.key
        """;

    static string Joined(string text, DbKind kind) =>
        kind == DbKind.Postgres ? $"string_agg({text}, ', ')" : $"group_concat({text}, ', ')";
}
