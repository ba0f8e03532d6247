namespace Forsyn.Core.Stock;

/// <summary>What units cost, where the price is that of a pack and a unit is a part of it.</summary>
/// <param name="UnitsPerPack">More than zero; zero only where there is no price.</param>
public readonly record struct UnitPrice(Money PerPack, long UnitsPerPack)
{
    /// <summary>The cost of the units, rounded half away from zero to whole øre.</summary>
    public Money Of(Quantity units)
    {
        if (UnitsPerPack == 0) return Money.Zero;
        var twice = (Int128)PerPack.Ore * units.Units * 2;
        return new((long)((twice + (twice < 0 ? -UnitsPerPack : UnitsPerPack)) / (2 * UnitsPerPack)));
    }
}
