namespace Forsyn.Core.Shortages;

/// <summary>What is counted of one shortage notification.</summary>
/// <param name="InTime">Null where that is not judged.</param>
/// <param name="AssessedAt">The first assessment.</param>
public sealed record CountedNotice(
    string Substance, ShortageReason Reason, NoticeState State, bool? InTime, Moment NotifiedAt, Moment? AssessedAt,
    ShortageConsequence? Consequence, ShortageSolution? Solution, Moment? EndedAt);

/// <summary>How many of the new notifications have something in common.</summary>
/// <param name="By">reason, consequence, solution or substance.</param>
/// <param name="Of">The word of the enum, or the substance; empty where it is not assessed.</param>
public sealed record NoticeCount(string By, string Of, long Count);

/// <summary>Shortage notifications in a period, and how soon they were followed up (GOA-016, GOA-023).</summary>
/// <param name="New">That came in the period; those deleted since are in no figure but this, Deleted and Changed.
/// </param>
/// <param name="Open">When the period ended, or today.</param>
/// <param name="Judged">New ones that the law wants months before.</param>
/// <param name="InTime">Of those, that came so.</param>
/// <param name="Due">New ones that were assessed, or should have been.</param>
/// <param name="AssessedInTime">Of those, that were assessed within the limit of their day.</param>
/// <param name="MedianHours">Whole hours to the first assessment; null where none is assessed.</param>
/// <param name="P90Hours">Nine of ten were assessed within these.</param>
public sealed record NoticeStatistics(
    long New, long Changed, long Closed, long Deleted, long Open, long Judged, long InTime, long Due,
    long AssessedInTime, long? MedianHours, long? P90Hours, IReadOnlyList<NoticeCount> Counts)
{
    const int TopSubstances = 10;

    /// <summary>Counts the notifications of a period as they are known on a day.</summary>
    /// <param name="notices">All that came, or were not over, in the period.</param>
    /// <param name="changed">Changes notified in the period.</param>
    public static NoticeStatistics Of(
        IReadOnlyList<CountedNotice> notices, long changed, DateRange days, DateOnly today, RuleBook book)
    {
        var (start, end) = (Moment.InOslo(days.From, default), Moment.InOslo(days.To!.Value, default));
        var (seen, morning) = (Moment.InOslo(today.AddDays(1), default), Moment.InOslo(today, default));
        if (end < seen) seen = end;
        bool Within(Moment? at) => at >= start && at < end;
        var came = notices.Where(one => Within(one.NotifiedAt)).ToList();
        var counted = came.Where(one => one.State != NoticeState.Deleted).ToList();
        var hours = counted.Where(one => one.AssessedAt is not null)
            .Select(one => (long)one.AssessedAt!.Value.Since(one.NotifiedAt).TotalHours).Order().ToList();
        bool Soon(CountedNotice one) => one.AssessedAt <= Limit(one);
        Moment Limit(CountedNotice one) => one.NotifiedAt.Plus(
            TimeSpan.FromHours(book.On(one.NotifiedAt.Day).Hours("notice-assess-hours")));
        return new(came.Count, changed, Ended(NoticeState.Closed), Ended(NoticeState.Deleted),
            notices.Count(one => one.NotifiedAt < seen && !(one.EndedAt < seen)),
            counted.Count(one => one.InTime is not null), counted.Count(one => one.InTime == true),
            counted.Count(one => one.AssessedAt is not null || Limit(one) < morning), counted.Count(Soon),
            NearestRank(hours, 50), NearestRank(hours, 90),
            [
                .. By("reason", one => Kebab.Of(one.Reason)),
                .. By("consequence", one => one.Consequence is { } harm ? Kebab.Of(harm) : ""),
                .. By("solution", one => one.Solution is { } way ? Kebab.Of(way) : null),
                .. By("substance", one => one.Substance).Take(TopSubstances),
            ]);

        long Ended(NoticeState state) => notices.Count(one => one.State == state && Within(one.EndedAt));

        IEnumerable<NoticeCount> By(string by, Func<CountedNotice, string?> of) => counted.Select(of)
            .Where(word => word is not null).GroupBy(word => word!)
            .Select(group => new NoticeCount(by, group.Key, group.Count()))
            .OrderByDescending(row => row.Count).ThenBy(row => row.Of, StringComparer.Ordinal);
    }

    static long? NearestRank(IReadOnlyList<long> sorted, int percent) =>
        sorted.Count == 0 ? null : sorted[(sorted.Count * percent + 99) / 100 - 1];
}
