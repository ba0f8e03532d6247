using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>
/// Lets a few made stockpiles that hold a little more than they must go down week by week, so that a demonstration also
/// has targets that are at risk.
/// </summary>
static class SeedDecline
{
    const int Weeks = 5, LastDaysAgo = 14, OfSo = 6, AtMost = 8;

    /// <summary>Returns how many stockpiles go down; refuses what the ledger refuses.</summary>
    public static async Task<Result<int>> Run(Tx tx, Moment now)
    {
        var moves = new List<Transfer>();
        var count = 0;
        // Only what lay there before it began to go down.
        var old = (await tx.List<long>("select id from lot where received_on < @day",
            new { day = now.Day.AddDays(-LastDaysAgo - 7 * Weeks) })).ToHashSet();
        foreach (var scheme in Schemes.All.On(now.Day))
        {
            var must = (await CoverageDays.Of(tx, scheme.Scheme, now.Day, now.Day)).ToDictionary(day => day.Key);
            foreach (var lots in (await DutyStock.Run(tx, scheme, now.Day))
                .Where(lot => lot.Pool == scheme.Pool && old.Contains(lot.Lot))
                .GroupBy(lot => new TargetKey(scheme.Scheme, lot.Holder, lot.Atc, lot.PackageGroup))
                .Where(lots => must[lots.Key] is { Missing: 0, Percent: < 125 }).Where((_, n) => n % OfSo == 0)
                .Take(AtMost))
            {
                var (lot, day) = (lots.MaxBy(one => one.Units)!, must[lots.Key]);
                var surplus = (Int128)(day.Held - day.MustNow) * lot.Units
                    / (day.Measure == "units" ? lot.Units : Math.Max(1, lot.Ddd));
                var packs = (await tx.One<Pack>("select p.doses_per_pack as units, b.place_id from product p, " +
                    "balance b where p.article_number = @article and b.holder_id = @HolderId and b.lot_id = @Lot and " +
                    "b.pool = @pool and b.status = 0 order by b.quantity desc limit 1",
                    new { article = $"{lot.Article}", lot.HolderId, lot.Lot, pool = (short)lot.Pool }))!;
                // Five of a little more than six parts are taken, so that what is left lasts some weeks.
                var each = (long)(surplus * 10 / 62) / packs.Units * packs.Units;
                if (each == 0 || each * Weeks >= lot.Units) continue;
                count++;
                moves.AddRange(Enumerable.Range(0, Weeks).Select(week => new Transfer(lot.HolderId, lot.Lot, new(each),
                    new Slot(Status.Available, packs.PlaceId, lot.Pool), Slot.Outside(Status.Counted), "report",
                    $"made decline/{scheme.Scheme}/{lot.Lot}/{week}", now.Day.AddDays(-LastDaysAgo - 7 * week))));
            }
        }
        var batch = new Batch(tx);
        var posted = await Post.Load(batch, moves, now, MakeStockpile.By);
        if (!posted.Ok) return posted.Refusal!;
        await batch.Run();
        return count;
    }

    sealed class Pack
    {
        public long Units { get; init; }
        public long PlaceId { get; init; }
    }
}
