using Forsyn.App.Database;

namespace Forsyn.App.Stock;

/// <summary>
/// Made use of two years for the customers whose people may be tried in a demonstration, so that a suggested quantity
/// has something to rest on: use that follows the seasons of the product.
/// </summary>
public static class MadeUse
{
    const int Months = 24;

    // Doses a month from January to December, for a made party.
    static readonly (string Party, string Article, long[] Doses)[] Made =
    [
        ("station-5601-1", "900003", [22, 20, 21, 19, 24, 18, 6, 20, 25, 23, 22, 17]),
        ("station-5601-1", "508634", [12, 14, 10, 8, 9, 6, 0, 10, 44, 38, 20, 9]),
        ("office-5601-2", "564048", [2, 5, 12, 24, 30, 26, 14, 8, 4, 2, 1, 1]),
        ("office-5601-2", "585869", [4, 4, 6, 8, 10, 14, 12, 6, 4, 6, 5, 7]),
    ];

    /// <summary>Returns the months written; a party that is not there is passed over.</summary>
    public static async Task<long> Run(Tx tx, Moment now)
    {
        var parties = (await tx.List<Row>("select id, key from party where key in @keys",
            new { keys = InList.Of(Made.Select(one => one.Party).Distinct()) })).ToDictionary(row => row.Key);
        var rows =
            from one in Made
            where parties.ContainsKey(one.Party)
            from back in Enumerable.Range(1, Months)
            let month = Month.Of(now.Day).Plus(-back)
            let doses = one.Doses[month.Number - 1]
            where doses > 0
            select (object?[])[parties[one.Party].Id, one.Article, $"{month}", doses];
        return await Bulk.Load(tx, "use_month", ["holder_id", "article_number", "month", "doses"], rows);
    }

    sealed class Row
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
    }
}
