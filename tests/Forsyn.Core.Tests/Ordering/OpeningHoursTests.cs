using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class OpeningHoursTests
{
    static Moment Oslo(string text) =>
        Moment.InOslo(DateOnly.Parse(text[..10]), TimeOnly.Parse(text[11..]));

    static bool IsOpen(string text, Workdays? calendar = null)
    {
        var at = Oslo(text);
        return OpeningHours.IsOpen(at, ShippedRules.Book.On(at.Day), calendar ?? Workdays.Norway);
    }

    static string? Next(string text, Workdays? calendar = null) =>
        OpeningHours.NextChange(Oslo(text), ShippedRules.Book.On, calendar ?? Workdays.Norway)
            is { } next ? $"{next.Oslo:yyyy-MM-dd HH:mm}" : null;

    [Theory, Requirement("URG-006")]
    [InlineData("2026-05-15 07:59:59", false)]
    [InlineData("2026-05-15 08:00", true)]
    [InlineData("2026-05-15 14:59:59.999", true)]
    [InlineData("2026-05-15 15:00:00", false)]
    [InlineData("2026-09-14 14:59:59", true)]
    [InlineData("2026-09-14 15:00", false)]
    [InlineData("2026-09-14 15:44", false)]
    public void In_summer_the_desk_closes_at_three(string at, bool open) => Assert.Equal(open, IsOpen(at));

    [Theory, Requirement("URG-007")]
    [InlineData("2026-09-15 15:00", true)]
    [InlineData("2026-09-15 15:44:59", true)]
    [InlineData("2026-09-15 15:45:00", false)]
    [InlineData("2025-05-14 15:44:59", true)]
    [InlineData("2025-05-14 15:45", false)]
    [InlineData("2025-05-15 15:00", false)]
    [InlineData("2026-12-31 15:44", true)]
    [InlineData("2026-01-02 15:44", true)]
    [InlineData("2028-02-29 15:44", true)]
    [InlineData("2028-02-29 15:45", false)]
    public void In_winter_across_the_year_end_the_desk_closes_at_a_quarter_to_four(string at, bool open) =>
        Assert.Equal(open, IsOpen(at));

    [Theory, Requirement("URG-006", "URG-007")]
    [InlineData("2026-05-16 10:00")]
    [InlineData("2026-05-17 10:00")]
    [InlineData("2026-11-21 10:00")]
    [InlineData("2026-11-22 10:00")]
    public void On_saturdays_and_sundays_the_desk_is_closed(string at) => Assert.False(IsOpen(at));

    [Theory, Requirement("URG-008")]
    [InlineData("2026-04-01 10:00", true)]
    [InlineData("2026-04-02 10:00", false)]
    [InlineData("2026-04-03 10:00", false)]
    [InlineData("2026-04-06 10:00", false)]
    [InlineData("2026-04-07 10:00", true)]
    [InlineData("2027-05-17 10:00", false)]
    [InlineData("2027-05-18 10:00", true)]
    [InlineData("2026-01-01 10:00", false)]
    [InlineData("2026-12-24 10:00", true)]
    [InlineData("2026-12-25 10:00", false)]
    public void Public_holidays_are_assumed_closed(string at, bool open) => Assert.Equal(open, IsOpen(at));

    [Fact, Requirement("URG-008")]
    public void The_calendar_can_be_edited_both_ways()
    {
        var eve = new DateOnly(2026, 12, 24);
        Assert.False(IsOpen("2026-12-24 10:00", Workdays.Norway.Close(eve)));
        Assert.True(IsOpen("2026-12-25 10:00", Workdays.Norway.Open(eve.AddDays(1))));
        Assert.False(IsOpen("2026-12-25 15:45", Workdays.Norway.Open(eve.AddDays(1))));
    }

    // Summer time begins and ends at night: the desk keeps the clock of the wall, on both sides.
    [Theory, Requirement("URG-007")]
    [InlineData("2026-03-27T06:59:59Z", false)]
    [InlineData("2026-03-27T07:00:00Z", true)]
    [InlineData("2026-03-30T05:59:59Z", false)]
    [InlineData("2026-03-30T06:00:00Z", true)]
    [InlineData("2026-10-23T13:44:59Z", true)]
    [InlineData("2026-10-23T13:45:00Z", false)]
    [InlineData("2026-10-26T14:44:59Z", true)]
    [InlineData("2026-10-26T14:45:00Z", false)]
    [InlineData("2026-03-29T01:30:00Z", false)]
    [InlineData("2026-10-25T00:30:00Z", false)]
    public void The_hours_are_those_of_the_clock_in_Oslo(string utc, bool open)
    {
        var at = Moment.Of(DateTimeOffset.Parse(utc));
        Assert.Equal(open, OpeningHours.IsOpen(at, ShippedRules.Book.On(at.Day), Workdays.Norway));
    }

    [Theory, Requirement("URG-010")]
    [InlineData("2026-05-15 14:59", "2026-05-15 15:00")]
    [InlineData("2026-05-15 15:00", "2026-05-18 08:00")]
    [InlineData("2026-05-15 07:59", "2026-05-15 08:00")]
    [InlineData("2026-05-15 08:00", "2026-05-15 15:00")]
    [InlineData("2026-04-01 16:00", "2026-04-07 08:00")]
    [InlineData("2026-12-31 15:45", "2027-01-04 08:00")]
    [InlineData("2026-03-27 15:45", "2026-03-30 08:00")]
    public void The_next_change_is_told(string at, string next) => Assert.Equal(next, Next(at));

    [Fact]
    public void A_calendar_closed_for_a_year_has_no_next_change()
    {
        var first = new DateOnly(2026, 1, 1);
        var all = Workdays.Norway.Close(Enumerable.Range(0, 800).Select(first.AddDays));
        Assert.Null(Next("2026-01-01 10:00", all));
    }
}
