using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>An expected delivery whose words have been read and found possible.</summary>
sealed record ReadDelivery(
    long Supplier, long? Agreement, string Reference, DateOnly PlannedOn, long? MinimumDays,
    IReadOnlyList<AnnouncedLine> Lines)
{
    public Quantity Units => new(Lines.Sum(line => line.Units.Units));

    /// <summary>Refuses delivery-faulty with everything that is wrong.</summary>
    public static async Task<Result<ReadDelivery>> Of(Tx tx, DeliveryRequest request, DateOnly today)
    {
        var findings = new List<Finding>();
        var supplier = string.IsNullOrWhiteSpace(request.Supplier) ? null : await tx.One<PartyRow>(
            "select id, type from party where key = @key", new { key = request.Supplier.Trim() });
        var planned = Day(request.PlannedOn, "delivery-day-unreadable", null, findings);
        if (request.Agreement is { } agreement && await tx.One<long>(
            "select count(*) from framework_agreement where id = @agreement", new { agreement }) == 0)
            findings.Add(ReadOrder.Problem("agreement-not-found", null, "id", $"{agreement}"));
        var lines = await ReadLines(tx, request.Lines ?? [], findings);
        bool? isSupplier = string.IsNullOrWhiteSpace(request.Supplier) ? null : supplier?.Type == "supplier";
        // A day that could not be read was told above, and is not called missing as well.
        DeliveryRules.Check(new(isSupplier, planned ?? (findings.Exists(f => f.Code == "delivery-day-unreadable")
            ? today : null), today, request.MinimumDays, lines), findings);
        return findings.Count > 0
            ? new Refusal("delivery-faulty", new Dictionary<string, string> { ["errors"] = $"{findings.Count}" },
                [.. findings.OrderBy(finding => finding.Line ?? 0)])
            : new ReadDelivery(supplier!.Id, request.Agreement, request.Reference?.Trim() ?? "", planned!.Value,
                request.MinimumDays, lines);
    }

    static async Task<List<AnnouncedLine>> ReadLines(
        Tx tx, IReadOnlyList<DeliveryLineRequest> lines, List<Finding> findings)
    {
        if (lines.Count > DeliveryRules.MostLines) return [.. lines.Select((_, i) => Stand(i))];
        var products = await NamedProducts.Load(tx, lines.Select(line => line.Product));
        return [.. lines.Select((line, i) =>
        {
            var product = products.Find(line.Product);
            var units = line.Units ?? (line.Packs ?? 0) * (product?.DosesPerPack ?? 1);
            return new AnnouncedLine(i + 1, product?.ArticleNumber ?? line.Product?.Trim() ?? "", product is not null,
                line.LotNumber?.Trim() ?? "", Day(line.ExpiresOn, "expiry-unreadable", i + 1, findings), new(units));
        })];

        static AnnouncedLine Stand(int i) => new(i + 1, "", true, "", null, new(1));
    }

    internal static DateOnly? Day(string? text, string code, int? line, List<Finding> findings)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", out var day)) return day;
        findings.Add(ReadOrder.Problem(code, line, "day", text));
        return null;
    }

    sealed class PartyRow
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";
    }
}

/// <summary>Products by what people write or scan of them: article number or GTIN.</summary>
sealed class NamedProducts
{
    readonly Dictionary<string, ProductRow> _rows = [];

    public ProductRow? Find(string? named) => _rows.GetValueOrDefault(Key(named));

    public static async Task<NamedProducts> Load(Tx tx, IEnumerable<string?> named)
    {
        var keys = named.Select(Key).Where(key => key.Length > 0).Distinct().ToList();
        var products = new NamedProducts();
        foreach (var chunk in keys.Chunk(400))
            foreach (var row in await tx.List<ProductRow>(
                "select * from product where article_number in @keys or (gtin <> '' and gtin in @keys)",
                new { keys = InList.Of(chunk.Concat(chunk.Select(key => key.TrimStart('0'))).Distinct()) }))
            {
                products._rows[row.ArticleNumber] = row;
                if (row.Gtin.Length > 0) products._rows[row.Gtin.PadLeft(14, '0')] = row;
            }
        return products;
    }

    static string Key(string? named)
    {
        var text = named?.Trim() ?? "";
        return text.Length < 8 ? text : ScannedGtin.Read(text) ?? text;
    }
}
