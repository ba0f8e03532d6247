using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class DateRangeTests
{
    static readonly DateRange January = new(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 1));

    [Fact]
    public void The_first_day_is_in_and_the_end_is_out()
    {
        Assert.False(January.Contains(new DateOnly(2025, 12, 31)));
        Assert.True(January.Contains(new DateOnly(2026, 1, 1)));
        Assert.True(January.Contains(new DateOnly(2026, 1, 31)));
        Assert.False(January.Contains(new DateOnly(2026, 2, 1)));
        Assert.Equal(31, January.Days);
        Assert.Equal(new DateOnly(2026, 1, 31), January.LastDay);
    }

    [Fact]
    public void An_open_range_never_ends()
    {
        var open = DateRange.OpenFrom(new DateOnly(2026, 1, 1));
        Assert.True(open.Contains(DateOnly.MaxValue));
        Assert.Null(open.Days);
        Assert.Null(open.LastDay);
        Assert.Equal("2026-01-01/..", open.ToString());
        Assert.True(open.Contains(January));
        Assert.False(January.Contains(open));
    }

    [Fact]
    public void Ranges_that_meet_do_not_overlap()
    {
        var february = new Month(2026, 2).Range;
        Assert.False(January.Overlaps(february));
        Assert.False(february.Overlaps(January));
        Assert.Null(January.Intersect(february));
        Assert.True(January.Overlaps(DateRange.OpenFrom(new DateOnly(2026, 1, 31))));
    }

    [Fact]
    public void What_two_ranges_share_is_in_both()
    {
        var winter = new DateRange(new DateOnly(2025, 12, 1), new DateOnly(2026, 1, 11));
        Assert.Equal(
            DateRange.Inclusive(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 10)), January.Intersect(winter));
        Assert.Equal(January, January.Intersect(DateRange.OpenFrom(new DateOnly(2020, 1, 1))));
    }

    [Fact]
    public void An_empty_range_throws() =>
        Assert.Throws<ArgumentException>(() => new DateRange(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 1)));
}
