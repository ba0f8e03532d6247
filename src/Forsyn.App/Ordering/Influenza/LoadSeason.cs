using System.Data.Common;
using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>The season an order of influenza vaccine is bought in.</summary>
static class LoadSeason
{
    /// <summary>
    /// The season line of each article, for orders with a line of influenza vaccine; other orders ask the database for
    /// nothing. The season named counts, or else the newest that had opened on the day.
    /// </summary>
    public static async Task<Func<ReadLine, SeasonLine?>> Run(
        DbConnection connection, DbTransaction? transaction, OrderRequest request, ReadOrder read, DateOnly day,
        List<Finding> problems)
    {
        if (read.Lines.All(line => line.Purpose != Purpose.Influenza)) return _ => null;
        var named = string.IsNullOrWhiteSpace(request.Season) ? null : request.Season.Trim().Replace('-', '/');
        var rows = (await connection.QueryAsync<Row>(
            """
            select s.code, p.article_number, p.reduced_ore, p.full_ore
            from season s left join season_product p on p.season = s.code
            where s.code = (select code from season where code = @named or (@any and opens_on <= @day)
                order by opens_on desc limit 1)
            """, new { named = named ?? "", any = named is null, day }, transaction)).AsList();
        if (rows.Count == 0 && named is not null)
            problems.Add(ReadOrder.Problem("season-unknown", null, "season", named));
        var code = rows.Count > 0 ? rows[0].Code : named ?? Season.CodeOf(day.Year);
        var prices = rows.Where(row => row.ArticleNumber is not null)
            .ToDictionary(row => row.ArticleNumber!, row => new SeasonPrice(row.ReducedOre, row.FullOre));
        return line => line.Purpose == Purpose.Influenza
            ? new SeasonLine(code, prices.GetValueOrDefault(line.Article), request.TargetGroup ?? false) : null;
    }

    /// <summary>Writes down what an order of influenza vaccine is for.</summary>
    public static void Save(Batch batch, long number, OrderFacts facts)
    {
        if (facts.Lines.Select(line => line.Season).FirstOrDefault(season => season is not null) is { } season)
            batch.Add(
                "insert into influenza_order (order_number, season, target_group, municipality_number) " +
                "values (?, ?, ?, ?)", number, season.Season, season.TargetGroup, facts.Customer.Municipality);
    }

    sealed class Row
    {
        public string Code { get; init; } = "";
        public string? ArticleNumber { get; init; }
        public Money ReducedOre { get; init; }
        public Money FullOre { get; init; }
    }
}
