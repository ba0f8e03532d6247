using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Parties;

/// <summary>Somewhere stock lies at a party, with the storage conditions kept there.</summary>
/// <param name="Quarantine">Set apart for stock that may not leave yet.</param>
public sealed record Place(
    string Key, PartyKey Party, string Name, IReadOnlyList<StorageCondition> Storage, bool Quarantine);
