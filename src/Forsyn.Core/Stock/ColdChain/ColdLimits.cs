using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Stock.ColdChain;

/// <summary>What a storage class allows on a day; the numbers are data/rules/cold-chain.json.</summary>
/// <param name="Lowest">The lowest temperature that is allowed.</param>
/// <param name="Highest">The highest temperature that is allowed.</param>
/// <param name="WarmCountsFrom">How long it must be too warm before it counts; a door is opened now and then.</param>
/// <param name="ColdCountsFrom">How long it must be too cold; nothing at all where what lies there may freeze.</param>
/// <param name="Gap">The longest time between two readings that is no gap.</param>
public sealed record ColdLimits(
    StorageCondition Storage, Celsius Lowest, Celsius Highest, TimeSpan WarmCountsFrom, TimeSpan ColdCountsFrom,
    TimeSpan Gap)
{
    public static ColdLimits Of(StorageCondition storage, RuleNumbers numbers)
    {
        var name = $"cold-{Kebab.Of(storage)}";
        var minutes = TimeSpan.FromMinutes(numbers.Count("cold-counts-from-minutes"));
        // Freezing is never excused, however short it was.
        var cold = storage is StorageCondition.Fridge or StorageCondition.Room ? TimeSpan.Zero : minutes;
        return new(storage, Celsius.OfMilliKelvin(numbers.Count($"{name}-lowest-millikelvin")),
            Celsius.OfMilliKelvin(numbers.Count($"{name}-highest-millikelvin")), minutes, cold,
            TimeSpan.FromMinutes(numbers.Count("cold-gap-minutes")));
    }

    public bool Allows(Celsius temperature) => temperature >= Lowest && temperature <= Highest;

    public ExcursionSide? Side(Celsius temperature) =>
        temperature > Highest ? ExcursionSide.Warm : temperature < Lowest ? ExcursionSide.Cold : null;
}

/// <summary>What keeps goods at their temperature.</summary>
public enum EquipmentKind { Fridge, Room, Freezer, UltraFreezer, Box }

/// <summary>On which side of its range a place was.</summary>
public enum ExcursionSide { Warm, Cold }
