using Forsyn.App.Database;

namespace Forsyn.App.Identity;

/// <summary>A person as the list of people shows it.</summary>
public sealed class ListedPerson
{
    public long Id { get; init; }
    public string Persona { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public string Party { get; init; } = "";
    public string? HprNumber { get; init; }
}

/// <summary>The people who may sign in, a page at a time, found by a part of their name or their party's.</summary>
public static class ListPeople
{
    public const int MostAtOnce = 200;

    /// <param name="after">The last id of the page before.</param>
    public static Task<List<ListedPerson>> Run(Db db, string? query, DateOnly day, long after = 0, int limit = 50) =>
        db.List<ListedPerson>(
            """
            select p.id, p.persona, p.name, p.role, p.hpr_number, coalesce(n.name_nb, '') as party
            from person p
            left join party_name n on n.party_id = p.party_id and n.valid_from <= @day
                and (n.valid_to is null or n.valid_to >= @day)
            where p.id > @after and (lower(p.name) like @words or n.search like @words)
            order by p.id limit @limit
            """,
            new { day, after, words = $"%{query?.Trim().ToLowerInvariant()}%",
                limit = Math.Clamp(limit, 1, MostAtOnce) });
}
