using Forsyn.App.Basics;

namespace Forsyn.App.Stock;

/// <summary>
/// What happened earlier and was written on paper, as in an outage: it is entered with the time it happened, which must
/// have come and may not be too long ago. The ledger keeps the day it counts on beside the instant it was recorded.
/// </summary>
public static class LateEntry
{
    /// <summary>What is wrong with a day that something is said to have happened on; null when nothing is.</summary>
    public static Finding? Check(DateOnly happened, DateOnly today)
    {
        var days = Rules.Book.On(today).Days("late-entry-days");
        if (happened > today) return Problem("happened-in-the-future", "day", $"{happened:yyyy-MM-dd}");
        return happened < today.AddDays(-days)
            ? Problem("happened-too-long-ago", "day", $"{happened:yyyy-MM-dd}", "days", $"{days}") : null;
    }

    public static Finding Problem(string code, params string[] args) =>
        new(code, Severity.Block, null, ["REP-013"], "", Refusal.Of(code, args).Args);
}
