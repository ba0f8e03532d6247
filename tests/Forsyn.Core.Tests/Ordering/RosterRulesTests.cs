using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class RosterRulesTests
{
    static Moment Hour(int hour) => new(hour * 3_600_000_000L);

    static (Moment, Moment) Shift(int from, int to) => (Hour(from), Hour(to));

    static string Gaps(params (Moment, Moment)[] shifts) => Told(RosterRules.Gaps(shifts, Hour(10), Hour(50)));

    static string Told(IEnumerable<RosterGap> gaps) => string.Join(" ", gaps.Select(gap =>
        $"{gap.From.Microseconds / 3_600_000_000L}-{gap.To.Microseconds / 3_600_000_000L}"));

    [Fact, Requirement("URG-004")]
    public void A_roster_without_a_hole_has_no_gap()
    {
        Assert.Equal("", Gaps(Shift(0, 60)));
        Assert.Equal("", Gaps(Shift(30, 50), Shift(10, 30)));
        Assert.Equal("", Gaps(Shift(10, 20), Shift(15, 40), Shift(18, 22), Shift(40, 50)));
    }

    [Fact, Requirement("URG-004")]
    public void Every_time_without_a_shift_is_a_gap_to_the_minute()
    {
        Assert.Equal("10-50", Gaps());
        Assert.Equal("10-50", Gaps(Shift(0, 10), Shift(50, 60)));
        Assert.Equal("10-11 49-50", Gaps(Shift(11, 49)));
        Assert.Equal("20-21 30-31", Gaps(Shift(10, 20), Shift(21, 30), Shift(31, 50)));
        var minute = RosterRules.Gaps([(Hour(10), Hour(20)), (Hour(20).Plus(TimeSpan.FromMinutes(1)), Hour(50))],
            Hour(10), Hour(50));
        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Single(minute).To.Since(minute[0].From));
    }

    [Fact, Requirement("URG-004")]
    public void A_change_makes_the_gaps_that_were_not_there_before_it()
    {
        RosterGap[] before = [new(Hour(20), Hour(24))];
        Assert.Equal("18-20 24-26", Told(RosterRules.Made(before, [new(Hour(18), Hour(26))])));
        Assert.Equal("", Told(RosterRules.Made(before, [new(Hour(21), Hour(22))])));
        Assert.Equal("30-31", Told(RosterRules.Made(before, [new(Hour(20), Hour(24)), new(Hour(30), Hour(31))])));
    }
}
