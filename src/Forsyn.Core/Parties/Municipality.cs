namespace Forsyn.Core.Parties;

/// <summary>A municipality with its people on 1 January 2026 (Statistics Norway) and one point inside it (WGS84 degrees).</summary>
/// <param name="Number">Four digits, leading zero kept.</param>
/// <param name="OtherNames">Official names in other languages, in the order of the register.</param>
public sealed record Municipality(
    string Number, string Name, IReadOnlyList<string> OtherNames, string County, AgeGroups People,
    double LatitudeDegrees, double LongitudeDegrees);

/// <summary>People by age; the parts add up to the total and Age80Plus is a part of Age65Plus.</summary>
/// <param name="Age0">The birth cohort: under one year.</param>
public sealed record AgeGroups(int Age0, int Age1To17, int Age18To64, int Age65Plus, int Age80Plus)
{
    public int Total => Age0 + Age1To17 + Age18To64 + Age65Plus;
}

/// <summary>A county and the region whose regional health authority its hospitals belong to, as the majority of its people.</summary>
public sealed record County(string Number, string Name, IReadOnlyList<string> OtherNames, HealthRegion Region);

/// <summary>The four health regions of the country.</summary>
public enum HealthRegion { SorOst, Vest, Midt, Nord }
