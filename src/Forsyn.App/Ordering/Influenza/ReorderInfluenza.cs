using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>More doses of a season's vaccine, for the target groups.</summary>
public sealed record ReorderRequest(string? Season, string? ArticleNumber, long? Doses, string? DeliveryAddress = null);

/// <summary>What a re-order gave: whole packs of what stock has left, and why it is no more.</summary>
public sealed record ReorderAnswer(
    long Number, OrderState State, string ArticleNumber, long Asked, long Given, long InStock,
    IReadOnlyList<Finding> Findings);

/// <summary>
/// Orders more after the unit's doses were sent, as far as stock allows: what is left is given and what is missing is
/// explained; nothing is held back (FLU-010).
/// </summary>
public static class ReorderInfluenza
{
    /// <summary>
    /// Refuses season-unknown, unit-unknown, reorder-before-dispatch, reorder-article, reorder-doses,
    /// reorder-nothing-left and what the rules of an order refuse.
    /// </summary>
    public static async Task<Result<ReorderAnswer>> Run(Db db, ReorderRequest request, Moment now, Caller caller)
    {
        var season = await Seasons.Get(db, request.Season, now.Day);
        if (!season.Ok) return season.Refusal!;
        var vaccine = season.Value.Vaccines.FirstOrDefault(one => one.Article == request.ArticleNumber);
        if (vaccine is null) return Refusal.Of("reorder-article", "article", request.ArticleNumber ?? "");
        if (request.Doses is not (> 0 and <= 10_000_000)) return Refusal.Of("reorder-doses");
        if (await Early(db, season.Value.Season, caller, now) is { } early) return early;

        var pack = vaccine.Product.DosesPerPack;
        var wanted = new Quantity(request.Doses.Value).PacksRoundedUp(pack) * pack;
        for (var attempt = 0; ; attempt++)
        {
            var left = await Left(db, season.Value.Season, vaccine.Article, now);
            var given = Math.Min(wanted, left / pack * pack);
            if (given == 0) return Refusal.Of("reorder-nothing-left", "product", vaccine.Product.Name,
                "asked", $"{request.Doses}", "left", $"{left}");
            var placed = await PlaceOrder.Run(db, new OrderRequest
            {
                Channel = "web", Season = season.Value.Season.Code, TargetGroup = true,
                DeliveryAddress = request.DeliveryAddress,
                Lines = [new() { ArticleNumber = vaccine.Article, Doses = given, Purpose = "influenza" }],
            }, now, caller);
            // Somebody took packs between the look and the order: look again.
            if (placed.Refusal is { Code: "stock-taken-by-another" } && attempt < 5) continue;
            if (!placed.Ok) return placed.Refusal!;
            return new ReorderAnswer(placed.Value.Number!.Value, placed.Value.State, vaccine.Article,
                request.Doses.Value, given, left,
                [.. Explained(vaccine, wanted, given, left), .. placed.Value.Findings]);
        }
    }

    /// <summary>Whole programme doses of a vaccine that are left to order.</summary>
    public static async Task<long> Left(Db db, Season season, string article, Moment now) =>
        (await db.Snapshot(tx => AllotDoses.Stock(tx, season, now))).GetValueOrDefault(article);

    // The first round goes to those who pre-ordered: nobody gets more before its own doses are on their way, and who
    // did not pre-order waits until dispatch has begun.
    static async Task<Refusal?> Early(Db db, Season season, Caller caller, Moment now)
    {
        var unit = await PreOrders.OwnUnit(db, caller);
        var state = unit is null ? null : await db.One<string>("""
            select coalesce(r.state, 'waiting') from pre_order o left join orders r on r.number = o.order_number
            where o.season = @Code and o.unit = @Key and exists (select 1 from pre_order_line l
                where l.pre_order_id = o.id and coalesce(l.allotted, 1) > 0)
            """, new { season.Code, unit.Key });
        return state is not (null or "dispatched" or "received") || (state is null && now.Day < season.Dispatch.From)
            ? Refusal.Of("reorder-before-dispatch", "season", season.Code, "from", $"{season.Dispatch.From:yyyy-MM-dd}")
            : null;
    }

    static IEnumerable<Finding> Explained(SeasonVaccine vaccine, long wanted, long given, long left)
    {
        if (given < wanted)
            yield return new Finding("reorder-partial", Severity.Warn, 1, ["FLU-010"], "",
                new Dictionary<string, string>
                {
                    ["product"] = vaccine.Product.Name, ["asked"] = $"{wanted}", ["given"] = $"{given}",
                    ["left"] = $"{left}",
                });
    }
}
