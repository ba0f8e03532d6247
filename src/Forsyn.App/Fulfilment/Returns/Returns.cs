using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.Returns;

/// <summary>A return as lists show it.</summary>
public sealed class ReturnSummary
{
    public long Id { get; init; }
    public long ShipmentId { get; init; }
    public long OrderNumber { get; init; }
    public long CustomerId { get; init; }
    public long SupplierId { get; init; }
    public string Customer { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    public string State { get; init; } = "";
    public string Product { get; init; } = "";
    public long Units { get; init; }
    public Moment AnnouncedAt { get; init; }
    public long Version { get; init; }

    public ReturnReason ReasonValue => Kebab.Read<ReturnReason>(Reason);
    public ReturnState StateValue => Kebab.Read<ReturnState>(State);
}

/// <summary>A line of a return with what it cost.</summary>
public sealed class ReturnLineView
{
    public long Line { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long Units { get; init; }
    public long? Received { get; init; }
    public long Waiting { get; init; }
    /// <summary>What was paid for a pack's worth of doses, in øre, and how many doses.</summary>
    public long AmountOre { get; init; }
    public long Doses { get; init; }

    /// <summary>What was paid, without VAT and levy, for the units that came back; before they came, for those
    /// announced.</summary>
    public Money Paid => new(Doses == 0 ? 0 : AmountOre * (Received ?? Units) / Doses);
}

/// <summary>A check of a line.</summary>
public sealed class ReturnCheckView
{
    public long Id { get; init; }
    public long Line { get; init; }
    public long Available { get; init; }
    public long Destroyed { get; init; }
    public bool ColdChain { get; init; }
    public bool Unopened { get; init; }
    public bool Identified { get; init; }
    public string Text { get; init; } = "";
    public Moment CheckedAt { get; init; }
    public string CheckedBy { get; init; } = "";
    public Moment? UndoneAt { get; init; }
}

/// <summary>Something that happened to a return.</summary>
public sealed class ReturnEventView
{
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
}

/// <summary>A return whole.</summary>
/// <param name="Credit">What is due to the customer, without VAT and levy; nothing where the price is not given
/// back. No credit note is written by the program: whoever keeps the accounts does.</param>
public sealed record ReturnView(
    ReturnSummary Return, IReadOnlyList<ReturnLineView> Lines, IReadOnlyList<ReturnCheckView> Checks,
    IReadOnlyList<ReturnEventView> Events, Money Credit);

/// <summary>Returns: the caller's own, or everyone's for those who may read all orders.</summary>
public static class ListReturns
{
    const string Summary = """
        select g.id, g.shipment_id, s.order_number, g.customer_id, g.supplier_id, g.reason, g.text, g.state,
            g.announced_at, g.version,
            (select n.name_nb from party_name n where n.party_id = g.customer_id
                order by n.valid_from desc limit 1) as customer,
            (select cast(sum(r.units) as bigint) from goods_return_line r where r.return_id = g.id) as units,
            (select p.name from goods_return_line r join lot l on l.id = r.lot_id
                join product p on p.article_number = l.article_number
                where r.return_id = g.id order by r.line limit 1) as product
        from goods_return g join shipment s on s.id = g.shipment_id
        """;

    /// <summary>The newest first, a page at a time.</summary>
    /// <param name="open">Only those something is still to be done with.</param>
    public static async Task<Page<ReturnSummary>> Run(
        Db db, bool open, Caller caller, long? after = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        string?[] parts =
        [
            caller.May(Policy.OrdersReadAll) ? null : "g.customer_id = @party",
            open ? "g.state in ('announced', 'accepted', 'sent', 'received')" : null,
            after is null ? null : "g.id < @after",
        ];
        var rows = await db.List<ReturnSummary>(
            $"{Summary} where {string.Join(" and ", parts.OfType<string>().DefaultIfEmpty("1 = 1"))} " +
            "order by g.id desc limit @most", new { party = caller.Party ?? 0, after, most = most + 1 });
        return new(rows.Count > most ? rows[..most] : rows, rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses return-unknown, also for another's.</summary>
    public static async Task<Result<ReturnView>> Get(Db db, long id, Caller caller)
    {
        var head = await db.One<ReturnSummary>($"{Summary} where g.id = @id", new { id });
        if (head is null || !(caller.May(Policy.OrdersReadAll) || head.CustomerId == caller.Party))
            return Refusal.Of("return-unknown", "id", $"{id}");
        var lines = await db.List<ReturnLineView>("""
            select r.line, l.article_number, p.name as product, l.lot_number, l.expires_on, r.units, r.received,
                r.waiting, o.amount_ore, o.doses
            from goods_return_line r join goods_return g on g.id = r.return_id
            join lot l on l.id = r.lot_id join product p on p.article_number = l.article_number
            join shipment_line x on x.shipment_id = g.shipment_id and x.line = r.shipment_line
            join shipment s on s.id = g.shipment_id
            join order_line o on o.order_number = s.order_number and o.line = x.order_line
            where r.return_id = @id order by r.line
            """, new { id });
        return new ReturnView(head, lines, await db.List<ReturnCheckView>(
            "select id, line, available, destroyed, cold_chain, unopened, identified, text, checked_at, checked_by, " +
            "undone_at from goods_return_check where return_id = @id order by id desc", new { id }),
            await db.List<ReturnEventView>("select kind, text, at, by_person from goods_return_event " +
                "where return_id = @id order by id desc", new { id }),
            ReturnRules.Price_is_given_back(head.ReasonValue) ? new(lines.Sum(line => line.Paid.Ore)) : new(0));
    }
}
