using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Parties;

/// <summary>Somewhere stock lies at a party, with the storage conditions kept there.</summary>
/// <param name="Quarantine">Set apart for stock that may not leave yet.</param>
/// <param name="Keeper">Another party at whose premises it lies; null at home.</param>
public sealed record Place(
    string Key, PartyKey Party, string Name, IReadOnlyList<StorageCondition> Storage, bool Quarantine,
    PartyKey? Keeper = null);
