namespace Forsyn.Core.Parties;

/// <summary>
/// Four digits, leading zero kept, the place that is written after them, and its municipality or empty.
/// </summary>
public sealed record Postcode(string Number, string Place, string Municipality);
