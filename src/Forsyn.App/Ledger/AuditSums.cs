using Dapper;
using Forsyn.App.Database;

namespace Forsyn.App.Ledger;

/// <summary>Adds up every level of stock_sum again, from the balances as they were when it was summed.</summary>
static class AuditSums
{
    static readonly string Key = "county, holder_type, holder_id, item, pool, status";

    /// <summary>The differences, at most so many; how many more there are is not counted.</summary>
    public static async Task<IReadOnlyList<Difference>> Run(Tx tx, int atMost)
    {
        if (await RollUpStock.State(tx) is not { } rolled) return [];
        var differences = new List<Difference>();
        foreach (var level in StockSumLevel.All)
        {
            var values = new DynamicParameters(new { To = rolled.Tx, level.Code, most = atMost - differences.Count });
            foreach (var n in StockTail.Soon) values.Add($"Is{n}", rolled.Day.AddDays(n));
            differences.AddRange((await tx.List<Row>(Sql(level), values)).Select(row => new Difference(
                "stock-sum-differs", $"stock summed by {Kebab.Of(level.Item)} and {Kebab.Of(level.Area)}: {row.Where}",
                row.Expected, row.Found, $"stock_sum row (level {level.Code}, {row.Where})")));
            if (differences.Count >= atMost) return differences;
        }
        if (rolled.Past) differences.AddRange(await StockFlow.Audit(tx, rolled.Tx, atMost - differences.Count));
        if (rolled.UseFrom is { } first)
            differences.AddRange(await UseFlow.Audit(tx, rolled.Tx, first, atMost - differences.Count));
        return differences;
    }

    static string Sql(StockSumLevel level)
    {
        var measures = StockTail.Measures;
        string each(Func<string, string> write) => string.Join(", ", measures.Select(write));
        string text(string side) => string.Join(" || ' ' || ", measures.Select(m => $"cast({side}_{m} as text)"));
        return $"""
            with {RollUpStock.HeldAt},
            both_sides as (
                select {level.Keys}, h.pool, h.status, h.units as made_units, 1 as made_positions,
                    {StockTail.Bands("h.units", "1", "l.expires_on", n => $"@Is{n}", "made_")},
                    {each(m => $"0 as kept_{m}")}
                from held h {StockSumLevel.Joins} where h.units <> 0
                union all
                select {Key}, {each(_ => "0")}, {each(m => m)} from stock_sum where level = @Code),
            summed as (
                select {Key}, {each(m => $"cast(sum(made_{m}) as bigint) as made_{m}")},
                    {each(m => $"cast(sum(kept_{m}) as bigint) as kept_{m}")}
                from both_sides group by {Key})
            select county || ' ' || holder_type || ' ' || cast(holder_id as text) || ' ' || item || ', pool ' ||
                cast(pool as text) || ', status ' || cast(status as text) as "where",
                {text("made")} as expected, {text("kept")} as found
            from summed where {string.Join(" or ", measures.Select(m => $"made_{m} <> kept_{m}"))} limit @most
            """;
    }

    sealed class Row
    {
        public string Where { get; init; } = "";
        public string Expected { get; init; } = "";
        public string Found { get; init; } = "";
    }
}
