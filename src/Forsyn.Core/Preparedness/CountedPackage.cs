namespace Forsyn.Core.Preparedness;

/// <summary>A package and the target it counts towards.</summary>
/// <param name="Atc">Code of the row of the list.</param>
/// <param name="Group">What the target counts packages together by; empty for all of the substance.</param>
/// <param name="Substitute">It is no package of the substance, but may stand in for one of them.</param>
public sealed record CountedPackage(DutyPackage Package, string Atc, string Group, bool Substitute)
{
    /// <summary>Micro-DDD in so many units of it, rounded down; zero where it has no daily dose.</summary>
    public long Ddd(long units) => (long)((Int128)units * (Package.DddMicros ?? 0) / Package.UnitsPerPack);

    /// <summary>
    /// Every package that counts, towards one target and no other: that of the narrowest code it lies under, or where
    /// it lies under none and the scheme lets substitutes count, the first target with a package of its substitution
    /// group.
    /// </summary>
    public static IReadOnlyList<CountedPackage> Of(
        DutyScheme scheme, IReadOnlySet<string> codes, IEnumerable<DutyPackage> packages)
    {
        var (counted, others) = (new List<CountedPackage>(), new List<DutyPackage>());
        foreach (var package in packages)
            if (Preparedness.Atc.Narrowest(package.Atc, codes) is { } atc)
                counted.Add(new(package, atc, TargetRules.GroupOf(scheme.CountBy, package), false));
            else if (scheme.SubstitutesCount && package.SubstitutionGroup != "") others.Add(package);
        var first = counted.Where(one => one.Package.SubstitutionGroup != "")
            .GroupBy(one => one.Package.SubstitutionGroup).ToDictionary(alike => alike.Key, alike => alike
                .OrderBy(one => one.Atc, StringComparer.Ordinal).ThenBy(one => one.Group, StringComparer.Ordinal)
                .First());
        counted.AddRange(
            from package in others
            where first.ContainsKey(package.SubstitutionGroup)
            let like = first[package.SubstitutionGroup]
            select new CountedPackage(package, like.Atc, like.Group, true));
        return counted;
    }
}
