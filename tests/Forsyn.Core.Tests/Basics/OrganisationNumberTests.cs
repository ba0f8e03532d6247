using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class OrganisationNumberTests
{
    [Theory]
    [InlineData("983044778")]
    [InlineData("983 044 778")]
    [InlineData("983\u00a0044\u00a0778")]
    public void An_organisation_number_is_written_in_groups_of_three(string text)
    {
        var number = OrganisationNumber.Parse(text).Value;
        Assert.Equal("983044778", number.Digits);
        Assert.Equal("983 044 778", number.ToString());
    }

    [Theory]
    [InlineData("983044779", "organisation-number-check-digit")]
    [InlineData("98304477", "organisation-number-nine-digits")]
    [InlineData("98304477A", "organisation-number-nine-digits")]
    [InlineData("NO983044778MVA", "organisation-number-nine-digits")]
    [InlineData(null, "organisation-number-nine-digits")]
    public void Anything_else_is_refused_by_a_code(string? text, string code) =>
        Assert.Equal(code, OrganisationNumber.Parse(text).Refusal?.Code);

    [Fact]
    public void Eight_digits_that_need_ten_have_no_last_digit() =>
        Assert.All("0123456789", last => Assert.False(OrganisationNumber.Parse($"10100001{last}").Ok));

    [Fact]
    public void A_number_never_set_is_a_broken_promise() =>
        Assert.Throws<InvariantBroken>(() => default(OrganisationNumber).Digits);
}
