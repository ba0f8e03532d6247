using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>Units of a lot at a place, with what is left of their budget.</summary>
/// <param name="UsedPermille">Thousandths of the budget that are used; null where no budget covers it.</param>
public sealed record LotRemaining(
    long HolderId, string Holder, string Place, bool OnRoad, long Units, StabilityVerdict Verdict,
    long? UsedPermille, Celsius? Lowest, long SecondsAbove, IReadOnlyList<long> Excursions);

/// <summary>A lot with its budget, and where its units stand with what they have been through.</summary>
public sealed record LotHistoryView(
    long LotId, string LotNumber, string ArticleNumber, string Product, DateOnly ExpiresOn,
    ProductStability Stability, IReadOnlyList<LotRemaining> Where);

/// <summary>What a lot's units have been through, wherever they are now: it follows them for life.</summary>
public static class LotHistory
{
    /// <summary>Refuses lot-unknown. Others than those who see the country see their own units.</summary>
    public static Task<Result<LotHistoryView>> Get(Db db, long lot, DateOnly today, Caller caller) =>
        db.Snapshot<Result<LotHistoryView>>(async tx =>
        {
            var row = await tx.One<LotRow>("select l.lot_number, l.article_number, l.expires_on, p.name as product " +
                "from lot l join product p on p.article_number = l.article_number where l.id = @lot", new { lot });
            if (row is null) return Refusal.Of("lot-unknown", "lot", $"{lot}");
            var stability = (await Stability.On(tx, [row.ArticleNumber], today))[row.ArticleNumber];
            var traces = (await LotTrails.Of(tx, [lot]))[lot].Traces.Where(one => one.Value.Units > 0
                && one.Key.Place >= 0 && Equipment.MaySee(caller, one.Key.Holder)).ToList();
            var names = (await tx.List<PlaceRow>($"""
                select pl.id, pl.name, {StockFilter.HolderName} as holder from place pl
                join party y on y.id = pl.party_id where pl.id in @ids
                """, new { ids = InList.Of(traces.Select(one => one.Key.Place).Distinct().Order()) }))
                .ToDictionary(place => place.Id);
            return new LotHistoryView(lot, row.LotNumber, row.ArticleNumber, row.Product, row.ExpiresOn, stability,
                [.. traces.Where(one => one.Value.Excursions.Count > 0 || one.Key.Holder == caller.Party).Select(one =>
                    Remaining(one.Key, one.Value, names.GetValueOrDefault(one.Key.Place), stability))
                    .OrderByDescending(one => one.Excursions.Count).ThenBy(one => one.Holder).Take(200)]);
        });

    static LotRemaining Remaining(Position where, Trace trace, PlaceRow? name, ProductStability stability)
    {
        var above = trace.Exposure.SecondsByDegree.Where(d => d.Key > stability.HighestAllowed.Degrees);
        return new(where.Holder, name?.Holder ?? "", name?.Name ?? "", where.OnRoad, trace.Units,
            ColdDecisionRules.Verdict(stability.Budget, trace.Exposure, stability.HighestAllowed),
            stability.Budget.UsedPermille(trace.Exposure, stability.HighestAllowed), trace.Exposure.Lowest,
            above.Sum(d => d.Value), [.. trace.Excursions.Order()]);
    }

    sealed class LotRow
    {
        public string LotNumber { get; init; } = "";
        public string ArticleNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public string Product { get; init; } = "";
    }

    sealed class PlaceRow
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public string Holder { get; init; } = "";
    }
}
