using System.Globalization;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>How a shipment from a supplier arrived and what was counted, as it is written.</summary>
/// <param name="Temperature">Degrees Celsius on arrival, such as 5.4.</param>
/// <param name="Packaging">intact, damaged or opened.</param>
/// <param name="Logger">read, alarm, missing or not-used.</param>
/// <param name="Last">Nothing more comes of the delivery: what is left of it came short.</param>
/// <param name="Attachments">Photos and documents, by id.</param>
public sealed record ArrivalRequest(
    IReadOnlyList<ArrivalLineRequest>? Lines, string? Temperature = null, string? Packaging = null,
    string? Logger = null, bool Last = false, string? Text = null, IReadOnlyList<long>? Attachments = null);

/// <summary>One lot: as scanned, or as article number (or GTIN), lot and expiry.</summary>
/// <param name="Units">All that came, damaged ones too; or packs.</param>
/// <param name="Pool">What the stock is for; by the product when left out.</param>
public sealed record ArrivalLineRequest(
    string? Product, string? LotNumber, string? ExpiresOn, long? Units, long? Packs = null, long? Damaged = null,
    string? ProducedOn = null, string? Scan = null, string? Text = null, string? Pool = null);

/// <summary>An arrival whose words have been read, held against delivery and books.</summary>
sealed record ReadArrival(ArrivalCondition Condition, IReadOnlyList<ArrivedGoods> Lines)
{
    /// <summary>Refuses goods-not-received with everything that is wrong.</summary>
    public static async Task<Result<ReadArrival>> Of(
        Tx tx, long delivery, ArrivalRequest request, DateOnly today)
    {
        var findings = new List<Finding>();
        var condition = HowItCame(request, findings);
        var lines = request.Lines ?? [];
        if (lines.Count is 0 or > DeliveryRules.MostLines)
            return Faulty([.. findings, ReadOrder.Problem(lines.Count == 0 ? "delivery-without-lines"
                : "delivery-too-long", null, "lines", $"{lines.Count}", "most", $"{DeliveryRules.MostLines}")]);
        var scans = lines.Select((line, i) => Scan(line, i + 1, today, findings)).ToList();
        var products = await NamedProducts.Load(tx, lines.Select((line, i) => scans[i]?.Gtin.As14 ?? line.Product));
        var open = await tx.List<OpenLine>("select line, article_number, lot_number, units - received as left_units " +
            "from delivery_line where delivery_id = @delivery order by line", new { delivery });
        var read = lines.Select((line, i) => Line(
            line, i + 1, scans[i], products.Find(scans[i]?.Gtin.As14 ?? line.Product), open, findings)).ToList();
        var books = await Books(tx, read);
        read = [.. read.Select(one => one.With(books.GetValueOrDefault((one.Line.Article, one.Line.LotNumber))))];
        GoodsInRules.Check([.. read.Select(one => one.Line)], today, findings);
        return findings.Count > 0 ? Faulty(findings) : new ReadArrival(condition, read);
    }

    internal static Refusal Faulty(IReadOnlyList<Finding> findings) => new("goods-not-received",
        new Dictionary<string, string> { ["errors"] = $"{findings.Count}" },
        [.. findings.OrderBy(finding => finding.Line ?? 0)]);

    static ArrivalCondition HowItCame(ArrivalRequest request, List<Finding> findings)
    {
        long? tenths = null;
        var text = (request.Temperature ?? "").Trim().Replace(',', '.').Replace('−', '-');
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var degrees) && degrees is > -273 and < 100)
            tenths = (long)Math.Round(degrees * 10, MidpointRounding.AwayFromZero);
        else if (text.Length > 0) findings.Add(ReadOrder.Problem("temperature-unreadable", null, "temperature", text));
        return new(tenths, Word("packaging-unknown", request.Packaging, PackagingCondition.Intact),
            Word("logger-unknown", request.Logger, LoggerReading.NotUsed));

        T Word<T>(string code, string? word, T usual) where T : struct, Enum
        {
            if (string.IsNullOrWhiteSpace(word)) return usual;
            if (Kebab.TryParse<T>(word.Trim(), out var known)) return known;
            findings.Add(ReadOrder.Problem(code, null, "word", word, "possible", string.Join(", ", Kebab.All<T>())));
            return usual;
        }
    }

    static PackageScan? Scan(ArrivalLineRequest line, int number, DateOnly today, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(line.Scan)) return null;
        var scan = PackageScan.Read(line.Scan, today);
        if (scan.Ok) return scan.Value;
        findings.Add(ReadOrder.Problem("arrived-scan-unreadable", number, "scan", line.Scan));
        return null;
    }

    static ArrivedGoods Line(
        ArrivalLineRequest line, int number, PackageScan? scan, ProductRow? row, List<OpenLine> open,
        List<Finding> findings)
    {
        var product = row?.ToProduct();
        var lot = scan?.Lot ?? line.LotNumber?.Trim() ?? "";
        var units = new Quantity(line.Units ?? (line.Packs ?? 0) * (product?.DosesPerPack ?? 1));
        var pool = product is not null && (product.Has(ProductGroups.Childhood) || product.Has(ProductGroups.Hpv))
            ? Pool.Programme : Pool.Sale;
        if (!string.IsNullOrWhiteSpace(line.Pool)
            && (!Kebab.TryParse(line.Pool.Trim(), out pool) || pool == Pool.None))
            findings.Add(ReadOrder.Problem("arrived-pool-unknown", number, "pool", line.Pool, "possible",
                string.Join(", ", Kebab.All<Pool>().Skip(1))));
        var same = product is null ? [] : open.Where(one => one.ArticleNumber == row!.ArticleNumber).ToList();
        var expected = same.Find(one => one.LotNumber == lot)
            ?? same.Find(one => one.LotNumber.Length == 0) ?? same.Find(one => one.LeftUnits > 0)
            ?? same.FirstOrDefault();
        var left = new Quantity(Math.Max(0, expected?.LeftUnits ?? 0));
        if (expected is not null) expected.LeftUnits -= units.Units;
        return new(new ArrivedLine(number, row?.ArticleNumber ?? line.Product?.Trim() ?? line.Scan?.Trim() ?? "",
            product?.Name ?? line.Product?.Trim() ?? "", product is not null, product?.Class ?? ProductClass.Medicine,
            product?.Storage ?? StorageCondition.Room, lot,
            scan?.ExpiresOn ?? ReadDelivery.Day(line.ExpiresOn, "expiry-unreadable", number, findings),
            ReadDelivery.Day(line.ProducedOn, "production-unreadable", number, findings), units,
            new(line.Damaged ?? 0), expected is null ? null : new((int)expected.Line, expected.LotNumber, left),
            null, false, line.Text?.Trim() ?? ""), pool);
    }

    // What the books know of the lots: their last day, and whether they are recalled. A lot whose day is known need not
    // have it typed.
    static async Task<Dictionary<(string, string), LotRow>> Books(Tx tx, IReadOnlyList<ArrivedGoods> lines)
    {
        var articles = lines.Where(one => one.Line.Known).Select(one => one.Line.Article).Distinct().ToList();
        var numbers = lines.Select(one => one.Line.LotNumber).Distinct().ToList();
        if (articles.Count == 0) return [];
        var rows = await tx.List<LotRow>("select id, article_number, lot_number, expires_on from lot " +
            "where article_number in @articles and lot_number in @numbers",
            new { articles = InList.Of(articles), numbers = InList.Of(numbers) });
        var recalled = await RecallTasks.Open(tx, rows.Select(row => row.Id));
        foreach (var row in rows) row.Recalled = recalled.ContainsKey(row.Id);
        return rows.ToDictionary(row => (row.ArticleNumber, row.LotNumber));
    }

    sealed class OpenLine
    {
        public long Line { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public long LeftUnits { get; set; }
    }
}

/// <summary>A line that arrived, with the pool it is booked for.</summary>
sealed record ArrivedGoods(ArrivedLine Line, Pool Pool)
{
    public ArrivedGoods With(LotRow? books) => books is null ? this : this with
    {
        Line = Line with
        {
            BooksExpiry = books.ExpiresOn, ExpiresOn = Line.ExpiresOn ?? books.ExpiresOn, Recalled = books.Recalled,
        },
    };
}

/// <summary>A lot the country has had before.</summary>
sealed class LotRow
{
    public long Id { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public bool Recalled { get; set; }
}
