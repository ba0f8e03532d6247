using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class PlannedDaysTests
{
    static readonly DateOnly Day = new(2026, 6, 30);

    static PlannedDayState On(string today, bool ordered = false) =>
        PlannedDays.StateOf(Day, ordered, ShippedRules.Book.On(DateOnly.Parse(today)));

    [Theory, Requirement("CHN-008")]
    [InlineData("2026-06-08", PlannedDayState.Later), InlineData("2026-06-09", PlannedDayState.OrderSoon)]
    [InlineData("2026-06-16", PlannedDayState.OrderSoon), InlineData("2026-06-17", PlannedDayState.Late)]
    [InlineData("2026-06-30", PlannedDayState.Late), InlineData("2026-07-01", PlannedDayState.Passed)]
    public void One_is_reminded_a_week_before_the_last_day_to_order_in_time(string today, PlannedDayState state) =>
        Assert.Equal(state, On(today));

    [Fact]
    public void What_is_ordered_is_not_reminded_of_and_what_has_passed_has_passed()
    {
        Assert.Equal(PlannedDayState.Ordered, On("2026-06-17", ordered: true));
        Assert.Equal(PlannedDayState.Passed, On("2026-07-01", ordered: true));
    }

    [Theory, Requirement("CHN-008")]
    [InlineData(0, false), InlineData(1, true)]
    public void The_last_day_to_order_is_the_last_that_draws_no_warning(int later, bool warned)
    {
        var last = PlannedDays.OrderBy(Day, ShippedRules.Book.On(Day));
        var order = An.Order() with
        {
            ReceivedAt = Moment.InOslo(last.AddDays(later), new(10, 0)), PlannedOn = Day,
        };
        Assert.Equal(warned, order.Codes().Contains("planned-too-soon"));
    }

    [Fact]
    public void The_days_reminded_of_end_where_the_reminder_begins()
    {
        var numbers = ShippedRules.Book.On(new(2026, 6, 9));
        Assert.Equal(Day, PlannedDays.RemindedUntil(numbers));
        Assert.Equal(numbers.Day, PlannedDays.RemindFrom(Day, numbers));
        Assert.Equal(2, PlannedDays.WeeksAhead(numbers));
    }
}
