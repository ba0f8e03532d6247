using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Tests.Catalogue;

public class ListJoinTests
{
    static readonly ListedBrand[] Brands =
    [
        Brand("2", "Feberdemp tab 500 mg", "N02BE01"), Brand("1", "Feberdemp tab 500 mg", "N02BE01"),
        Brand("3", "Tvil tab 1 mg", "A01AA01"), Brand("4", "Tvil tab 1 mg", "A02AA02"), Brand("5", "Urt tab", ""),
    ];

    [Theory]
    [InlineData("Feberdemp tab 500 mg", "", JoinOutcome.Joined, "N02BE01", "1")]
    [InlineData("feberdemp tab 500 mg", "", JoinOutcome.NoSuchBrand, "", null)]
    [InlineData("Tvil tab 1 mg", "", JoinOutcome.BrandsDiffer, "", null)]
    [InlineData("Urt tab", "", JoinOutcome.BrandWithoutAtc, "", "5")]
    [InlineData("", "", JoinOutcome.NoNameFormStrength, "", null)]
    [InlineData("Feberdemp tab 500 mg", "N02BE01", JoinOutcome.HadAtc, "N02BE01", "1")]
    [InlineData("Feberdemp tab 500 mg", "N02BE51", JoinOutcome.HadAtc, "N02BE51", null)]
    public void A_package_is_joined_by_the_exact_text_and_only_where_the_brands_agree(
        string text, string atc, JoinOutcome outcome, string joined, string? brand)
    {
        var one = ListJoin.Join(Brands, [new(ArticleNumber.Of("000123"), "x", text, atc, "")]).Single();
        Assert.Equal((outcome, joined, brand), (one.Outcome, one.Atc, one.Brand?.FestId));
        Assert.Equal(joined != "", one.HasAtc);
    }

    static ListedBrand Brand(string id, string text, string atc) => new(id, "x", text, atc, "Stoff", "", "C");
}
