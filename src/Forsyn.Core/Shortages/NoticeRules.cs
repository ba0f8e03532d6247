namespace Forsyn.Core.Shortages;

/// <summary>Shortage notifications: what one must say, when it must come, and when it can be changed.</summary>
public static class NoticeRules
{
    const string Law = "FOR-2009-12-18-1839 § 8-6";

    /// <summary>
    /// Everything that stops a notice: no package, packages of another ATC code, more strengths, or more packs of a
    /// strength, than one form takes, and an end that is not after the start or is given for what does not come back.
    /// </summary>
    [Rule(Law, "GOA-016")]
    public static IEnumerable<Finding> NoticeOfShortage(Notice notice, RuleNumbers numbers)
    {
        if (notice.Packs.Count == 0) yield return Said("notice-packs");
        foreach (var other in notice.Packs.Where(pack => pack.Atc != notice.Atc))
            yield return Said("notice-other-atc", "article", $"{other.Article}", "atc", other.Atc);
        var strengths = notice.Packs.GroupBy(pack => pack.Strength).ToList();
        if (strengths.Count > numbers.Count("notice-strengths"))
            yield return Said("notice-strengths", "strengths", $"{strengths.Count}",
                "most", $"{numbers.Count("notice-strengths")}");
        foreach (var strength in strengths.Where(packs => packs.Count() > numbers.Count("notice-packs")))
            yield return Said("notice-packs-of-strength", "strength", strength.Key, "packs", $"{strength.Count()}",
                "most", $"{numbers.Count("notice-packs")}");
        if (notice.EndsOn is { } end && (notice.Permanent || end <= notice.StartsOn))
            yield return Said(notice.Permanent ? "notice-end-of-permanent" : "notice-end");
    }

    /// <summary>Whether a notice can still be changed: until the end it gave last has passed. After that a new one is
    /// sent.</summary>
    [Rule(Law, "GOA-016")]
    public static bool NoticeCanBeChanged(DateOnly? earlierEnd, DateOnly today) => !(earlierEnd < today);

    /// <summary>
    /// Whether a notice came the months before the interruption that the law sets; null for what nobody can know so
    /// long before. That it must always come as soon as possible cannot be judged from two days.
    /// </summary>
    [Rule(Law, "GOA-016", "GOA-023")]
    public static bool? NoticeCameInTime(
        NoticeOccasion occasion, DateOnly startsOn, DateOnly notifiedOn, RuleNumbers numbers) =>
        occasion == NoticeOccasion.Interruption
            ? notifiedOn.AddMonths(numbers.Months("notice-months-before")) <= startsOn : null;

    static Finding Said(string code, params string[] args) =>
        new(code, Severity.Block, null, ["GOA-016"], Law, Refusal.Of(code, args).Args);
}
