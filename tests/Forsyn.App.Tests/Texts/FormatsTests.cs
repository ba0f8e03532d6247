using Forsyn.App.Texts;
using Forsyn.Core.Basics;

namespace Forsyn.App.Tests.Texts;

public class FormatsTests
{
    [Theory]
    [InlineData(Language.Nb, "1\u00A0234\u00A0567")]
    [InlineData(Language.Nn, "1\u00A0234\u00A0567")]
    [InlineData(Language.En, "1,234,567")]
    public void Thousands_are_parted_as_the_language_does(Language language, string expected) =>
        Assert.Equal(expected, Formats.Number(language, 1_234_567));

    [Theory]
    [InlineData(Language.Nb, "\u22121\u00A0200,50\u00A0kr")]
    [InlineData(Language.En, "NOK\u00A0\u22121,200.50")]
    public void Money_has_two_decimals_and_its_currency(Language language, string expected) =>
        Assert.Equal(expected, Formats.Kroner(language, new Money(-120_050)));

    [Theory]
    [InlineData(Language.Nb, "22.11.2026")]
    [InlineData(Language.Nn, "22.11.2026")]
    [InlineData(Language.En, "22 Nov 2026")]
    public void A_day_is_written_as_the_language_does(Language language, string expected) =>
        Assert.Equal(expected, Formats.Day(language, new DateOnly(2026, 11, 22)));

    [Fact]
    public void An_instant_is_shown_in_Oslo_time() =>
        Assert.Equal("15.07.2026 00:30",
            Formats.Instant(Language.Nb, Moment.Of(DateTimeOffset.Parse("2026-07-14T22:30:00Z"))));

    [Theory]
    [InlineData("2026-05-15", "date", "15.05.2026")]
    [InlineData("1200", "number", "1\u00A0200")]
    [InlineData("1200.00", "money", "1\u00A0200,00\u00A0kr")]
    [InlineData("not a day", "date", "not a day")]
    public void The_machine_form_of_an_argument_is_written_for_people(string value, string form, string expected) =>
        Assert.Equal(expected, Formats.Write(Language.Nb, value, form));
}
