using System.Reflection;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>What a product bears outside its range, as it is written down.</summary>
/// <param name="FreezesBelow">Degrees Celsius; what its kind of product bears where left out.</param>
/// <param name="Bands">Hours cumulated over its life, up to and with a degree.</param>
/// <param name="Source">Where it is written: the summary of product characteristics, the manufacturer's letter.</param>
public sealed record StabilityRequest(
    string? ArticleNumber, decimal? FreezesBelow, IReadOnlyList<StabilityBand>? Bands, string? Source,
    string? ValidFrom = null);

/// <summary>A product's budget on a day, and since when it holds; of nothing where nobody has written any.</summary>
public sealed record ProductStability(
    string ArticleNumber, StabilityBudget Budget, Celsius HighestAllowed, DateOnly? ValidFrom, bool OwnChoice);

/// <summary>The stability budgets of products, dated and with their source.</summary>
public static class Stability
{
    const string File = "data/cold-chain/stability.json";

    /// <summary>What holds of products on a day.</summary>
    internal static async Task<IReadOnlyDictionary<string, ProductStability>> On(
        Tx tx, IEnumerable<string> articles, DateOnly day)
    {
        var ids = InList.Of(articles.Distinct().Order());
        var products = await tx.List<ProductRow>(
            "select article_number, atc, storage from product where article_number in @ids", new { ids });
        var written = (await tx.List<StabilityRow>("""
            select s.article_number, s.valid_from, s.freezes_below, s.source, s.own_choice from stability s
            where s.article_number in @ids and s.valid_from = (select max(n.valid_from) from stability n
                where n.article_number = s.article_number and n.valid_from <= @day)
            """, new { ids, day })).ToDictionary(row => row.ArticleNumber);
        var bands = (await tx.List<BandRow>("select article_number, valid_from, up_to_degree, hours " +
            "from stability_band where article_number in @ids order by up_to_degree", new { ids }))
            .ToLookup(row => (row.ArticleNumber, row.ValidFrom));
        var numbers = ColdRules.On(day);
        return products.ToDictionary(product => product.ArticleNumber, product =>
        {
            var storage = Kebab.Read<StorageCondition>(product.Storage);
            var row = written.GetValueOrDefault(product.ArticleNumber);
            return new ProductStability(product.ArticleNumber, new(
                row is null ? Frost.Below(product.Atc, storage, numbers) : new Celsius(row.FreezesBelow),
                row is null ? [] : [.. bands[(row.ArticleNumber, row.ValidFrom)]
                    .Select(band => new StabilityBand((int)band.UpToDegree, band.Hours))], row?.Source ?? ""),
                ColdRules.Limits(storage, day).Highest, row?.ValidFrom, row?.OwnChoice ?? false);
        });
    }

    /// <summary>Refuses product-unknown.</summary>
    public static Task<Result<ProductStability>> Get(Db db, string article, DateOnly day) =>
        db.Snapshot<Result<ProductStability>>(async tx =>
            (await On(tx, [article], day)).TryGetValue(article, out var found) ? found
                : Refusal.Of("product-unknown", "article", article));

    /// <summary>
    /// Writes down a product's budget from a day on; what held before stays for the days before. Everything that is
    /// wrong is told at once, as findings of stability-not-set.
    /// </summary>
    public static Task<Result<ProductStability>> Set(Db db, StabilityRequest request, Moment now, Caller caller) =>
        db.Write<ProductStability>(async tx =>
        {
            var findings = new List<Finding>();
            void Problem(string code, params string[] args) => findings.Add(ReadEntry.Problem(code, args));
            var article = request.ArticleNumber?.Trim() ?? "";
            var product = (await On(tx, [article], now.Day)).GetValueOrDefault(article);
            if (product is null) Problem("article-number-wrong", "article", article);
            if (string.IsNullOrWhiteSpace(request.Source)) Problem("stability-source-missing");
            var bands = request.Bands ?? [];
            if (bands.Any(band => band.Hours is < 1 or > 100_000 || band.UpToDegree is < -90 or > 60
                || (product is not null && band.UpToDegree <= product.HighestAllowed.Degrees))
                || bands.Select(band => band.UpToDegree).Distinct().Count() < bands.Count)
                Problem("stability-band-wrong");
            var from = now.Day;
            if (!string.IsNullOrWhiteSpace(request.ValidFrom)
                && !DateOnly.TryParseExact(request.ValidFrom, "yyyy-MM-dd", out from))
                Problem("entry-day-unreadable", "day", request.ValidFrom);
            if (findings.Count > 0 || product is null)
                return new Refusal("stability-not-set", new Dictionary<string, string>(), findings);
            var batch = new Batch(tx);
            Append(batch, article, from, request.FreezesBelow is { } degrees ? Celsius.Of(degrees)
                : product.Budget.FreezesBelow, bands, request.Source!.Trim(), false, now, caller.Name);
            await batch.Run();
            return (await On(tx, [article], from > now.Day ? from : now.Day))[article];
        }, caller.Once);

    /// <summary>Writes what the program ships, for those of its products that are there. Returns how many.</summary>
    public static async Task<int> Seed(Tx tx, Moment now)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(File)
            ?? throw new InvariantBroken($"the program was built without {File}");
        var rows = Json.Read<List<ShippedRow>>(await new StreamReader(stream).ReadToEndAsync());
        var known = await On(tx, rows.SelectMany(row => row.Articles), now.Day);
        var batch = new Batch(tx);
        var written = 0;
        foreach (var row in rows)
            foreach (var article in row.Articles.Where(known.ContainsKey))
            {
                Append(batch, article, row.From, row.FreezesBelow is { } degrees ? Celsius.Of(degrees)
                    : known[article].Budget.FreezesBelow, row.Bands, row.Source, row.OwnChoice, now, "seed");
                written++;
            }
        await batch.Run();
        return written;
    }

    static void Append(
        Batch batch, string article, DateOnly from, Celsius freezes, IReadOnlyList<StabilityBand> bands,
        string source, bool ownChoice, Moment now, string by)
    {
        batch.Add("insert into stability (article_number, valid_from, freezes_below, source, own_choice, set_at, " +
            "set_by) values (?, ?, ?, ?, ?, ?, ?) on conflict (article_number, valid_from) do update set " +
            "freezes_below = excluded.freezes_below, source = excluded.source, own_choice = excluded.own_choice, " +
            "set_at = excluded.set_at, set_by = excluded.set_by",
            article, from, freezes.Milli, source, ownChoice, now, by);
        batch.Add("delete from stability_band where article_number = ? and valid_from = ?", article, from);
        batch.AddRows("insert into stability_band (article_number, valid_from, up_to_degree, hours) {values}",
            [.. bands.Select(band => (object?[])[article, from, band.UpToDegree, band.Hours])]);
    }

    sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Storage { get; init; } = "";
    }

    sealed class StabilityRow
    {
        public string ArticleNumber { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public long FreezesBelow { get; init; }
        public string Source { get; init; } = "";
        public bool OwnChoice { get; init; }
    }

    sealed class BandRow
    {
        public string ArticleNumber { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public long UpToDegree { get; init; }
        public long Hours { get; init; }
    }

    sealed class ShippedRow
    {
        public List<string> Articles { get; init; } = [];
        public DateOnly From { get; init; }
        public decimal? FreezesBelow { get; init; }
        public List<StabilityBand> Bands { get; init; } = [];
        public string Source { get; init; } = "";
        public bool OwnChoice { get; init; }
    }
}
