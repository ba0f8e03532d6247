using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Demo;

/// <summary>Some of what wholesalers have is promised to orders nobody sees here.</summary>
static class MadePromises
{
    const int LeastUnits = 100, OneInIsPromised = 10;

    public static async Task<Result<bool>> Run(Tx tx, int count, Moment now)
    {
        var shelves = await tx.List<Shelf>("""
            select b.holder_id, b.lot_id, b.place_id, b.pool, b.quantity
            from balance b join party p on p.id = b.holder_id
            where p.type = 'wholesaler' and b.status = 0 and b.pool = 1 and b.quantity >= @LeastUnits
            order by b.lot_id, b.holder_id, b.place_id, b.pool limit @count
            """, new { LeastUnits, count });
        var batch = new Batch(tx);
        foreach (var holder in shelves.GroupBy(shelf => shelf.HolderId))
        {
            var reserved = Reservations.Reserve(batch, holder.Key, $"made/{holder.Key}",
                [.. holder.Select((shelf, line) => new Promise(line + 1, shelf.LotId, shelf.PlaceId, shelf.Pool,
                    new Quantity(shelf.Quantity / OneInIsPromised)))], now.Day, null, now, "made");
            if (!reserved.Ok) return reserved.Refusal!;
        }
        await batch.Run();
        return true;
    }

    sealed class Shelf
    {
        public long HolderId { get; init; }
        public long LotId { get; init; }
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }
    }
}
