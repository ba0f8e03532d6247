using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.Core.Tests.Preparedness;

public class MadeSalesTests
{
    static readonly MadeBuyer[] Buyers =
    [
        new(1, PartyType.Pharmacy, 10, 1_000), new(2, PartyType.Pharmacy, 11, 3_000),
        new(3, PartyType.Hospital, 10, 1),
    ];

    static Dictionary<(long Buyer, int Month), long> Year(string atc, long packs, decimal toHospitals)
    {
        MadeSelling[] selling = [new(ArticleNumber.Of("000001"), atc, packs, Rate.Percent(toHospitals))];
        return Enumerable.Range(1, 12).SelectMany(month =>
                MadeSales.Of(Buyers, selling, new Month(2025, month), new Random(month))
                    .Select(sale => ((sale.Buyer.Id, month), sale.Packs)))
            .ToDictionary(pair => pair.Item1, pair => pair.Packs);
    }

    [Fact]
    public void A_year_is_what_the_country_uses_shared_by_people_and_by_the_part_of_hospitals()
    {
        var year = Year("A02BC05", 120_000, 10);
        long Of(long buyer) => year.Where(pair => pair.Key.Buyer == buyer).Sum(pair => pair.Value);
        Assert.InRange(Of(1), 26_900, 27_100);
        Assert.InRange(Of(2), 80_900, 81_100);
        Assert.InRange(Of(3), 11_950, 12_050);
    }

    [Fact]
    public void Antibiotics_are_bought_in_winter_and_the_rest_all_year()
    {
        var (winter, even) = (Year("J01CA04", 120_000, 0), Year("C01AA05", 120_000, 0));
        Assert.True(winter[(2, 1)] * 2 > winter[(2, 7)] * 3);
        Assert.InRange(even[(2, 1)] * 100 / even[(2, 7)], 95, 110);
    }

    [Fact]
    public void The_same_seed_makes_the_same_and_what_is_never_bought_is_no_line()
    {
        MadeSelling[] selling = [new(ArticleNumber.Of("000001"), "A02BC05", 1, Rate.Percent(0))];
        var lines = Enumerable.Range(0, 200).Select(seed =>
            MadeSales.Of(Buyers, selling, new Month(2025, 1), new Random(seed)).ToList()).ToList();
        Assert.Equal(lines[7], MadeSales.Of(Buyers, selling, new Month(2025, 1), new Random(7)));
        Assert.InRange(lines.Sum(one => one.Count), 1, 60);
        Assert.All(lines.SelectMany(one => one), sale => Assert.Equal(1, sale.Packs));
    }
}
