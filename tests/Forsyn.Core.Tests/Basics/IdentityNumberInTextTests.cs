using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Basics;

public class IdentityNumberInTextTests
{
    // A number of the national test population: nobody has it.
    const string Made = "15819850027";

    [Theory, Requirement("MAN-012")]
    [InlineData("{0}"), InlineData("Pasient {0}."), InlineData("fnr:{0},"), InlineData("{1} {2}")]
    [InlineData("{1}-{2}")]
    [InlineData("{3}.{4}.{5} {2}"), InlineData("{3} {4} {5} {2}"), InlineData("på linje to\n{0}\nog mer")]
    [InlineData("tre doser 12 {0}")]
    public void An_identity_number_is_found_however_it_is_written(string form) =>
        Assert.True(IdentityNumberInText.IsIn(string.Format(form, Made, Made[..6], Made[6..], Made[..2], Made[2..4],
            Made[4..6])));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("Hvor lenge holder den etter åpning?")]
    [InlineData("Ring 90 00 00 00"), InlineData("varenummer 420244, bestilling 100123")]
    [InlineData("ta kontakt 15.06.2026 klokka 10"), InlineData("GTIN 07046260{0}"), InlineData("{0}1")]
    [InlineData("{1}, {2}"), InlineData("{1}\n{2}"), InlineData("15819850000"), InlineData("2026 05 15 1459")]
    public void Other_numbers_are_let_through(string? form) =>
        Assert.False(IdentityNumberInText.IsIn(form is null ? null : string.Format(form, Made, Made[..6], Made[6..])));

    [Fact]
    public void Twelve_digits_in_one_that_could_be_a_number_of_the_asylum_register_are_found() =>
        Assert.True(IdentityNumberInText.IsIn("DUF 201612345678"));
}
