using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class MomentTests
{
    static Moment At(string text) => Moment.Of(DateTimeOffset.Parse(text));

    [Fact]
    public void A_moment_keeps_its_microseconds()
    {
        var at = At("2026-05-15T14:59:00.123456+02:00");
        Assert.Equal("2026-05-15T12:59:00.123456Z", at.ToString());
        Assert.Equal(at, Moment.Of(at.Utc));
    }

    [Fact]
    public void The_day_is_the_day_in_Oslo()
    {
        Assert.Equal(new DateOnly(2026, 5, 16), At("2026-05-15T22:00:00Z").Day);
        Assert.Equal(new DateOnly(2026, 5, 15), At("2026-05-15T21:59:59Z").Day);
        Assert.Equal(new DateOnly(2026, 1, 15), At("2026-01-15T22:59:59Z").Day);
    }

    [Fact]
    public void The_hour_that_is_lived_twice_in_autumn_is_told_apart()
    {
        var first = At("2026-10-25T00:30:00Z");
        var second = At("2026-10-25T01:30:00Z");
        Assert.Equal(first.OsloTime, second.OsloTime);
        Assert.True(first < second);
        Assert.Equal(TimeSpan.FromHours(1), second.Since(first));
        Assert.Equal(second, first.Plus(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void A_moment_before_1970_is_a_moment_too() =>
        Assert.Equal("1969-12-31T23:59:59.999999Z", new Moment(-1).ToString());
}
