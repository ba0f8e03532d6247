using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>What sales to make.</summary>
/// <param name="Months">How many of the last months that are over.</param>
/// <param name="Packages">At most so many.</param>
/// <param name="Lines">Months of them, the last, whose lines are kept beside the sums.</param>
/// <param name="Pharmacies">At most so many, spread over the country.</param>
/// <param name="Anew">Also months that have sales of another making, which stay as they came and no longer count.
/// </param>
public sealed record SalesToMake(
    int Months, int Packages, int Lines, int Pharmacies = int.MaxValue, bool Anew = false);

/// <summary>What was made.</summary>
public sealed record MadeSalesDone(long Files, long Lines, long Packs)
{
    internal MadeSalesDone And(MadeSalesDone more) =>
        new(Files + more.Files, Lines + more.Lines, Packs + more.Packs);
}

/// <summary>
/// Made sales of whole months for a demonstration: by the recipe of opening stock where it knows a package, and for
/// other medicines a few packages that sell much and many that sell little. All of it is marked as made.
/// </summary>
public static class MakeSales
{
    const int Seed = 20260301;
    const long PacksOfTheLargest = 260_000;
    // The hundredth sells a third of the first, the four thousandth a hundredth.
    const int RanksToAHalf = 50;
    static readonly Rate Primary = Rate.Percent(8), Specialist = Rate.Percent(94), Other = Rate.Percent(15);

    /// <summary>
    /// Makes the months one by one, each in a transaction of its own, so that an ended run is carried on; refuses
    /// not-a-demonstration where the database holds anything else than a made country.
    /// </summary>
    public static async Task<Result<MadeSalesDone>> Run(
        Db db, CountryData country, SalesToMake make, Moment now, Action<string>? progress = null)
    {
        if (await db.One<long>("select count(*) from loaded where demo = @yes", new { yes = true }) == 0)
            return Refusal.Of("not-a-demonstration", "database", db.Name);
        var done = new MadeSalesDone(0, 0, 0);
        foreach (var back in Back(make))
        {
            var month = await db.Write<MadeSalesDone>(async tx => await Run(tx, country, make, back, now, progress));
            if (!month.Ok) return month.Refusal!;
            done = done.And(month.Value);
        }
        return done;
    }

    /// <summary>The same in a transaction of the caller's.</summary>
    internal static async Task<MadeSalesDone> Run(Tx tx, CountryData country, SalesToMake make, Moment now)
    {
        var done = new MadeSalesDone(0, 0, 0);
        foreach (var back in Back(make)) done = done.And(await Run(tx, country, make, back, now, null));
        return done;
    }

    static IEnumerable<int> Back(SalesToMake make) => Enumerable.Range(1, make.Months).Reverse();

    static async Task<MadeSalesDone> Run(Tx tx, CountryData country, SalesToMake make, int back, Moment now,
        Action<string>? progress)
    {
        var (month, lines) = (Month.Of(now.Day).Plus(-back), back <= make.Lines);
        var print = $"made {month}, {make.Packages} packages" + (lines ? " by line" : "");
        var before = await tx.List<FileRow>("select seller_id, max(id) as id, " +
            "max(case when fingerprint = @print then 1 else 0 end) as same from sales_file where month = @month " +
            "group by seller_id", new { month = $"{month}", print });
        if (before.Any(file => !make.Anew || file.Same == 1)) return new(0, 0, 0);
        var done = await Make(tx, await Buyers(tx, make.Pharmacies), await Selling(tx, country, make.Packages), month,
            lines, (seller, file) => new(file.Id, seller, $"{month}", print, "", "made", file.Lines, file.Packs,
                before.FirstOrDefault(one => one.SellerId == seller)?.Id, true, now, "seed"));
        progress?.Invoke($"{month}: {done.Lines} made {(lines ? "lines" : "sums")} of sales");
        return done;
    }

    static async Task<MadeSalesDone> Make(Tx tx, IReadOnlyList<MadeBuyer> buyers, IReadOnlyList<MadeSelling> selling,
        Month month, bool lines, Func<long, Made, ImportSales.SalesHead> head)
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
            await ImportSales.Write(tx, head(seller, file), sums.Where(sum => sum.Key.Seller == seller)
                .Select(sum => ($"{sum.Key.Article}", Kebab.Of(sum.Key.Type), sum.Value)));
        return new(files.Count, files.Values.Sum(f => f.Lines), files.Values.Sum(f => f.Packs));
    }

    // A pharmacy buys of the wholesaler it belongs to; hospitals of their main wholesaler.
    static async Task<IReadOnlyList<MadeBuyer>> Buyers(Tx tx, int pharmacies)
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
        var all = rows.Count(row => row.Type == "pharmacy");
        if (pharmacies < all)
        {
            var n = 0;
            rows = [.. rows.Where(row => row.Type != "pharmacy" || (long)n++ * pharmacies % all < pharmacies)];
        }
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
            ToHospitals(row.Atc))).Take(most).ToList();
        // Those of the list come first, and their ranks are any.
        var others = rows.Where(row => !use.ContainsKey(row.ArticleNumber))
            .OrderByDescending(row => schemes.ContainsKey(row.Atc)).ThenBy(Shuffled).Take(most - known.Count)
            .OrderBy(Shuffled).Select((row, rank) => new MadeSelling(ArticleNumber.Of(row.ArticleNumber), row.Atc,
                PacksOfTheLargest * RanksToAHalf / (rank + RanksToAHalf), ToHospitals(row.Atc)));
        return [.. known, .. others];

        Rate ToHospitals(string atc) => schemes.TryGetValue(atc, out var scheme)
            ? scheme == StockpileScheme.Primary ? Primary : Specialist : Other;
    }

    static long Shuffled(ProductRow row) =>
        int.Parse(row.ArticleNumber, CultureInfo.InvariantCulture) * 7919L % 999_983;

    sealed class Made(long id)
    {
        public long Id => id;
        public long Lines { get; set; }
        public long Packs { get; set; }
    }

    sealed class FileRow
    {
        public long SellerId { get; init; }
        public long Id { get; init; }
        public long Same { get; init; }
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
