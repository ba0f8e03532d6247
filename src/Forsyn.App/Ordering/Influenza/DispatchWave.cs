using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>What was done with the orders of a wave.</summary>
public sealed record WaveAllocated(int Allocated, int Refused, int Left);

/// <summary>Readies the orders of a wave for the warehouse: their lots are chosen, some at a time.</summary>
public static class DispatchWave
{
    public static async Task<WaveAllocated> Allocate(
        Db db, string season, long wave, int most, Moment now, Caller caller, Action<int>? progress = null)
    {
        var numbers = await db.List<long>("""
            select r.number from pre_order o join orders r on r.number = o.order_number
            where o.season = @season and o.wave = @wave and r.state = 'released' order by r.number
            """, new { season, wave });
        var (done, refused) = (0, 0);
        foreach (var number in numbers.Take(Math.Clamp(most, 1, 1000)))
        {
            if ((await AllocateOrder.Run(db, number, now, caller with { Once = null })).Ok) done++;
            else refused++;
            progress?.Invoke(done + refused);
        }
        return new WaveAllocated(done, refused, numbers.Count - done);
    }

    /// <summary>What deviates in a wave: its day, and orders that did not leave on it.</summary>
    public static IReadOnlyList<Finding> Deviations(
        Season season, WaveView wave, IEnumerable<PreOrderHead> orders, DateOnly today)
    {
        var findings = SeasonRules.Deviations(season, wave.Day).ToList();
        var late = orders.Count(order => order.OrderState is not ("dispatched" or "received"));
        if (today > wave.Day && late > 0)
            findings.Add(new Finding("wave-late", Severity.Warn, null, ["FLU-009"], "", new Dictionary<string, string>
            {
                ["number"] = $"{wave.Number}", ["day"] = $"{wave.Day:yyyy-MM-dd}", ["left"] = $"{late}",
            }));
        return findings;
    }
}
