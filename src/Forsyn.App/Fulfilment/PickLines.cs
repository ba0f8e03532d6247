using System.Data.Common;
using Dapper;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment;

/// <summary>
/// Units of a lot at a place that are picked for an order line, with all that a picker must know of them.
/// </summary>
/// <param name="Doses">What is to be picked, or was when less could be.</param>
/// <param name="Picked">Null until somebody has confirmed it.</param>
/// <param name="Code">The element string of the package, (01)…(17)…(10)…; null when the lot number has letters no code
/// can hold.</param>
public sealed record PickLine(
    long Reservation, int Line, string ArticleNumber, string Product, string Gtin, long Lot, string LotNumber,
    DateOnly ExpiresOn,
    string Place, Quantity Doses, long Packs, long DosesPerPack, string UnitsNote, StorageCondition Storage,
    IReadOnlyList<HandlingNote> Handling,
    string? Code, long? Picked, string How, string ShortReason, bool Pending)
{
    public PickTask ToTask() =>
        new(Reservation, Line, Product, Core.Basics.Gs1.Gtin.Parse(Gtin).Value, LotNumber, ExpiresOn,
        Doses, DosesPerPack, Confirmed: Picked is not null);

    /// <summary>The modules of the package's DataMatrix; null when it has no code.</summary>
    public bool[,]? Matrix() => Code is null ? null
        : DataMatrix.OfElements(ScanData.Carrier(ElementString.ReadBracketed(Code).Value))
            .Match(m => m, _ => (bool[,]?)null);
}

/// <summary>Reads the lines of a pick list: what is reserved for an order, and what was picked of it.</summary>
static class PickLines
{
    // What could not be picked at all is no longer reserved, and still stands on the list with its reason.
    const string Sql = """
        select r.id as reservation, r.line, r.lot_id, r.quantity, r.state, l.article_number, l.lot_number, l.expires_on,
            coalesce(pl.name, '') as place, k.asked, k.picked, coalesce(k.how, '') as how, coalesce(k.short_reason,
                '') as short_reason
        from reservation r
        join lot l on l.id = r.lot_id
        join product p on p.article_number = l.article_number
        left join place pl on pl.id = r.place_id
        left join pick k on k.order_number = @number and k.reservation_id = r.id
        where r.holder_id = @supplier and r.document = @document and (r.state in (0, 1) or k.picked = 0)
        order by coalesce(pl.name, ''), p.name, l.expires_on, l.lot_number, r.id
        """;

    public static async Task<List<PickLine>> Load(
        DbConnection connection, DbTransaction? transaction, long supplier, string document, long number)
    {
        var rows = (await connection.QueryAsync<Row>(Sql, new { supplier, document, number }, transaction)).AsList();
        var products = (await connection.QueryAsync<ProductRow>(LoadProducts.Sql,
            new { articles = InList.Of(rows.Select(r => r.ArticleNumber).Distinct().Order()) }, transaction))
            .ToDictionary(p => p.ArticleNumber);
        return [.. rows.Select(r => r.ToLine(products[r.ArticleNumber]))];
    }

    /// <summary>The element string of a package, as printed under its code; null when it cannot be written.</summary>
    public static string? Code(string gtin, DateOnly expiresOn, string lotNumber) =>
        Gtin.Parse(gtin) is { Ok: true } number
            && ElementString.OfPackage(number.Value, expiresOn, lotNumber, null) is { Ok: true } code
            ? code.Value.ToBracketed() : null;

    sealed class Row
    {
        public long Reservation { get; init; }
        public long Line { get; init; }
        public long LotId { get; init; }
        public long Quantity { get; init; }
        public long State { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public string Place { get; init; } = "";
        public long? Asked { get; init; }
        public long? Picked { get; init; }
        public string How { get; init; } = "";
        public string ShortReason { get; init; } = "";

        public PickLine ToLine(ProductRow row)
        {
            var product = row.ToProduct();
            var doses = Asked ?? Quantity;
            return new PickLine(Reservation, (int)Line, ArticleNumber, product.Name, row.Gtin, LotId, LotNumber,
                ExpiresOn, Place,
                new Quantity(doses), doses / product.DosesPerPack, product.DosesPerPack, product.UnitsNote,
                product.Storage,
                HandlingRules.Notes(product), Code(row.Gtin, ExpiresOn, LotNumber), Picked, How, ShortReason,
                Pending: State == 0);
        }
    }
}
