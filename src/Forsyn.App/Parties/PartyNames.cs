using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>What parties are called in bokmål on a day, by key; a key that names nobody is left out.</summary>
public static class PartyNames
{
    public static async Task<IReadOnlyDictionary<string, string>> Run(Db db, IEnumerable<string> keys, DateOnly day) =>
        (await db.List<Row>(
            "select p.key, n.name_nb as name from party p join party_name n on n.party_id = p.id " +
            "and n.valid_from <= @day and (n.valid_to is null or n.valid_to >= @day) where p.key in @keys",
            new { day, keys = InList.Of(keys.Distinct()) }))
        .GroupBy(row => row.Key).ToDictionary(rows => rows.Key, rows => rows.First().Name);

    sealed class Row
    {
        public string Key { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
