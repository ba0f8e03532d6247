using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>
/// Finds parties by words of their name on a day, in any language, of key, organisation number and municipality.
/// </summary>
public static class SearchParties
{
    public const int LimitAtMost = 200;

    /// <summary>At most the limit, by name; a party matches when every word is found somewhere.</summary>
    public static Task<List<FoundParty>> Run(Db db, string query, DateOnly day, int limit = 50)
    {
        var words = query.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToArray();
        var args = new Dapper.DynamicParameters(new { day, limit = Math.Clamp(limit, 1, LimitAtMost) });
        for (var i = 0; i < words.Length; i++) args.Add($"word{i}", $"%{words[i]}%");
        var found = words.Select((_, i) => $"n.search like @word{i}");
        return db.List<FoundParty>(
            $"""
            select p.id, p.key, p.type, n.name_nb as name, coalesce(m.name, '') as municipality,
                coalesce(p.organisation_number, '') as organisation_number, p.made
            from party p
            join party_name n on n.party_id = p.id and n.valid_from <= @day
                and (n.valid_to is null or n.valid_to >= @day)
            left join municipality m on m.number = p.municipality_number
            {(words.Length == 0 ? "" : "where " + string.Join(" and ", found))}
            order by n.name_nb, p.id limit @limit
            """, args);
    }
}

/// <summary>A party as a list shows it.</summary>
public sealed class FoundParty
{
    public long Id { get; init; }
    public string Key { get; init; } = "";
    public string Type { get; init; } = "";
    public string Name { get; init; } = "";
    public string Municipality { get; init; } = "";
    public string OrganisationNumber { get; init; } = "";
    public bool Made { get; init; }
}
