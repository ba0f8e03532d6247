using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class KidTests
{
    [Theory]
    [InlineData("12345678", KidMethod.Mod10, "123456782")]
    [InlineData("12345678", KidMethod.Mod11, "123456785")]
    [InlineData("1234567890", KidMethod.Mod10, "12345678903")]
    [InlineData("1234567890", KidMethod.Mod11, "12345678903")]
    [InlineData("0000006", KidMethod.Mod11, "0000006-")] // 10 does not fit in a digit
    [InlineData("0000019", KidMethod.Mod10, "00000190")] // a sum ending in 0 gives 0, not 10
    public void The_check_character_is_the_one_the_banks_compute(string digits, KidMethod method, string kid)
    {
        Assert.Equal(kid, Kid.Make(digits, method).Value.ToString());
        Assert.True(Kid.Check(kid, method));
    }

    [Fact]
    public void A_digit_typed_wrong_is_always_found()
    {
        foreach (var method in Enum.GetValues<KidMethod>())
        {
            var kid = Kid.Make("9402613587", method).Value.ToString();
            for (var place = 0; place < kid.Length; place++)
                foreach (var digit in "0123456789".Where(d => d != kid[place]))
                    Assert.False(Kid.Check($"{kid[..place]}{digit}{kid[(place + 1)..]}", method));
        }
    }

    [Fact]
    public void A_kid_is_4_to_25_characters()
    {
        Assert.Equal("kid-length", Kid.Make("12", KidMethod.Mod10).Refusal?.Code);
        Assert.Equal(4, Kid.Make("123", KidMethod.Mod10).Value.ToString().Length);
        Assert.Equal(25, Kid.Make(new string('7', 24), KidMethod.Mod11).Value.ToString().Length);
        Assert.Equal("kid-length", Kid.Make(new string('7', 25), KidMethod.Mod11).Refusal?.Code);
        Assert.Equal("kid-length", Kid.Parse(null, KidMethod.Mod11).Refusal?.Code);
    }

    [Fact]
    public void Only_the_last_character_may_be_a_dash_and_only_in_MOD11()
    {
        Assert.False(Kid.Check("0000006-", KidMethod.Mod10));
        Assert.Equal("kid-not-digits", Kid.Parse("000-0006", KidMethod.Mod11).Refusal?.Code);
        Assert.Equal("kid-check-digit", Kid.Parse("123456783", KidMethod.Mod10).Refusal?.Code);
        Assert.True(Kid.Check("1234 5678 2", KidMethod.Mod10));
    }
}
