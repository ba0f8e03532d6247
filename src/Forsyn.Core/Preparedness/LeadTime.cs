namespace Forsyn.Core.Preparedness;

/// <summary>What a lead time rests on.</summary>
public enum LeadBasis { Common, Supplier, Package }

/// <summary>Days from order to arrival, and what they rest on.</summary>
public readonly record struct LeadTime(int Days, LeadBasis Basis)
{
    /// <summary>What the holder says of the package; else of all its supplier brings; else the number all follow.
    /// </summary>
    public static LeadTime Of(int? package, int? supplier, int common) =>
        package is { } own ? new(own, LeadBasis.Package)
        : supplier is { } theirs ? new(theirs, LeadBasis.Supplier) : new(common, LeadBasis.Common);
}
