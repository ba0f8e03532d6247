using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>A season as it stands: its days, its vaccines, and whether doses have been allotted.</summary>
public sealed record SeasonView(
    Season Season, IReadOnlyList<SeasonVaccine> Vaccines, Moment? DecidedAt, string? DecidedBy, string? Terms,
    long Version)
{
    public bool Decided => DecidedAt is not null;
}

public sealed record SeasonVaccine(Product Product, SeasonPrice Price)
{
    public string Article => Product.ArticleNumber.ToString();
}

/// <summary>Reads the seasons.</summary>
public static class Seasons
{
    /// <summary>All seasons, the newest first.</summary>
    public static async Task<IReadOnlyList<SeasonView>> All(Db db)
    {
        var rows = await db.List<Row>("select * from season order by opens_on desc");
        var prices = await db.List<PriceRow>("select * from season_product order by season, article_number");
        var products = await LoadProducts.Run(db, prices.Select(row => row.ArticleNumber).Distinct());
        return [.. rows.Select(row => row.ToView(prices, products))];
    }

    /// <summary>
    /// The season named (2026/27 or 2026-27), or without a name the newest that had opened on the day. Refuses
    /// season-unknown.
    /// </summary>
    public static async Task<Result<SeasonView>> Get(Db db, string? code, DateOnly day)
    {
        var all = await All(db);
        var named = code?.Trim().Replace('-', '/');
        var found = string.IsNullOrEmpty(named)
            ? all.FirstOrDefault(one => one.Season.Window.From <= day) ?? (all.Count > 0 ? all[^1] : null)
            : all.FirstOrDefault(one => one.Season.Code == named);
        return found is not null ? found : Refusal.Of("season-unknown", "season", named ?? "");
    }

    /// <summary>The season, locked until the transaction ends; refuses season-unknown.</summary>
    internal static async Task<Result<SeasonLock>> Lock(Tx tx, string code) =>
        await tx.One<SeasonLock>("select code, decided_at, dispatch_from, version from season where code = @code"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { code }) is { } season
            ? season : Refusal.Of("season-unknown", "season", code);

    sealed class Row
    {
        public string Code { get; init; } = "";
        public DateOnly OpensOn { get; init; }
        public DateOnly ClosesOn { get; init; }
        public DateOnly DispatchFrom { get; init; }
        public DateOnly DispatchTo { get; init; }
        public Moment? DecidedAt { get; init; }
        public string? DecidedBy { get; init; }
        public string? Terms { get; init; }
        public long Version { get; init; }

        public SeasonView ToView(IEnumerable<PriceRow> prices, IReadOnlyDictionary<string, Product> products)
        {
            var mine = prices.Where(row => row.Season == Code)
                .Select(row => new SeasonVaccine(products[row.ArticleNumber], new(row.ReducedOre, row.FullOre)))
                .ToList();
            return new(new Season(Code, DateRange.Inclusive(OpensOn, ClosesOn),
                DateRange.Inclusive(DispatchFrom, DispatchTo), mine.ToDictionary(one => one.Article, one => one.Price)),
                mine, DecidedAt, DecidedBy, Terms, Version);
        }
    }

    sealed class PriceRow
    {
        public string Season { get; init; } = "";
        public string ArticleNumber { get; init; } = "";
        public Money ReducedOre { get; init; }
        public Money FullOre { get; init; }
    }
}

/// <summary>A season as a use case that changes it reads it.</summary>
public sealed class SeasonLock
{
    public string Code { get; init; } = "";
    public long? DecidedAt { get; init; }
    public DateOnly DispatchFrom { get; init; }
    public long Version { get; init; }
}
