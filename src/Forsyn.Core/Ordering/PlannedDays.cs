namespace Forsyn.Core.Ordering;

/// <summary>How a planned vaccination day stands: whether it is time to order for it.</summary>
public enum PlannedDayState
{
    /// <summary>There is time.</summary>
    Later,
    /// <summary>Time to order: the last day to order in time is near.</summary>
    OrderSoon,
    /// <summary>The last day to order in time has passed, and nothing is ordered.</summary>
    Late,
    Ordered,
    Passed,
}

/// <summary>
/// When to order for a planned vaccination day, by the days the rule book asks for (CHN-008) and a margin before them.
/// </summary>
public static class PlannedDays
{
    /// <summary>The last day an order for the day draws no warning.</summary>
    public static DateOnly OrderBy(DateOnly day, RuleNumbers numbers) =>
        day.AddDays(-numbers.Days("order-ahead-days"));

    /// <summary>The first day the customer is reminded.</summary>
    public static DateOnly RemindFrom(DateOnly day, RuleNumbers numbers) =>
        OrderBy(day, numbers).AddDays(-numbers.Days("planned-day-remind-days"));

    /// <summary>The latest planned day one is reminded of on the day of the numbers.</summary>
    public static DateOnly RemindedUntil(RuleNumbers numbers) =>
        numbers.Day.AddDays(numbers.Days("order-ahead-days") + numbers.Days("planned-day-remind-days"));

    /// <summary>Whole weeks before the day that an order should come, rounded up.</summary>
    public static int WeeksAhead(RuleNumbers numbers) => (numbers.Days("order-ahead-days") + 6) / 7;

    /// <summary>How the day stands on the day of the numbers.</summary>
    public static PlannedDayState StateOf(DateOnly day, bool ordered, RuleNumbers numbers) =>
        day < numbers.Day ? PlannedDayState.Passed
        : ordered ? PlannedDayState.Ordered
        : numbers.Day > OrderBy(day, numbers) ? PlannedDayState.Late
        : numbers.Day >= RemindFrom(day, numbers) ? PlannedDayState.OrderSoon
        : PlannedDayState.Later;
}
