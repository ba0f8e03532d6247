using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>A delivery from a supplier as lists show it.</summary>
public class DeliverySummary
{
    public long Id { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string SupplierKey { get; init; } = "";
    public string Supplier { get; init; } = "";
    public long? AgreementId { get; init; }
    public string? Agreement { get; init; }
    public string Reference { get; init; } = "";
    public DateOnly PlannedOn { get; init; }
    public long? MinimumDays { get; init; }
    public string State { get; init; } = "";
    public bool Made { get; init; }
    public long Lines { get; init; }
    public long Units { get; init; }
    public long Received { get; init; }
    public string Product { get; init; } = "";
    public long Version { get; init; }

    public DeliveryState StateValue => Kebab.Read<DeliveryState>(State);
    public bool Open => StateValue is DeliveryState.Expected or DeliveryState.PartlyReceived;
    public bool Late(DateOnly today) => Open && PlannedOn < today;
}

/// <summary>A line of a delivery, with what has come of it.</summary>
public sealed class DeliveryLineView
{
    public long Line { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string Gtin { get; init; } = "";
    public long DosesPerPack { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly? ExpiresOn { get; init; }
    public long Units { get; init; }
    public long Received { get; init; }
    public long Left => Math.Max(0, Units - Received);
}

/// <summary>Something that happened to a delivery.</summary>
public sealed class DeliveryEventView
{
    public string Kind { get; init; } = "";
    public DateOnly? PlannedOn { get; init; }
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
}

/// <summary>A delivery whole: its lines, its history and what was received of it, the newest first.</summary>
public sealed record DeliveryView(
    DeliverySummary Delivery, IReadOnlyList<DeliveryLineView> Lines, IReadOnlyList<DeliveryEventView> Events);

/// <summary>Which deliveries are asked for.</summary>
/// <param name="Show">open, late or all; open when left out.</param>
/// <param name="Query">Words of supplier, reference and products.</param>
public sealed record DeliveryQuery(string? Show = null, string? Query = null, string? Cursor = null, int Limit = 50);

/// <summary>
/// Deliveries to the caller's party; those who oversee the country see everyone's.
/// </summary>
public static class Deliveries
{
    static readonly string Summary = $"""
        select d.id, d.holder_id, {Named("d.holder_id")} as holder, s.key as supplier_key,
            {Named("d.supplier_id")} as supplier, d.agreement_id, a.name as agreement, d.reference, d.planned_on,
            d.minimum_days, d.state, d.made, d.version,
            (select count(*) from delivery_line l where l.delivery_id = d.id) as lines,
            (select cast(sum(l.units) as bigint) from delivery_line l where l.delivery_id = d.id) as units,
            (select cast(sum(l.received) as bigint) from delivery_line l where l.delivery_id = d.id) as received,
            (select p.name from delivery_line l join product p on p.article_number = l.article_number
             where l.delivery_id = d.id order by l.line limit 1) as product
        from delivery d join party s on s.id = d.supplier_id left join framework_agreement a on a.id = d.agreement_id
        """;

    static string Named(string id) =>
        $"(select n.name_nb from party_name n where n.party_id = {id} order by n.valid_from desc limit 1)";

    public static bool SeesAll(Caller caller) => caller.May(Policy.StockNational);

    /// <summary>Those planned first come first; the newest first where all are shown.</summary>
    public static async Task<Page<DeliverySummary>> List(Db db, DeliveryQuery query, DateOnly today, Caller caller)
    {
        var most = Math.Clamp(query.Limit, 1, 200);
        var all = query.Show == "all";
        var words = (query.Query ?? "").ToLowerInvariant()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8).ToArray();
        var args = new Dapper.DynamicParameters(new
        {
            today, holder = caller.Party ?? 0, after = long.TryParse(query.Cursor, out var id) ? id : 0,
            most = most + 1,
        });
        for (var i = 0; i < words.Length; i++) args.Add($"word{i}", $"%{words[i]}%");
        string?[] parts =
        [
            SeesAll(caller) ? null : "d.holder_id = @holder",
            all ? null : "d.state in ('expected', 'partly-received')",
            query.Show == "late" ? "d.planned_on < @today" : null,
            string.IsNullOrEmpty(query.Cursor) ? null
                : $"(d.planned_on, d.id) {(all ? "<" : ">")} (select planned_on, id from delivery where id = @after)",
            .. words.Select((_, i) => $"""
                (lower(d.reference) like @word{i} or exists (select 1 from party_name n where n.party_id = d.supplier_id
                    and n.search like @word{i}) or exists (select 1 from delivery_line l
                    join product p on p.article_number = l.article_number
                    where l.delivery_id = d.id and (p.search like @word{i} or lower(l.lot_number) like @word{i})))
                """),
        ];
        var order = all ? "desc" : "asc";
        var rows = await db.List<DeliverySummary>(
            $"{Summary} where {string.Join(" and ", parts.OfType<string>().DefaultIfEmpty("1 = 1"))} " +
            $"order by d.planned_on {order}, d.id {order} limit @most", args);
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses delivery-unknown, also for another's where the caller sees only its own.</summary>
    public static async Task<Result<DeliveryView>> Get(Db db, long id, Caller caller)
    {
        var head = await db.One<DeliverySummary>($"{Summary} where d.id = @id", new { id });
        if (head is null || !(SeesAll(caller) || head.HolderId == caller.Party))
            return Refusal.Of("delivery-unknown", "id", $"{id}");
        return new DeliveryView(head, await db.List<DeliveryLineView>("""
            select l.line, l.article_number, p.name as product, p.gtin, p.doses_per_pack, l.lot_number, l.expires_on,
                l.units, l.received
            from delivery_line l join product p on p.article_number = l.article_number
            where l.delivery_id = @id order by l.line
            """, new { id }), await db.List<DeliveryEventView>("select kind, planned_on, text, at, by_person " +
            "from delivery_event where delivery_id = @id order by id desc", new { id }));
    }

    /// <summary>Parties that may be named as supplier, by name.</summary>
    public static async Task<IReadOnlyList<FoundParty>> Suppliers(Db db) => await db.List<FoundParty>($"""
        select p.id, p.key, p.type, {Named("p.id")} as name, '' as municipality, '' as organisation_number, p.made
        from party p where p.type = 'supplier' order by name, p.id
        """);
}
