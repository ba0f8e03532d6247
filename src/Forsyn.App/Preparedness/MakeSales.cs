using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>What was made.</summary>
public sealed record MadeSalesDone(long Files, long Lines, long Packs);

/// <summary>
/// Made sales of whole months for a demonstration: by the recipe of opening stock where it knows a package, and for
/// other medicines a few packages that sell much and many that sell little. All of it is marked as made.
/// </summary>
public static class MakeSales
{
    const int Seed = 20260301;
    const long PacksOfTheLargest = 400_000;
    static readonly Rate Primary = Rate.Percent(8), Specialist = Rate.Percent(94), Other = Rate.Percent(15);

    /// <summary>
    /// Makes the months before today of as many packages, those of the recipe first. Months that have sales are left as
    /// they are; without lines only the sums are kept.
    /// </summary>
    public static async Task<MadeSalesDone> Run(
        Tx tx, CountryData country, int months, int packages, bool lines, Moment now, Action<string>? progress = null)
    {
        var buyers = await Buyers(tx);
        var selling = await Selling(tx, country, packages);
        var have = (await tx.List<string>("select distinct month from sales_file")).ToHashSet();
        var done = new MadeSalesDone(0, 0, 0);
        foreach (var month in Enumerable.Range(1, months).Select(back => Month.Of(now.Day).Plus(-back)).Reverse())
        {
            if (have.Contains($"{month}")) continue;
            done = await Make(tx, buyers, selling, month, lines, now, done);
            progress?.Invoke($"{month}: {done.Lines} lines of sales so far");
        }
        return done;
    }

    static async Task<MadeSalesDone> Make(Tx tx, IReadOnlyList<MadeBuyer> buyers, IReadOnlyList<MadeSelling> selling,
        Month month, bool lines, Moment now, MadeSalesDone done)
    {
        var sales = MadeSales.Of(buyers, selling, month, new Random(Seed + month.Year * 12 + month.Number));
        var sums = new Dictionary<(long Seller, ArticleNumber Article, PartyType Type), long>();
        var files = buyers.Select(buyer => buyer.Seller).Distinct().Order().ToDictionary(
            seller => seller, _ => new Made(tx.Ids.Next()));
        IEnumerable<object?[]> Counted()
        {
            foreach (var sale in sales)
            {
                var (file, key) = (files[sale.Buyer.Seller], (sale.Buyer.Seller, sale.Article, sale.Buyer.Type));
                (file.Lines, file.Packs) = (file.Lines + 1, file.Packs + sale.Packs);
                sums[key] = sums.GetValueOrDefault(key) + sale.Packs;
                yield return [file.Id, sale.Buyer.Id, sale.Article.ToString(), sale.Packs];
            }
        }
        if (lines) await Bulk.Load(tx, "sale", ["file_id", "buyer_id", "article_number", "packs"], Counted());
        else foreach (var _ in Counted()) { }
        foreach (var (seller, file) in files)
            await ImportSales.Write(tx, new(file.Id, seller, $"{month}", $"made {month}", "", "made", file.Lines,
                file.Packs, null, true, now, "seed"), sums.Where(sum => sum.Key.Seller == seller)
                    .Select(sum => ($"{sum.Key.Article}", Kebab.Of(sum.Key.Type), sum.Value)));
        return new(done.Files + files.Count, done.Lines + files.Values.Sum(f => f.Lines),
            done.Packs + files.Values.Sum(f => f.Packs));
    }

    // A pharmacy buys of the wholesaler it belongs to; hospitals of their main wholesaler.
    static async Task<IReadOnlyList<MadeBuyer>> Buyers(Tx tx)
    {
        var sellers = await tx.List<SellerRow>("select id, key from party where type = 'wholesaler' order by id");
        var ids = sellers.Select(seller => seller.Id).ToHashSet();
        var main = Schemes.All.Versions.Last(scheme => scheme.Scheme == "specialist").Holders[0].Value;
        var hospital = sellers.FirstOrDefault(seller => seller.Key == main)?.Id;
        var rows = await tx.List<BuyerRow>("""
            select p.id, p.type, p.parent_id, coalesce(m.population, 0) as people, (select count(*) from party o
                where o.type = p.type and o.municipality_number = p.municipality_number) as alike
            from party p left join municipality m on m.number = p.municipality_number
            where p.type in ('pharmacy', 'hospital') order by p.id
            """);
        return [.. rows.Where(_ => sellers.Count > 0).Select((row, n) => row.Type == "hospital"
            ? new MadeBuyer(row.Id, PartyType.Hospital, hospital ?? sellers[0].Id, 1)
            : new MadeBuyer(row.Id, PartyType.Pharmacy,
                row.ParentId is { } parent && ids.Contains(parent) ? parent : sellers[n % sellers.Count].Id,
                Math.Max(500, row.People / Math.Max(1, row.Alike))))];
    }

    static async Task<IReadOnlyList<MadeSelling>> Selling(Tx tx, CountryData country, int most)
    {
        var use = country.Supply.ToDictionary(recipe => $"{recipe.ArticleNumber}", recipe => recipe.AnnualUse.Units);
        var schemes = country.Substances.ToDictionary(substance => substance.Atc, substance => substance.Scheme);
        var rows = await tx.List<ProductRow>("select article_number, atc, doses_per_pack as units from product " +
            "where class = 'medicine' order by article_number");
        var known = rows.Where(row => use.GetValueOrDefault(row.ArticleNumber) > 0).Select(row => new MadeSelling(
            ArticleNumber.Of(row.ArticleNumber), row.Atc, Math.Max(1, use[row.ArticleNumber] / row.Units),
            schemes.TryGetValue(row.Atc, out var scheme)
                ? scheme == StockpileScheme.Primary ? Primary : Specialist : Other)).Take(most).ToList();
        var others = rows.Where(row => !use.ContainsKey(row.ArticleNumber))
            .OrderBy(row => int.Parse(row.ArticleNumber, CultureInfo.InvariantCulture) * 7919L % 999_983)
            .Take(most - known.Count).Select((row, rank) => new MadeSelling(
                ArticleNumber.Of(row.ArticleNumber), row.Atc, Math.Max(200, PacksOfTheLargest / (rank + 1)), Other));
        return [.. known, .. others];
    }

    sealed class Made(long id)
    {
        public long Id => id;
        public long Lines { get; set; }
        public long Packs { get; set; }
    }

    sealed class SellerRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
    }

    sealed class BuyerRow
    {
        public long Id { get; init; }
        public string Type { get; init; } = "";
        public long? ParentId { get; init; }
        public long People { get; init; }
        public long Alike { get; init; }
    }

    sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Atc { get; init; } = "";
        public long Units { get; init; }
    }
}
