namespace Forsyn.Core.Preparedness;

/// <summary>A group of patients in the order units are kept for them; never a patient (STS-005).</summary>
/// <param name="Group">Short name, such as intensive-care.</param>
/// <param name="Rule">Who is in it, in words for those who hand out.</param>
/// <param name="Kept">The part of all units it gets at most in its first turn; null for all it asks for.</param>
public sealed record PatientGroup(string Group, string Rule, Rate? Kept = null);

/// <summary>Units that somebody asks for, for a group of patients.</summary>
public sealed record GroupClaim(string Party, string Group, long Units);

/// <summary>What somebody gets of what was asked for.</summary>
public readonly record struct GroupGrant(GroupClaim Claim, long Units);

/// <summary>Who gets what when patients must be ranked.</summary>
public static class PatientPriorityRules
{
    /// <summary>
    /// Gives units group by group in the order of the list: a group gets what is asked for, or no more than the part
    /// kept for it, rounded up; what is left then goes down the list again to those who lack. A group that is not on
    /// the list comes last. Within a group by what each asks for, with the largest remainder. The sum is all units, or
    /// all that was asked for where that is less. A negative claim throws InvariantBroken.
    /// </summary>
    [Rule("FOR-1993-12-21-1219 § 5", "STS-005")]
    public static IReadOnlyList<GroupGrant> UnitsByPatientGroup(
        long units, IReadOnlyList<PatientGroup> groups, IReadOnlyList<GroupClaim> claims)
    {
        var (granted, left) = (new long[claims.Count], Math.Max(0, units));
        var last = claims.Select(claim => claim.Group).Except(groups.Select(group => group.Group)).Distinct();
        List<PatientGroup> order = [.. groups, .. last.Select(group => new PatientGroup(group, ""))];
        foreach (var group in order)
            Give(group.Group, group.Kept is { } part
                ? Amounts.RoundedUp(Math.Max(0, units), part.Millionths, 1_000_000) : long.MaxValue);
        foreach (var group in order) Give(group.Group, long.MaxValue);
        return [.. claims.Select((claim, i) => new GroupGrant(claim, granted[i]))];

        void Give(string group, long most)
        {
            var lacks = claims.Select((claim, i) => claim.Group == group ? claim.Units - granted[i] : 0).ToList();
            var give = Math.Min(Math.Min(left, most), lacks.Sum());
            if (give <= 0) return;
            var parts = Share.Split(give, lacks);
            for (var i = 0; i < granted.Length; i++) granted[i] += parts[i];
            left -= give;
        }
    }

    /// <summary>
    /// Everything wrong with a list of groups: none, one without a name or rule, a name twice or not in small letters
    /// and hyphens, a part outside 0 to 1, or parts that are more than all together. Line is the group's number from 1.
    /// </summary>
    public static IEnumerable<Finding> Faults(IReadOnlyList<PatientGroup> groups)
    {
        if (groups.Count == 0) yield return Said("priority-empty", null);
        var seen = new HashSet<string>();
        for (var i = 0; i < groups.Count; i++)
        {
            var (group, line) = (groups[i], i + 1);
            if (group.Group.Length == 0 || group.Group.Any(letter => letter != '-' && !char.IsAsciiLetterLower(letter)))
                yield return Said("priority-group", line, "group", group.Group);
            else if (!seen.Add(group.Group)) yield return Said("priority-group-twice", line, "group", group.Group);
            if (group.Rule == "") yield return Said("priority-rule", line);
            if (group.Kept is { Millionths: < 0 or > 1_000_000 }) yield return Said("priority-part", line);
        }
        if (groups.Sum(group => group.Kept?.Millionths ?? 0) > 1_000_000) yield return Said("priority-parts", null);
    }

    static Finding Said(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, [], "", Refusal.Of(code, args).Args);
}
