using System.Globalization;

namespace Forsyn.Core.Catalogue;

/// <summary>
/// Makes as many packages as a country has from the medicines that are known: some hundred of the same substances and
/// forms from made makers, in other pack sizes, and the rest of made substances beside them in the register. All carry
/// made article numbers.
/// </summary>
public static class MadePackages
{
    const int FirstNumber = 961_000, LastNumber = 989_999;
    const int CheapestOre = 2_000, DearestOre = 400_000;
    // About 500 medicines of the critical substances are stored today (STP-008), known and made ones together.
    const int OfKnownSubstances = 500;
    // Nobody gives out so high numbers within a group of the register.
    const int FirstSubstance = 60, PackagesOfASubstance = 4;
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
        var real = Math.Clamp(OfKnownSubstances - medicines.Count, 0, count);
        return [.. Enumerable.Range(0, count).Select(n => Make(medicines, n < real ? n : n - real, n >= real,
            FirstNumber + n, random.Next(CheapestOre, DearestOre)))];
    }

    static Product Make(IReadOnlyList<Product> medicines, int n, bool another, int number, int price)
    {
        var (medicine, variant) = (medicines[n % medicines.Count], n / medicines.Count);
        if (another) medicine = Another(medicine, FirstSubstance + variant / PackagesOfASubstance);
        return medicine with
        {
            ArticleNumber = Number(number), MadeNumber = true,
            Name = $"{medicine.Substance} {Makers[variant % Makers.Length]}",
            DosesPerPack = PackSizes[variant / Makers.Length % PackSizes.Length],
            PricePerPack = new Money(price),
        };
    }

    // A neighbour in the register's group, such as A10AB61 beside A10AB05.
    static Product Another(Product medicine, int number)
    {
        var atc = string.Create(CultureInfo.InvariantCulture, $"{medicine.Atc[..5]}{number}");
        return medicine with { Atc = atc, Substance = $"Oppdiktin {atc}" };
    }

    static ArticleNumber Number(int number) => ArticleNumber.Of(number.ToString(CultureInfo.InvariantCulture));
}
