using Forsyn.App.Database;

namespace Forsyn.App.Stock.Reports;

/// <summary>The places of a holder that its counts and reports may name.</summary>
/// <param name="Names">Ids by name and by key, both in small letters.</param>
/// <param name="Default">Where things lie when no place is named; zero where there is none.</param>
sealed record HolderPlaces(IReadOnlyDictionary<string, long> Names, long Default)
{
    public static async Task<HolderPlaces> Load(Tx tx, long holder)
    {
        var places = await tx.List<PlaceRow>("select id, key, name, is_default from place where party_id = @holder " +
            "and keeper_id is null order by id", new { holder });
        var names = new Dictionary<string, long>();
        foreach (var place in places) names.TryAdd(place.Name.ToLowerInvariant(), place.Id);
        foreach (var place in places) names.TryAdd(place.Key.ToLowerInvariant(), place.Id);
        return new(names, (places.FirstOrDefault(place => place.IsDefault) ?? places.FirstOrDefault())?.Id ?? 0);
    }

    sealed class PlaceRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
        public bool IsDefault { get; init; }
    }
}
