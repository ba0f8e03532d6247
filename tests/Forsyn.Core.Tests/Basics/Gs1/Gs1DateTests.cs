using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Tests.Basics.Gs1;

public class Gs1DateTests
{
    static readonly DateOnly Today = new(2026, 5, 15);

    [Theory]
    [InlineData("270115", "2027-01-15")]
    [InlineData("270200", "2027-02-28")] // day 00 is the last of the month
    [InlineData("280200", "2028-02-29")]
    [InlineData("761231", "2076-12-31")] // fifty years ahead
    [InlineData("770101", "1977-01-01")] // fifty-one would be too far
    [InlineData("991231", "1999-12-31")]
    public void The_century_is_the_one_nearest_to_today(string text, string date) =>
        Assert.Equal(DateOnly.ParseExact(date, "yyyy-MM-dd"), Gs1Date.Read(text, Today).Value);

    [Theory]
    [InlineData(2060, "090630", 2109)]
    [InlineData(2060, "100630", 2110)]
    [InlineData(2060, "110630", 2011)]
    [InlineData(2010, "600630", 2060)]
    [InlineData(2010, "610630", 1961)]
    public void The_window_of_years_slides_with_today(int year, string text, int expected) =>
        Assert.Equal(new DateOnly(expected, 6, 30), Gs1Date.Read(text, new DateOnly(year, 1, 1)).Value);

    [Fact]
    public void A_leap_day_in_a_century_without_one_ends_the_day_before() =>
        Assert.Equal(new DateOnly(2100, 2, 28), Gs1Date.Read("000229", new DateOnly(2090, 1, 1)).Value);

    [Theory]
    [InlineData("270230", "gs1-illegal-day")]
    [InlineData("271300", "gs1-illegal-month")]
    [InlineData("27011", "gs1-date-too-short")]
    [InlineData("2701155", "gs1-date-too-long")]
    [InlineData("27O115", "gs1-non-digit-character")]
    public void What_is_no_date_is_refused(string text, string code) =>
        Assert.Equal(code, Gs1Date.Read(text, Today).Refusal?.Code);

    [Fact]
    public void A_date_is_written_with_six_digits() => Assert.Equal("270305", Gs1Date.Write(new DateOnly(2027, 3, 5)));
}
