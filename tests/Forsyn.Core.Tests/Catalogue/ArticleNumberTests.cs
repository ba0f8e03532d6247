using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Tests.Catalogue;

public class ArticleNumberTests
{
    [Fact]
    public void Leading_zeros_are_kept() => Assert.Equal("004502", ArticleNumber.Of("004502").ToString());

    [Theory]
    [InlineData("4502")]
    [InlineData("0045022")]
    [InlineData("00450a")]
    [InlineData("٠٠٤٥٠٢")]
    [InlineData(null)]
    public void Anything_but_six_digits_is_refused(string? text)
    {
        Assert.False(ArticleNumber.TryParse(text, out _));
        Assert.Throws<InvariantBroken>(() => ArticleNumber.Of(text!));
    }

    [Fact]
    public void A_number_never_set_is_not_read_as_text() =>
        Assert.Throws<InvariantBroken>(() => default(ArticleNumber).ToString());
}
