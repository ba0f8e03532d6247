using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>A season to be opened for pre-orders; nothing is checked yet.</summary>
/// <param name="OpensOn">yyyy-MM-dd, in spring.</param>
/// <param name="ClosesOn">The last day, yyyy-MM-dd.</param>
public sealed record SeasonRequest(
    string? Code, string? OpensOn, string? ClosesOn, IReadOnlyList<SeasonProductRequest>? Products);

/// <param name="Reduced">Price of a pack for the target groups, kroner.</param>
/// <param name="Full">Price of a pack for everybody else, kroner.</param>
public sealed record SeasonProductRequest(string? ArticleNumber, string? Reduced, string? Full);

public sealed record SeasonAnswer(string Code, IReadOnlyList<Finding> Deviations);

/// <summary>
/// Opens a season, or changes one whose doses are not allotted: the days of its window, its vaccines and both prices.
/// </summary>
public static class OpenSeason
{
    /// <summary>Refuses season-faulty with all faults at once, and season-decided.</summary>
    public static async Task<Result<SeasonAnswer>> Run(Db db, SeasonRequest request, Moment now, Caller caller)
    {
        var faults = new List<Finding>();
        var season = await Read(db, request, faults);
        if (season is null || faults.Count > 0)
            return new Refusal("season-faulty", new Dictionary<string, string>(), faults);
        return await db.Write<SeasonAnswer>(async tx =>
        {
            if (await tx.One<SeasonLock>("select code, decided_at, version from season where code = @Code",
                new { season.Code }) is { DecidedAt: not null })
                return Refusal.Of("season-decided", "season", season.Code);
            Save(new Batch(tx), season, out var batch);
            await batch.Run();
            return new SeasonAnswer(season.Code, SeasonRules.Deviations(season));
        }, caller.Once);
    }

    internal static void Save(Batch to, Season season, out Batch batch)
    {
        batch = to;
        batch.Add("insert into season (code, opens_on, closes_on, dispatch_from, dispatch_to, version) " +
            "values (?, ?, ?, ?, ?, 1) on conflict (code) do update set opens_on = excluded.opens_on, " +
            "closes_on = excluded.closes_on, version = season.version + 1",
            season.Code, season.Window.From, season.Window.LastDay, season.Dispatch.From, season.Dispatch.LastDay);
        batch.Add("delete from season_product where season = ?", season.Code);
        batch.AddRows("insert into season_product (season, article_number, reduced_ore, full_ore) {values}",
            [.. season.Prices.Select(p => (object?[])[season.Code, p.Key, p.Value.Reduced, p.Value.Full])]);
    }

    static async Task<Season?> Read(Db db, SeasonRequest request, List<Finding> faults)
    {
        var year = Season.YearOf(request.Code);
        if (year is null) Fault("season-code", "code", request.Code ?? "");
        var opens = Day(request.OpensOn);
        var closes = Day(request.ClosesOn);
        if (opens is null || closes is null || closes < opens) Fault("season-window", "from", request.OpensOn ?? "",
            "last", request.ClosesOn ?? "");
        var rows = request.Products ?? [];
        if (rows.Count == 0) Fault("season-no-vaccine");
        var products = await LoadProducts.Run(db, rows.Select(row => row.ArticleNumber ?? "").Distinct());
        var prices = new Dictionary<string, SeasonPrice>();
        foreach (var row in rows)
            if (!products.TryGetValue(row.ArticleNumber ?? "", out var product)
                || !product.Atc.StartsWith("J07BB", StringComparison.Ordinal))
                Fault("season-no-influenza-vaccine", "article", row.ArticleNumber ?? "");
            else if (!(Money.TryParse(row.Reduced, out var reduced) & Money.TryParse(row.Full, out var full))
                || reduced.Ore <= 0 || full < reduced)
                Fault("season-price", "article", row.ArticleNumber!);
            else if (!product.InactivatedInfluenza && reduced != full)
                Fault("season-live-reduced", "article", row.ArticleNumber!);
            else prices[row.ArticleNumber!] = new(reduced, full);
        return faults.Count > 0 ? null : new Season(Season.CodeOf(year!.Value),
            DateRange.Inclusive(opens!.Value, closes!.Value), Season.DispatchOf(year.Value), prices);

        void Fault(string code, params string[] args) => faults.Add(ReadOrder.Problem(code, null, args));
    }

    static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
