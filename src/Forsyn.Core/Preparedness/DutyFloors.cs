namespace Forsyn.Core.Preparedness;

/// <summary>What orders must leave of each package of a stockpile.</summary>
public static class DutyFloors
{
    /// <summary>
    /// Units that must stay of each package, so that the whole target holds while each package keeps its part: shared
    /// by what lies in the stockpile today, because an order can only take what is there. Where less lies there than
    /// the target asks for, all of it stays.
    /// </summary>
    /// <param name="must">What must be held, in the target's measure.</param>
    /// <param name="kept">Units of each package in the stockpile.</param>
    public static long[] Of(long must, IReadOnlyList<(PackageStock Package, long Kept)> kept)
    {
        long[] held = [.. kept.Select(one => one.Package.Measured(one.Kept))];
        var all = held.Sum();
        if (all <= must) return [.. kept.Select(one => one.Kept)];
        var parts = Basics.Share.Split(must, held);
        return [.. kept.Select((one, i) => Math.Min(one.Kept, one.Package.Units(parts[i])))];
    }
}
