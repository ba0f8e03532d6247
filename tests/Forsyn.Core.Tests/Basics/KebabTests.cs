using Forsyn.Core.Basics;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Tests.Basics;

public class KebabTests
{
    [Fact]
    public void A_name_of_two_words_gets_a_hyphen() =>
        Assert.Equal("health-station", Kebab.Of(PartyType.HealthStation));

    [Theory]
    [InlineData("health-station", true)]
    [InlineData("HealthStation", false)]
    [InlineData("healthstation", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    public void Only_the_written_form_is_read(string text, bool read) =>
        Assert.Equal(read, Kebab.TryParse<PartyType>(text, out _));

    [Fact]
    public void Every_party_type_is_read_back_from_its_written_form() =>
        Assert.All(Enum.GetValues<PartyType>(), type =>
            Assert.True(Kebab.TryParse<PartyType>(Kebab.Of(type), out var read) && read == type));
}
