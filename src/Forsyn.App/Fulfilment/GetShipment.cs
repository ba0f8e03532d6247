using Dapper;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment;

/// <summary>
/// A parcel with everything that is shown of it: to the one who packs, the one who carries and the one who receives.
/// </summary>
public sealed record ShipmentView(
    long Id, long Number, string State, long Version, bool Urgent, string Sscc, string Supplier, long CustomerId,
    string Customer,
    string Address, string Temperature, Moment Placed, Moment Dispatched, Moment? Received,
    IReadOnlyList<ShipmentViewLine> Lines)
{
    /// <summary>From the order was placed until it left the warehouse (CHN-009).</summary>
    public long MinutesFromOrder => (long)Dispatched.Since(Placed).TotalMinutes;
}

/// <param name="DaysLeft">Days to the last day of the lot: from the day of receipt, or from today until it is
/// received.</param>
/// <param name="Received">Good doses; null until the customer has counted.</param>
/// <param name="Bad">Doses with the deviation; what is neither good nor bad was missing.</param>
public sealed record ShipmentViewLine(
    int Line, int OrderLine, string ArticleNumber, string Product, string LotNumber, DateOnly ExpiresOn, long DaysLeft,
    Quantity Doses,
    long Packs, string UnitsNote, IReadOnlyList<HandlingNote> Handling, string? Code, long? Received, long? Bad,
    string Deviation, string DeviationText);

/// <summary>
/// Reads one parcel; a customer sees its own only, and that of another is as unknown as one that is not there.
/// </summary>
public static class GetShipment
{
    const string Head = """
        select s.*, o.state, o.version, o.urgent, o.placed_at,
            (select n.name_nb from party_name n where n.party_id = s.customer_id
                order by n.valid_from desc limit 1) as customer,
            (select n.name_nb from party_name n where n.party_id = s.supplier_id
                order by n.valid_from desc limit 1) as supplier
        from shipment s join orders o on o.number = s.order_number
        """;

    const string Lines = """
        select x.line, x.order_line, l.article_number, l.lot_number, l.expires_on, x.quantity, x.received, x.bad,
            x.deviation, x.deviation_text
        from shipment_line x join lot l on l.id = x.lot_id where x.shipment_id = @id order by x.line
        """;

    public static Task<Result<ShipmentView>> Run(Db db, long id, DateOnly today, Caller caller) =>
        Read(db, $"{Head} where s.id = @key", id, Refusal.Of("shipment-unknown", "id", $"{id}"), today, caller);

    public static Task<Result<ShipmentView>> OfOrder(Db db, long number, DateOnly today, Caller caller) =>
        Read(db, $"{Head} where s.order_number = @key", number, Refusal.Of("shipment-unknown", "id", $"{number}"),
            today, caller);

    static async Task<Result<ShipmentView>> Read(
        Db db, string sql, long key, Refusal unknown, DateOnly today, Caller caller)
    {
        await using var connection = await db.Read();
        var head = await connection.QueryFirstOrDefaultAsync<HeadRow>(sql, new { key });
        if (head is null || !(caller.May(Policy.OrdersReadAll) || caller.Party == head.CustomerId)) return unknown;
        var lines = (await connection.QueryAsync<LineRow>(Lines, new { id = head.Id })).AsList();
        var products = (await connection.QueryAsync<ProductRow>(LoadProducts.Sql,
            new { articles = InList.Of(lines.Select(l => l.ArticleNumber).Distinct().Order()) }))
                .ToDictionary(p => p.ArticleNumber);
        var day = head.ReceivedAt is { } at ? new Moment(at).Day : today;
        return new ShipmentView(head.Id, head.OrderNumber, head.State, head.Version, head.Urgent, head.Sscc,
            head.Supplier,
            head.CustomerId, head.Customer, head.Address, head.Temperature, new Moment(head.PlacedAt),
            new Moment(head.DispatchedAt),
            head.ReceivedAt is { } received ? new Moment(received) : null,
            [.. lines.Select(l => l.ToView(products[l.ArticleNumber], day))]);
    }

    sealed class HeadRow
    {
        public long Id { get; init; }
        public long OrderNumber { get; init; }
        public string State { get; init; } = "";
        public long Version { get; init; }
        public bool Urgent { get; init; }
        public string Sscc { get; init; } = "";
        public string Supplier { get; init; } = "";
        public long CustomerId { get; init; }
        public string Customer { get; init; } = "";
        public string Address { get; init; } = "";
        public string Temperature { get; init; } = "";
        public long PlacedAt { get; init; }
        public long DispatchedAt { get; init; }
        public long? ReceivedAt { get; init; }
    }

    sealed class LineRow
    {
        public long Line { get; init; }
        public long OrderLine { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public long Quantity { get; init; }
        public long? Received { get; init; }
        public long? Bad { get; init; }
        public string Deviation { get; init; } = "";
        public string DeviationText { get; init; } = "";

        public ShipmentViewLine ToView(ProductRow row, DateOnly day)
        {
            var product = row.ToProduct();
            return new ShipmentViewLine((int)Line, (int)OrderLine, ArticleNumber, product.Name, LotNumber, ExpiresOn,
                ExpiresOn.DayNumber - day.DayNumber, new Quantity(Quantity), Quantity / product.DosesPerPack,
                product.UnitsNote,
                HandlingRules.Notes(product), PickLines.Code(row.Gtin, ExpiresOn, LotNumber), Received, Bad, Deviation,
                DeviationText);
        }
    }
}
