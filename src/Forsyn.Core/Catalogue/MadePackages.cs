using System.Globalization;

namespace Forsyn.Core.Catalogue;

/// <summary>
/// Makes as many packages as a country has from the medicines that are known: the same substances and forms from made
/// makers, in other pack sizes. All carry made article numbers.
/// </summary>
public static class MadePackages
{
    const int FirstNumber = 961_000, LastNumber = 989_999;
    const int CheapestOre = 2_000, DearestOre = 400_000;
    static readonly int[] PackSizes = [10, 20, 28, 30, 50, 56, 98, 100];
    static readonly string[] Makers =
    [
        "Fjordfarma", "Nordvik", "Solbakken", "Tindelab", "Havmed", "Bregne", "Lynghei", "Storfjell", "Elvesund",
        "Gråbein", "Polarmed", "Ørneset", "Vintergrønn", "Skogholt", "Brattli", "Kystlab",
    ];

    /// <summary>So many packages, in the order of their numbers; the same medicines and seed make the same.</summary>
    public static IReadOnlyList<Product> Of(IReadOnlyList<Product> known, int count, int seed)
    {
        var medicines = known.Where(product => product.Class == ProductClass.Medicine)
            .OrderBy(product => product.ArticleNumber).ToList();
        if (count > LastNumber - FirstNumber + 1 || count > medicines.Count * Makers.Length * PackSizes.Length)
            throw new InvariantBroken($"{count} packages are more than can be made of {medicines.Count} medicines");
        if (known.Any(product => product.ArticleNumber.CompareTo(Number(FirstNumber)) >= 0
            && product.ArticleNumber.CompareTo(Number(LastNumber)) <= 0))
            throw new InvariantBroken("the numbers of made packages are taken by others");
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(n => Make(medicines[n % medicines.Count], n / medicines.Count,
            FirstNumber + n, random.Next(CheapestOre, DearestOre)))];
    }

    static Product Make(Product medicine, int variant, int number, int price) => medicine with
    {
        ArticleNumber = Number(number), MadeNumber = true,
        Name = $"{medicine.Substance} {Makers[variant % Makers.Length]}",
        DosesPerPack = PackSizes[variant / Makers.Length % PackSizes.Length],
        PricePerPack = new Money(price),
    };

    static ArticleNumber Number(int number) => ArticleNumber.Of(number.ToString(CultureInfo.InvariantCulture));
}
