using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>Units of stockpile and sale that changed places.</summary>
public sealed class RotationBooking
{
    public long Id { get; init; }
    public long HolderId { get; init; }
    public string Scheme { get; init; } = "";
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public string Name { get; init; } = "";
    public long Units { get; init; }
    public Moment BookedAt { get; init; }
    public string BookedBy { get; init; } = "";
    public Moment? UndoneAt { get; init; }
    public string? UndoneBy { get; init; }
}

/// <summary>
/// Books what a plan proposes: units of the stockpile that are sold soon change places with as many for sale that keep
/// longer. For holders who sell outside of Forsyn; orders here do it by themselves.
/// </summary>
public static class RotateStock
{
    const string Columns = "id, holder_id, scheme, atc, package_group, name, units, booked_at, booked_by, " +
        "undone_at, undone_by";

    /// <summary>The bookings of a target, the newest first.</summary>
    public static async Task<IReadOnlyList<RotationBooking>> List(
        Db db, string scheme, long holder, string atc, string group) =>
        await db.List<RotationBooking>($"select {Columns} from rotation_booking where holder_id = @holder " +
            "and scheme = @scheme and atc = @atc and package_group = @group order by id desc limit 20",
            new { scheme, holder, atc, group });

    /// <summary>
    /// Of the caller's own party. Refuses holder-missing, target-unknown and rotation-nothing-to-swap.
    /// </summary>
    public static async Task<Result<RotationBooking>> Run(
        Db db, string scheme, string atc, string group, Moment now, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        var duty = Schemes.On(scheme, now.Day);
        if (!duty.Ok) return duty.Refusal!;
        var found = duty.Value;
        return await db.Write<RotationBooking>(async tx =>
        {
            var target = (await LoadRotation.Of(tx, found, now.Day, null, atc, group))
                .FirstOrDefault(one => one.HolderId == holder);
            if (target is null) return Refusal.Of("target-unknown", "holder", caller.PartyName, "atc", atc);
            var swaps = RotationSwaps.Of(target.Plan(), Rules.Book.On(now.Day).Days("rotation-swap-days"));
            if (swaps.Count == 0) return Refusal.Of("rotation-nothing-to-swap", "substance", target.Target.Name);
            var booking = new RotationBooking
            {
                Id = tx.Ids.Next(), HolderId = holder, Scheme = scheme, Atc = atc, PackageGroup = group,
                Name = target.Target.Name, Units = swaps.Sum(swap => swap.Units.Units), BookedAt = now,
                BookedBy = caller.Name,
            };
            var batch = new Batch(tx);
            var posted = Post.Append(batch, await Transfers(tx, swaps, found.Pool, booking, now), now,
                caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            batch.Add("insert into rotation_booking (id, holder_id, scheme, atc, package_group, name, units, " +
                "booked_at, booked_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", booking.Id, holder, scheme, atc, group,
                booking.Name, booking.Units, now, caller.Name);
            await batch.Run();
            return booking;
        }, caller.Once);
    }

    /// <summary>
    /// Moves the units back by transfers that name the booked ones. Refuses rotation-booking-unknown, also for
    /// another's, already-corrected and not-enough-units where the units are not there any more.
    /// </summary>
    public static async Task<Result<RotationBooking>> Undo(Db db, long id, Moment now, Caller caller)
    {
        var args = new
        {
            id, holder = caller.Party ?? 0, now, caller.Name, from = $"rotation/{id}/", to = $"rotation/{id}0",
        };
        if (await Find(db, id, caller) is not { UndoneAt: null })
            return Refusal.Of("rotation-booking-unknown", "id", $"{id}");
        var transfers = await db.List<long>("select id from transfer where holder_id = @holder and source >= @from " +
            "and source < @to order by id", args);
        var undone = await Correct.Run(db, new([.. transfers.Select(one => new TransferKey(args.holder, one))],
            $"rotation-undo/{id}", now.Day), now, caller.PersonaId);
        if (!undone.Ok) return undone.Refusal!;
        await db.Write<int>(async tx => await tx.Do("update rotation_booking set undone_at = @now, " +
            "undone_by = @Name where id = @id and undone_at is null", args));
        return (await Find(db, id, caller))!;
    }

    static Task<RotationBooking?> Find(Db db, long id, Caller caller) => db.One<RotationBooking>(
        $"select {Columns} from rotation_booking where id = @id and holder_id = @holder",
        new { id, holder = caller.Party ?? 0 });

    // A lot may lie at several places; the plan knows only how much of it there is.
    static async Task<List<Transfer>> Transfers(
        Tx tx, IReadOnlyList<LotSwap> swaps, Pool pool, RotationBooking booking, Moment now)
    {
        var lots = swaps.SelectMany(swap => (long[])[swap.Out.Lot, swap.In.Lot]).Distinct();
        var rows = (await tx.List<StockRow>("select holder_id, status, lot_id, place_id, pool, quantity from balance " +
            "where holder_id = @HolderId and status = 0 and lot_id in @lots and quantity > 0 " +
            "order by status, holder_id, lot_id, place_id, pool" + (tx.Kind == DbKind.Postgres ? " for update" : ""),
            new { booking.HolderId, lots = InList.Of(lots) }))
            .ToDictionary(row => (row.LotId, row.Pool, row.PlaceId), row => row.Quantity);
        var moves = new Dictionary<(long Lot, Pool From, Pool To, long Place), long>();
        foreach (var swap in swaps)
        {
            Take(swap.Out.Lot, pool, Pool.Sale, swap.Units.Units);
            Take(swap.In.Lot, Pool.Sale, pool, swap.Units.Units);
        }
        return [.. moves.Select((move, i) => new Transfer(booking.HolderId, move.Key.Lot, new(move.Value),
            new(Status.Available, move.Key.Place, move.Key.From), new(Status.Available, move.Key.Place, move.Key.To),
            "rotate", $"rotation/{booking.Id}/{i}", now.Day))];

        void Take(long lot, Pool from, Pool to, long units)
        {
            foreach (var key in rows.Keys.Where(key => key.LotId == lot && key.Pool == from)
                .OrderBy(key => key.PlaceId).ToList())
            {
                var taken = Math.Min(units, rows[key]);
                if (taken == 0) continue;
                rows[key] -= taken;
                units -= taken;
                var move = (lot, from, to, key.PlaceId);
                moves[move] = moves.GetValueOrDefault(move) + taken;
            }
            if (units > 0) throw new InvariantBroken($"lot {lot} has {units} units less than was planned with");
        }
    }
}
