using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>
/// What a holder's shelves hold by the books, and what moved there since the first line of a count was counted: both
/// read in one statement, so that nothing is in one of them and not in the other.
/// </summary>
sealed class CountBooks
{
    readonly ILookup<(long Lot, long Place), HeldSlot> _slots;
    readonly ILookup<(long Lot, long Place), ShelfMove> _moves;

    CountBooks(ILookup<(long, long), HeldSlot> slots, ILookup<(long, long), ShelfMove> moves) =>
        (_slots, _moves) = (slots, moves);

    /// <param name="locked">The balances are held until the transaction ends, in the order in which bookings lock
    /// them.</param>
    public static async Task<CountBooks> Load(Tx tx, long holder, long place, Moment? since, bool locked)
    {
        var where = "holder_id = @holder and status in (0, 2, 3, 4)" + (place == 0 ? "" : " and place_id = @place");
        var args = new { holder, place, day = since?.Day ?? DateOnly.MaxValue, since };
        if (locked && tx.Kind == DbKind.Postgres)
            await tx.Do($"select 1 from balance where {where} order by status, holder_id, lot_id, place_id, pool " +
                "for update", args);
        var rows = await tx.List<Row>($"""
            select 0 as id, lot_id, status, place_id, pool, quantity as units, null as counts_on, 0 as recorded_at,
                0 as by_count, null as corrects
            from balance where {where} and quantity <> 0
            {(since is null ? ""
                : Moves("to", "from", "t.quantity", place) + Moves("from", "to", "-t.quantity", place))}
            """, args);
        var moves = rows.Where(row => row.Id != 0).ToList();
        await Roots(tx, holder, moves);
        return new(
            rows.Where(row => row.Id == 0).ToLookup(row => (row.LotId, row.PlaceId), row =>
                new HeldSlot(row.LotId, new Slot(row.Status, row.PlaceId, row.Pool), row.Units, row.Units)),
            moves.ToLookup(row => (row.LotId, row.PlaceId), row =>
                new ShelfMove(row.CountsOn!.Value, row.RecordedAt, row.Units, row.ByCount != 0)));
    }

    public IReadOnlyList<HeldSlot> Slots(long? lot, long place) =>
        lot is { } id ? [.. _slots[(id, place)]] : [];

    public IReadOnlyList<ShelfMove> Moves(long? lot, long place) => lot is { } id ? [.. _moves[(id, place)]] : [];

    // What only changes its status where it stands has not moved.
    static string Moves(string to, string from, string units, long place) => $"""

        union all
        select t.id, t.lot_id, t.{to}_status, t.{to}_place, t.{to}_pool, {units}, t.counts_on, t.recorded_at,
            case when t.{from}_status = {(short)Status.Counted} then 1 else 0 end, t.corrects
        from transfer t
        where t.holder_id = @holder and t.counts_on >= @day and t.{to}_status in (0, 2, 3, 4)
            and (t.counts_on > @day or t.recorded_at > @since)
            and not (t.{from}_status in (0, 2, 3, 4) and t.{from}_place = t.{to}_place)
            {(place == 0 ? "" : $"and t.{to}_place = @place")}

        """;

    // A correction says that something never happened, so it belongs to the instant of what it corrects. What is itself
    // a correction is followed to its root.
    static async Task Roots(Tx tx, long holder, IReadOnlyList<Row> moves)
    {
        for (var open = moves.Where(row => row.Corrects is not null).ToList(); open.Count > 0;
            open = [.. open.Where(row => row.Corrects is not null)])
        {
            var found = new Dictionary<long, RootRow>();
            foreach (var chunk in open.Select(row => row.Corrects!.Value).Distinct().Chunk(400))
                foreach (var root in await tx.List<RootRow>("select id, counts_on, recorded_at, corrects from " +
                    "transfer where holder_id = @holder and id in @ids", new { holder, ids = InList.Of(chunk) }))
                    found[root.Id] = root;
            foreach (var row in open)
            {
                var root = found[row.Corrects!.Value];
                (row.CountsOn, row.RecordedAt, row.Corrects) = (root.CountsOn, root.RecordedAt, root.Corrects);
            }
        }
    }

    sealed class Row
    {
        public long Id { get; init; }
        public long LotId { get; init; }
        public Status Status { get; init; }
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
        public long Units { get; init; }
        public DateOnly? CountsOn { get; set; }
        public Moment RecordedAt { get; set; }
        public long ByCount { get; init; }
        public long? Corrects { get; set; }
    }

    sealed class RootRow
    {
        public long Id { get; init; }
        public DateOnly CountsOn { get; init; }
        public Moment RecordedAt { get; init; }
        public long? Corrects { get; init; }
    }
}
