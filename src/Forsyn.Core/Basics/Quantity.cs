namespace Forsyn.Core.Basics;

/// <summary>
/// Whole smallest dispensable units (doses for vaccines); packs are a display conversion. Overflow throws.
/// </summary>
public readonly record struct Quantity(long Units) : IComparable<Quantity>
{
    public static readonly Quantity Zero = new(0);
    public bool IsZero => Units == 0;
    public static Quantity operator +(Quantity a, Quantity b) => new(a.Units + b.Units);
    public static Quantity operator -(Quantity a, Quantity b) => new(a.Units - b.Units);
    public static Quantity operator -(Quantity a) => new(-a.Units);
    public static bool operator <(Quantity a, Quantity b) => a.Units < b.Units;
    public static bool operator >(Quantity a, Quantity b) => a.Units > b.Units;
    public static bool operator <=(Quantity a, Quantity b) => a.Units <= b.Units;
    public static bool operator >=(Quantity a, Quantity b) => a.Units >= b.Units;
    public int CompareTo(Quantity other) => Units.CompareTo(other.Units);
    public static Quantity Min(Quantity a, Quantity b) => a < b ? a : b;
    /// <summary>The fewest whole packs that hold this quantity; unitsPerPack must be positive.</summary>
    public long PacksRoundedUp(long unitsPerPack) => (Units + unitsPerPack - 1) / unitsPerPack;
    public override string ToString() => Units.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
