using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Preparedness;

/// <summary>A made customer of a wholesaler; the weight is what it buys beside others of its type.</summary>
public sealed record MadeBuyer(long Id, PartyType Type, long Seller, long Weight);

/// <summary>What is sold of a package in the whole country in a year.</summary>
/// <param name="ToHospitals">The part that hospitals buy.</param>
public sealed record MadeSelling(ArticleNumber Article, string Atc, long PacksAYear, Rate ToHospitals);

/// <summary>A made line of monthly sales.</summary>
public readonly record struct MadeSale(MadeBuyer Buyer, ArticleNumber Article, long Packs);

/// <summary>
/// Makes what pharmacies and hospitals bought in a month, in proportion to the people they serve and to the season; the
/// same seed makes the same. Nobody counted any of it.
/// </summary>
public static class MadeSales
{
    // Per cent of an ordinary month, January to December. Antibiotics follow the winter's infections, inhaled medicine
    // the winter and the pollen of spring, and all else is bought before the holidays.
    static readonly int[] Winter = [126, 122, 114, 100, 94, 88, 78, 84, 94, 98, 100, 102];
    static readonly int[] Breath = [108, 106, 106, 108, 110, 100, 84, 86, 94, 98, 100, 100];
    static readonly int[] Even = [98, 95, 101, 99, 101, 106, 93, 97, 100, 102, 101, 107];

    const long Millionth = 1_000_000;

    public static IEnumerable<MadeSale> Of(
        IReadOnlyList<MadeBuyer> buyers, IReadOnlyList<MadeSelling> packages, Month month, Random chance)
    {
        var weights = buyers.GroupBy(buyer => buyer.Type).ToDictionary(g => g.Key, g => g.Sum(b => b.Weight));
        foreach (var package in packages)
        {
            var packs = package.PacksAYear * Season(package.Atc)[month.Number - 1];
            foreach (var buyer in buyers)
            {
                var part = buyer.Type == PartyType.Hospital ? package.ToHospitals.Millionths
                    : Millionth - package.ToHospitals.Millionths;
                // 1200: per cent of a twelfth. Never more than 2^63: the largest package sells some millions of packs.
                var millionths = (long)((Int128)packs * part * buyer.Weight / (1200 * weights[buyer.Type]));
                var (whole, rest) = Math.DivRem(millionths, Millionth);
                if (rest > 0 && chance.NextInt64(Millionth) < rest) whole++;
                if (whole > 0) yield return new(buyer, package.Article, whole);
            }
        }
    }

    static int[] Season(string atc) =>
        atc.StartsWith("J01", StringComparison.Ordinal) ? Winter
        : atc.StartsWith("R03", StringComparison.Ordinal) ? Breath : Even;
}
