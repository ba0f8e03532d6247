namespace Forsyn.Core.Ordering;

/// <summary>How long some emergencies took from receipt to dispatch, in whole minutes.</summary>
/// <param name="Count">Those that are dispatched; the figures are of them.</param>
/// <param name="Open">Those that are still under way.</param>
public sealed record ReleaseTimes(int Count, int Open, long? Median, long? P90, long? Longest)
{
    /// <summary>Median and 90th percentile by nearest rank: each is a time that one of them took.</summary>
    public static ReleaseTimes Of(IEnumerable<long?> minutes)
    {
        var all = minutes.ToList();
        var done = all.OfType<long>().Order().ToList();
        return new ReleaseTimes(done.Count, all.Count - done.Count, Rank(done, 50), Rank(done, 90), Rank(done, 100));
    }

    static long? Rank(List<long> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[(sorted.Count * percent + 99) / 100 - 1];
}
