using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Tests.Catalogue;

public class NtinTests
{
    [Theory]
    [InlineData("014884", "07046260148840")]
    [InlineData("464531", "07046264645314")]
    [InlineData("091890", "07046260918900")]
    public void An_article_number_has_one_bar_code_number_and_is_read_back_from_it(string article, string ntin)
    {
        Assert.Equal(ntin, Ntin.Of(ArticleNumber.Of(article)));
        Assert.True(Ntin.TryRead(ntin, out var padded));
        Assert.True(Ntin.TryRead(ntin[1..], out var short13));
        Assert.Equal((article, article), (padded.ToString(), short13.ToString()));
    }

    [Theory]
    [InlineData("07046260148841")]
    [InlineData("05012345678900")]
    [InlineData("")]
    [InlineData("704626014884012")]
    public void A_wrong_check_digit_or_a_foreign_number_holds_no_article_number(string gtin) =>
        Assert.False(Ntin.TryRead(gtin, out _));
}
