using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class MonthTests
{
    [Theory]
    [InlineData("2026-05")]
    [InlineData("0001-01")]
    [InlineData("9999-12")]
    public void A_month_is_read_and_written_in_one_form(string text)
    {
        Assert.True(Month.TryParse(text, out var month));
        Assert.Equal(text, month.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-5")]
    [InlineData("26-05")]
    [InlineData("2026-05-01")]
    [InlineData(" 2026-05")]
    public void Anything_else_is_not_a_month(string? text) => Assert.False(Month.TryParse(text, out _));

    [Fact]
    public void A_text_that_must_be_a_month_is_one_or_breaks()
    {
        Assert.Equal(new Month(2026, 5), Month.Of("2026-05"));
        Assert.Contains("2026-13", Assert.Throws<InvariantBroken>(() => Month.Of("2026-13")).Message);
    }

    [Fact]
    public void Months_are_added_across_the_turn_of_the_year()
    {
        var november = new Month(2025, 11);
        Assert.Equal(new Month(2026, 2), november.Plus(3));
        Assert.Equal(new Month(2024, 12), november.Plus(-11));
        Assert.Equal(3, new Month(2026, 2).Since(november));
    }

    [Fact]
    public void A_month_knows_its_days()
    {
        var leap = new Month(2028, 2);
        Assert.Equal(29, leap.Days);
        Assert.Equal(new DateOnly(2028, 2, 29), leap.LastDay);
        Assert.Equal(new DateRange(new DateOnly(2028, 2, 1), new DateOnly(2028, 3, 1)), leap.Range);
        Assert.True(leap.Contains(new DateOnly(2028, 2, 29)));
        Assert.False(leap.Contains(new DateOnly(2028, 3, 1)));
        Assert.Equal(DateRange.OpenFrom(new DateOnly(9999, 12, 1)), new Month(9999, 12).Range);
    }

    [Fact]
    public void Months_outside_the_calendar_throw()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(2026, 13));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(9999, 12).Plus(1));
    }

    [Fact]
    public void Months_are_ordered_by_time()
    {
        Assert.True(new Month(2025, 12) < new Month(2026, 1));
        Assert.True(new Month(2026, 1) >= Month.Of(new DateOnly(2026, 1, 31)));
    }
}
