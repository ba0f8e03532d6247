using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>An order with everything that is shown of it.</summary>
public sealed record OrderView(
    OrderSummary Head, string RequisitionerName, string RequisitionerRole, string? RequisitionerHpr,
    string DeliveryAddress,
    string Remarks, string? Urgency, bool AcceptsShorter, Money DispatchFee, Money Total,
    IReadOnlyList<OrderViewLine> Lines, IReadOnlyList<Finding> Findings, IReadOnlyList<OrderEventView> Events)
{
    /// <summary>The paper it came on; null for what came by the web or by telephone.</summary>
    public PaperView? Paper { get; init; }
}

public sealed record OrderViewLine(
    int Line, string ArticleNumber, string Name, string Storage, Quantity Doses, long Packs, string Purpose,
    Money UnitPrice,
    Money Amount, IReadOnlyList<ExplainedLot> Allocation);

public sealed record OrderEventView(Moment At, string By, string Kind, string State, string Text);

/// <summary>
/// Reads one order; a customer sees its own only, and an order of another is as unknown as one that is not there.
/// </summary>
public static class GetOrder
{
    public static async Task<Result<OrderView>> Run(Db db, long number, Caller caller)
    {
        await using var connection = await db.Read();
        await using var reader = await connection.QueryMultipleAsync(
            $"""
            {ListOrders.Summary} where o.number = @number;
            select * from orders where number = @number;
            select l.line, l.article_number, p.name, p.storage, l.doses, l.packs, l.purpose, l.unit_price_ore,
                l.amount_ore, l.allocation
            from order_line l join product p on p.article_number = l.article_number
                where l.order_number = @number order by l.line;
            select code, severity, line, law, requirements, args, rule from order_finding
                where order_number = @number order by seq;
            select at, by_person, kind, state, text from order_event where order_number = @number order by id
            """, new { number });
        var head = await reader.ReadFirstOrDefaultAsync<OrderSummary>();
        var row = await reader.ReadFirstOrDefaultAsync<DetailRow>();
        if (head is null || row is null || !MaySee(caller, head))
            return Refusal.Of("order-unknown", "number", $"{number}");
        var lines = (await reader.ReadAsync<LineRow>()).Select(l => l.ToView()).ToList();
        var findings = (await reader.ReadAsync<FindingRow>()).Select(f => f.ToFinding()).ToList();
        var events = (await reader.ReadAsync<EventRow>())
            .Select(e => new OrderEventView(new Moment(e.At), e.ByPerson, e.Kind, e.State, e.Text)).ToList();
        return new OrderView(head, row.RequisitionerName, row.RequisitionerRole, row.RequisitionerHpr,
            row.DeliveryAddress,
            row.Remarks, row.Urgency, row.AcceptsShorter, new Money(row.FeeOre), new Money(row.NetOre), lines,
            findings, events)
        {
            Paper = await PaperOrders.Read(connection, head),
        };
    }

    // The on-call pharmacy sees what it serves, and nothing else.
    static bool MaySee(Caller caller, OrderSummary order) => caller.May(Policy.UrgentHandOut)
        ? order.Route == "pharmacy" : MaySee(caller, order.CustomerId);

    public static bool MaySee(Caller caller, long customer) =>
        caller.May(Policy.OrdersReadAll) || caller.Party == customer;

    sealed class DetailRow
    {
        public string RequisitionerName { get; init; } = "";
        public string RequisitionerRole { get; init; } = "";
        public string? RequisitionerHpr { get; init; }
        public string DeliveryAddress { get; init; } = "";
        public string Remarks { get; init; } = "";
        public string? Urgency { get; init; }
        public bool AcceptsShorter { get; init; }
        public long FeeOre { get; init; }
        public long NetOre { get; init; }
    }

    sealed class LineRow
    {
        public long Line { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public string Storage { get; init; } = "";
        public long Doses { get; init; }
        public long Packs { get; init; }
        public string Purpose { get; init; } = "";
        public long UnitPriceOre { get; init; }
        public long AmountOre { get; init; }
        public string? Allocation { get; init; }

        public OrderViewLine ToView() =>
            new((int)Line, ArticleNumber, Name, Storage, new Quantity(Doses), Packs, Purpose,
            new Money(UnitPriceOre), new Money(AmountOre),
            Allocation is null ? [] : Json.Read<List<ExplainedLot>>(Allocation));
    }

    sealed class EventRow
    {
        public long At { get; init; }
        public string ByPerson { get; init; } = "";
        public string Kind { get; init; } = "";
        public string State { get; init; } = "";
        public string Text { get; init; } = "";
    }
}
