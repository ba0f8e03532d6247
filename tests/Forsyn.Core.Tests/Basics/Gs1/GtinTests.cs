using Forsyn.Core.Basics;
using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class GtinTests
{
    [Theory]
    [InlineData("12345670")]
    [InlineData("036000291452")]
    [InlineData("5901234123457")]
    [InlineData("10614141000415")]
    public void A_GTIN_of_each_length_keeps_its_digits(string digits) =>
        Assert.Equal(digits, Gtin.Parse(digits).Value.ToString());

    [Theory]
    [InlineData("5901234123458", "gtin-check-digit")]
    [InlineData("590123412345", "gtin-check-digit")]
    [InlineData("59012341234", "gtin-length")]
    [InlineData("590123412345X", "gtin-length")]
    [InlineData(null, "gtin-length")]
    public void Anything_else_is_refused_by_a_code(string? text, string code) =>
        Assert.Equal(code, Gtin.Parse(text).Refusal?.Code);

    [Fact]
    public void The_same_number_with_zeros_in_front_is_the_same_item()
    {
        var thirteen = Gtin.Parse("5901234123457").Value;
        var fourteen = Gtin.Parse("05901234123457").Value;
        Assert.Equal(thirteen, fourteen);
        Assert.Single(new HashSet<Gtin> { thirteen, fourteen });
        Assert.NotEqual(thirteen, Gtin.Parse("10614141000415").Value);
    }

    [Theory]
    [InlineData("057270", "07046260572706")]
    [InlineData("000000", "07046260000001")]
    public void A_Norwegian_article_number_makes_an_NTIN_and_comes_back_with_its_zeros(string article, string ntin)
    {
        Assert.Equal(ntin, Gtin.NtinFromArticleNumber(article).Digits);
        Assert.Equal(article, Gtin.Parse(ntin).Value.ArticleNumber);
        Assert.Equal(article, Gtin.Parse(ntin[1..]).Value.ArticleNumber);
        Assert.Null(Gtin.Parse("5901234123457").Value.ArticleNumber);
    }

    [Theory]
    [InlineData("57270")]
    [InlineData("05727A")]
    public void Only_six_digits_are_an_article_number(string article) =>
        Assert.Throws<InvariantBroken>(() => Gtin.NtinFromArticleNumber(article));

    [Fact]
    public void A_location_and_a_parcel_have_their_own_lengths()
    {
        Assert.Equal("7080000000005", Gln.Parse("7080 0000 0000 5").Value.ToString());
        Assert.Equal("gln-length", Gln.Parse("10614141000415").Refusal?.Code);
        Assert.Equal("gln-check-digit", Gln.Parse("7080000000006").Refusal?.Code);
        Assert.Equal("106141412345678908", Sscc.Parse("106141412345678908").Value.ToString());
        Assert.Equal("sscc-length", Sscc.Parse("10614141234567890").Refusal?.Code);
        Assert.Equal("sscc-check-digit", Sscc.Parse("106141412345678907").Refusal?.Code);
    }

    [Fact]
    public void A_digit_typed_wrong_is_always_found()
    {
        const string digits = "10614141000415";
        for (var place = 0; place < digits.Length; place++)
            foreach (var digit in "0123456789".Where(d => d != digits[place]))
                Assert.False(Gtin.Parse($"{digits[..place]}{digit}{digits[(place + 1)..]}").Ok);
    }
}
