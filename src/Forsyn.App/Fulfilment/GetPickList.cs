using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;

namespace Forsyn.App.Fulfilment;

/// <summary>What to take from which shelf for an order, in the order one walks.</summary>
public sealed record PickList(
    long Number, string State, bool Urgent, string Customer, string DeliveryAddress, Moment Placed, long Version,
    IReadOnlyList<PickLine> Lines)
{
    /// <summary>The lines nobody has confirmed yet.</summary>
    public IEnumerable<PickLine> Left() => Lines.Where(l => l.Pending && l.Picked is null);
}

/// <summary>Reads the pick list of an order, sorted by place and product.</summary>
public static class GetPickList
{
    /// <summary>Refuses order-unknown, also for those who may not see the order.</summary>
    public static async Task<Result<PickList>> Run(Db db, long number, Caller caller)
    {
        var order = await GetOrder.Run(db, number, caller);
        if (!order.Ok) return order.Refusal!;
        await using var connection = await db.Read();
        var head = order.Value.Head;
        // The order's own supplier, whoever sells vaccine today.
        var supplier = await db.One<long>("select supplier_id from orders where number = @number", new { number });
        var lines = await PickLines.Load(connection, null, supplier, PlaceOrder.Document(number), number);
        return new PickList(number, head.State, head.Urgent, head.Customer, order.Value.DeliveryAddress, head.PlacedAt,
            head.Version, lines);
    }
}
