namespace Forsyn.Core.Preparedness;

/// <summary>Units to buy back after a release: ordered on one day, in the stockpile on another.</summary>
public readonly record struct RefillLine(DateOnly OrderOn, DateOnly ArrivesOn, long Units);

/// <summary>Where a line of a refill plan stands.</summary>
public enum RefillState { Planned, Back, Late }

/// <summary>A line of a refill plan, and how many of its units have come back.</summary>
public readonly record struct RefillStanding(RefillLine Line, long Back, RefillState State);

/// <summary>What a holder has taken out of a stockpile, since when, and how it is bought back.</summary>
public sealed record ReleasedUnits(DateOnly From, long Units, IReadOnlyList<RefillLine> Refill);

/// <summary>Units that came into a stockpile on a day otherwise than by a release, less those that left it.</summary>
public readonly record struct PoolInflow(DateOnly Day, long Units);

/// <summary>How what was released comes back.</summary>
public static class RefillRules
{
    /// <summary>
    /// A plan that buys units back in equal orders, one a cycle from the first day on, so that the last arrives by the
    /// day asked for; one order where there is time for no more, even if it comes too late. Whole packs but for the
    /// last order, which takes the rest; sums exactly. A lead below nought, or a cycle or pack below one, throws
    /// InvariantBroken.
    /// </summary>
    /// <param name="from">The first day an order can be placed.</param>
    [Rule("FOR-1993-12-21-1219 § 5", "STP-002")]
    public static IReadOnlyList<RefillLine> RefillAfterRelease(
        long units, DateOnly from, DateOnly by, int leadDays, int cycleDays, long unitsPerPack = 1)
    {
        if (leadDays < 0 || cycleDays < 1 || unitsPerPack < 1)
            throw new InvariantBroken($"nobody buys with {leadDays} days, every {cycleDays}, packs of {unitsPerPack}");
        if (units <= 0) return [];
        var packs = (units + unitsPerPack - 1) / unitsPerPack;
        var spare = by.DayNumber - from.DayNumber - leadDays;
        var orders = (int)Math.Min(packs, spare < 0 ? 1 : spare / cycleDays + 1);
        var lines = new List<RefillLine>();
        foreach (var part in Share.Split(packs, [.. Enumerable.Repeat(1L, orders)]))
        {
            var day = from.AddDays(lines.Count * cycleDays);
            var size = Math.Min(part * unitsPerPack, units);
            lines.Add(new(day, day.AddDays(leadDays), size));
            units -= size;
        }
        return lines;
    }

    /// <summary>
    /// What must be in the stockpile on a day while units are out of it: the ordinary floor, less what was released,
    /// plus what the plans say has come back by then. Never below nought or above the ordinary floor.
    /// </summary>
    /// <param name="mustHold">The floor without a release, in the same units.</param>
    [Rule("FOR-1993-12-21-1219 § 5", "STP-002")]
    public static long ReleasedFloorOn(long mustHold, IEnumerable<ReleasedUnits> released, DateOnly day) =>
        Math.Max(0, mustHold - released.Where(one => one.From <= day).Sum(one =>
            Math.Max(0, one.Units - one.Refill.Where(line => line.ArrivesOn <= day).Sum(line => line.Units))));

    /// <summary>
    /// The part of a target that must be held on a day while units are out of the stockpile, in the target's measure,
    /// rounded up; all of it where nothing is out or the target is not known in units.
    /// </summary>
    /// <param name="must">The target without a release, in its measure.</param>
    /// <param name="mustUnits">The same target in units, which releases are counted in.</param>
    public static long MustHoldWhileReleased(
        long must, long mustUnits, IReadOnlyCollection<ReleasedUnits> released, DateOnly day) =>
        released.Count == 0 || mustUnits <= 0 ? must
            : Amounts.RoundedUp(must, ReleasedFloorOn(mustUnits, released, day), mustUnits);

    /// <summary>
    /// How many units of each release have come back. What comes in goes to the release that was first; what leaves the
    /// stockpile otherwise, as lots that are changed for younger ones do, must be made up for before anything counts.
    /// </summary>
    public static IReadOnlyList<long> CameBack(
        IReadOnlyList<ReleasedUnits> released, IReadOnlyList<PoolInflow> inflow)
    {
        var (back, carried) = (new long[released.Count], 0L);
        foreach (var day in inflow.OrderBy(one => one.Day).GroupBy(one => one.Day))
        {
            carried += day.Sum(one => one.Units);
            foreach (var i in Enumerable.Range(0, back.Length).OrderBy(i => released[i].From))
            {
                if (released[i].From > day.Key) continue;
                var take = Math.Clamp(carried, 0, released[i].Units - back[i]);
                back[i] += take;
                carried -= take;
            }
            carried = Math.Min(carried, 0); // more than was out is growth, and pays for no later release
        }
        return back;
    }

    /// <summary>What has come back, laid on the lines of a plan from the first on; late is a line that should have been
    /// whole by now.</summary>
    public static IReadOnlyList<RefillStanding> Standing(IReadOnlyList<RefillLine> plan, long back, DateOnly today)
    {
        var standing = new List<RefillStanding>();
        foreach (var line in plan)
        {
            var part = Math.Clamp(back, 0, line.Units);
            back -= part;
            standing.Add(new(line, part, part == line.Units ? RefillState.Back
                : line.ArrivesOn < today ? RefillState.Late : RefillState.Planned));
        }
        return standing;
    }
}
