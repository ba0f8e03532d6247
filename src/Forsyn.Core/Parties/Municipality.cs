namespace Forsyn.Core.Parties;

/// <summary>A municipality, its people on 1 January 2026 (Statistics Norway) and a point in it (WGS84
/// degrees).</summary>
/// <param name="Number">Four digits, leading zero kept.</param>
/// <param name="Name">The Norwegian name.</param>
/// <param name="SamiName">The official Sami name (Northern, Lule or Southern), empty where there is none.</param>
/// <param name="KvenName">The official Kven name, empty where there is none.</param>
public sealed record Municipality(
    string Number, string Name, string SamiName, string KvenName, string County, AgeGroups People,
    double LatitudeDegrees, double LongitudeDegrees)
{
    public IReadOnlyList<string> OtherNames => [.. new[] { SamiName, KvenName }.Where(name => name != "")];
}

/// <summary>People by age; Age12 is a part of Age1To17 and Age80Plus of Age65Plus, the rest adds up to the
/// total.</summary>
/// <param name="Age0">The birth cohort: under one year.</param>
/// <param name="Age12">The cohort that is offered HPV vaccine.</param>
public sealed record AgeGroups(int Age0, int Age1To17, int Age12, int Age18To64, int Age65Plus, int Age80Plus)
{
    public int Total => Age0 + Age1To17 + Age18To64 + Age65Plus;
}

/// <summary>A county (two digits) and the region whose regional health authority serves most of its people.</summary>
public sealed record County(string Number, string Name, string SamiName, string KvenName, HealthRegion Region)
{
    public IReadOnlyList<string> OtherNames => [.. new[] { SamiName, KvenName }.Where(name => name != "")];
}

/// <summary>The four health regions of the country.</summary>
public enum HealthRegion { SorOst, Vest, Midt, Nord }
