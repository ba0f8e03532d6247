namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>A holder had less than it must when a day ended, and nobody had been told of it yet.</summary>
/// <param name="Day">The day that was looked at.</param>
/// <param name="Since">The first day of the shortfall.</param>
/// <param name="Missing">Micro-DDD or units, by the measure.</param>
public sealed record StockpileFellShort(
    string Scheme, string Holder, string Atc, string PackageGroup, DateOnly Day, DateOnly Since, long Missing,
    string Measure);

/// <summary>What was short is whole again.</summary>
/// <param name="Day">The day that was looked at.</param>
/// <param name="Since">The first day of the shortfall that is over.</param>
public sealed record StockpileRestored(
    string Scheme, string Holder, string Atc, string PackageGroup, DateOnly Day, DateOnly Since);
