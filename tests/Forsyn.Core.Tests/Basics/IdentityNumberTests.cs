using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class IdentityNumberTests
{
    static readonly int[] First = [3, 7, 6, 1, 8, 9, 4, 5, 2];
    static readonly int[] Second = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

    /// <summary>A made number: nine digits and the control digits that fit, moved on until both are digits.</summary>
    static string Made(string date, int individual, int remainder = 0)
    {
        for (; ; individual++)
        {
            var nine = $"{date}{individual:000}";
            var k1 = (11 - Sum(nine, First) % 11 + remainder) % 11;
            if (k1 == 10) continue;
            var k2 = (11 - Sum($"{nine}{k1}", Second) % 11) % 11;
            if (k2 != 10) return $"{nine}{k1}{k2}";
        }
    }

    static int Sum(string digits, int[] weights) => weights.Select((w, i) => w * (digits[i] - '0')).Sum();

    static IdentityNumber Read(string digits) => IdentityNumber.Parse(digits, allowTest: true).Value;

    static string? Code(string? text, bool allowTest = true) => IdentityNumber.Parse(text, allowTest).Refusal?.Code;

    [Theory]
    [InlineData("150698", 500, "1898-06-15")]
    [InlineData("150654", 740, "1854-06-15")]
    [InlineData("150600", 0, "1900-06-15")]
    [InlineData("150699", 490, "1999-06-15")]
    [InlineData("150640", 900, "1940-06-15")]
    [InlineData("150699", 990, "1999-06-15")]
    [InlineData("150600", 500, "2000-06-15")]
    [InlineData("150639", 990, "2039-06-15")]
    [InlineData("290200", 600, "2000-02-29")]
    public void The_century_is_read_from_the_individual_number(string date, int individual, string born) =>
        Assert.Equal(DateOnly.ParseExact(born, "yyyy-MM-dd"), Read(Made(date, individual)).BirthDate);

    [Theory]
    [InlineData("150650", 760)] // no century is coded so
    [InlineData("290200", 100)] // 1900 had no leap day
    public void A_date_without_a_century_is_left_open_and_the_number_still_stands(string date, int individual) =>
        Assert.Null(Read(Made(date, individual)).BirthDate);

    [Theory]
    [InlineData("150685", IdentityKind.BirthNumber, IdentityPopulation.Real)]
    [InlineData("550685", IdentityKind.DNumber, IdentityPopulation.Real)]
    [InlineData("154685", IdentityKind.HNumber, IdentityPopulation.Real)]
    [InlineData("554685", IdentityKind.DAndHNumber, IdentityPopulation.Real)]
    [InlineData("158685", IdentityKind.BirthNumber, IdentityPopulation.Tenor)]
    [InlineData("558685", IdentityKind.DNumber, IdentityPopulation.Tenor)]
    [InlineData("157185", IdentityKind.BirthNumber, IdentityPopulation.SyntPop)]
    [InlineData("557185", IdentityKind.DNumber, IdentityPopulation.SyntPop)]
    [InlineData("800000", IdentityKind.CommonHelpNumber, IdentityPopulation.Real)]
    [InlineData("999999", IdentityKind.CommonHelpNumber, IdentityPopulation.Real)]
    public void Marks_on_day_and_month_tell_the_kind_and_the_population(
        string date, IdentityKind kind, IdentityPopulation population)
    {
        var number = Read(Made(date, 100));
        Assert.Equal((kind, population, population != IdentityPopulation.Real),
            (number.Kind, number.Population, number.IsTest));
        var dated = kind is IdentityKind.BirthNumber or IdentityKind.DNumber;
        Assert.Equal(dated ? new DateOnly(1985, 6, 15) : null, number.BirthDate);
    }

    [Fact]
    public void Test_people_are_refused_where_only_real_ones_are_allowed()
    {
        Assert.Equal("identity-number-test-only", Code(Made("158685", 100), allowTest: false));
        Assert.Equal("identity-number-test-only", Code(Made("157185", 100), allowTest: false));
        Assert.Null(Code(Made("150685", 100), allowTest: false));
    }

    [Fact]
    public void From_2032_the_first_control_digit_may_leave_a_remainder_of_up_to_three()
    {
        foreach (var remainder in new[] { 0, 1, 2, 3 }) Assert.Null(Code(Made("150632", 600, remainder)));
        foreach (var remainder in new[] { 4, 5, 6, 7, 8, 9, 10 })
            Assert.Equal("identity-number-check-digit", Code(Made("150632", 600, remainder)));
        Assert.Null(Read(Made("150632", 600, 1)).BirthDate);
    }

    [Theory]
    [InlineData("1234567890", "identity-number-length")]
    [InlineData("1234567890123", "identity-number-length")]
    [InlineData("", "identity-number-length")]
    [InlineData(null, "identity-number-length")]
    [InlineData("1234567890A", "identity-number-not-digits")]
    [InlineData("١٥٠٦٨٥١٠٠٣٤", "identity-number-not-digits")]
    [InlineData("00068510000", "identity-number-date")]
    [InlineData("32018510000", "identity-number-date")]
    [InlineData("15138510000", "identity-number-date")]
    [InlineData("29028510000", "identity-number-date")]
    [InlineData("72018510000", "identity-number-date")]
    [InlineData("15538510000", "identity-number-date")]
    [InlineData("15938510000", "identity-number-date")]
    [InlineData("189912345609", "identity-number-date")]
    public void What_is_wrong_is_said_by_a_code(string? text, string code) => Assert.Equal(code, Code(text));

    [Fact]
    public void Twelve_digits_with_a_year_in_front_are_a_DUF_number()
    {
        var duf = Read("2001 123456 09");
        Assert.Equal((IdentityKind.DufNumber, null), (duf.Kind, duf.BirthDate));
    }

    [Fact]
    public void A_digit_typed_wrong_is_found_in_the_last_place_and_spaces_do_not_matter()
    {
        var digits = Made("150685", 100);
        Assert.Equal(Read(digits), Read($"{digits[..6]} {digits[6..]}"));
        foreach (var last in "0123456789".Where(d => d != digits[^1]))
            Assert.Equal("identity-number-check-digit", Code(digits[..^1] + last));
    }

    [Fact]
    public void The_number_does_not_slip_out_through_its_text_or_a_refusal()
    {
        var digits = Made("150685", 100);
        Assert.DoesNotContain(digits[6..], $"{Read(digits)}");
        Assert.Empty(IdentityNumber.Parse("12345678901", true).Refusal!.Args);
    }
}
