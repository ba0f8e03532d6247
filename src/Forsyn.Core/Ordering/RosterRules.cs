namespace Forsyn.Core.Ordering;

/// <summary>A stretch of time in which no physician is on duty; To is not in it.</summary>
public readonly record struct RosterGap(Moment From, Moment To);

/// <summary>The physicians' roster has somebody at every moment (URG-004).</summary>
public static class RosterRules
{
    /// <summary>What no shift covers between two moments, in order of time. Shifts may overlap.</summary>
    [Rule("FHI, emergency supply", "URG-004")]
    public static IReadOnlyList<RosterGap> Gaps(
        IEnumerable<(Moment Starts, Moment Ends)> shifts, Moment from, Moment to)
    {
        var gaps = new List<RosterGap>();
        var covered = from;
        foreach (var (starts, ends) in shifts.Where(shift => shift.Ends > from).OrderBy(shift => shift.Starts))
        {
            if (covered >= to) break;
            if (starts > covered) gaps.Add(new RosterGap(covered, starts < to ? starts : to));
            if (ends > covered) covered = ends;
        }
        if (covered < to) gaps.Add(new RosterGap(covered, to));
        return gaps;
    }

    /// <summary>The gaps that a change of the roster has made: what was covered before it and is not after.</summary>
    public static IReadOnlyList<RosterGap> Made(IReadOnlyList<RosterGap> before, IReadOnlyList<RosterGap> after) =>
        [.. after.SelectMany(gap => Gaps(before.Select(old => (old.From, old.To)), gap.From, gap.To))];
}
