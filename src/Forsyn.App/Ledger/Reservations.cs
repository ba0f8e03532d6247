using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>How a reservation ended; it leaves pending exactly once. The codes are stored.</summary>
public enum ReservationState : short { Pending = 0, Posted = 1, Voided = 2, Expired = 3 }

/// <summary>Units of a lot promised to a document line.</summary>
public sealed class Reservation
{
    public long HolderId { get; init; }
    public long Id { get; init; }
    public string Document { get; init; } = "";
    public long Line { get; init; }
    public long LotId { get; init; }
    public long PlaceId { get; init; }
    public Pool Pool { get; init; }
    public long Quantity { get; init; }
    public ReservationState State { get; init; }

    public Slot Held => new(Status.Reserved, PlaceId, Pool);
    public Slot Free => new(Status.Available, PlaceId, Pool);
}

/// <summary>Two-phase promises: reserve now, then post, void or let expire.</summary>
public static class Reservations
{
    const string Columns = "holder_id, id, document, line, lot_id, place_id, pool, quantity, state";

    /// <summary>The pending reservations of a document, locked until the transaction ends.</summary>
    public static Task<List<Reservation>> Pending(Tx tx, long holder, string document) =>
        tx.List<Reservation>(
            $"select {Columns} from reservation where holder_id = @holder and document = @document and state = 0 " +
            $"order by id"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { holder, document });

    /// <summary>The pending reservations of lots at every holder, locked until the transaction ends.</summary>
    public static Task<List<Reservation>> PendingOfLots(Tx tx, IEnumerable<long> lots) =>
        tx.List<Reservation>(
            $"select {Columns} from reservation where state = 0 and lot_id in @lots order by id"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { lots = InList.Of(lots) });

    internal static Task<List<Reservation>> PastTheirDay(Tx tx, DateOnly day, int atMost) =>
        tx.List<Reservation>(
            $"select {Columns} from reservation where state = 0 and expires_on < @day order by expires_on, id " +
            $"limit @atMost"
            + (tx.Kind == DbKind.Postgres ? " for update skip locked" : ""), new { day, atMost });

    /// <summary>
    /// Adds the promises to the batch: available to reserved. The id of each is that of its transfer.
    /// </summary>
    /// <param name="ahead">Transfers that make the units available where they are promised, booked with them so that
    /// all balances are locked in one order.</param>
    public static Result<IReadOnlyList<long>> Reserve(
        Batch batch, long holder, string document, IReadOnlyList<Promise> promises, DateOnly day, DateOnly? expiresOn,
        Moment now, string by, IReadOnlyList<Transfer>? ahead = null)
    {
        // The attempt makes a later promise to the same line a source of its own, also within the same instant.
        var attempt = batch.Tx.Ids.Next();
        var posted = Post.Append(batch, [.. ahead ?? [], .. promises.Select((p, i) => new Transfer(
            holder, p.Lot, p.Quantity, new Slot(Status.Available, p.Place, p.Pool),
            new Slot(Status.Reserved, p.Place, p.Pool),
            "reserve", $"{document}/{p.Line}/reserve/{attempt}.{i}", day))], now, by);
        if (!posted.Ok) return posted.Refusal!;
        var ids = posted.Value.Skip(ahead?.Count ?? 0).ToList();
        batch.AddRows($"insert into reservation ({Columns}, reserved_at, expires_on) {{values}}",
            [.. promises.Select((p, i) => (object?[])
                [holder, ids[i], document, (long)p.Line, p.Lot, p.Place, (short)p.Pool, p.Quantity, 0L, now,
                    expiresOn])]);
        return ids;
    }

    /// <summary>
    /// Adds the end of pending reservations to the batch. Posting sends the given units to another holder, in transit
    /// there, and frees the rest; voiding or expiring frees all. A reservation that is no longer pending breaks the
    /// unique index on settles, so it cannot end twice.
    /// </summary>
    public static Result<IReadOnlyList<long>> Settle(
        Batch batch, IReadOnlyList<Settlement> settlements, ReservationState how, Receiver? receiver, DateOnly day,
        Moment now, string by)
    {
        var transfers = new List<Transfer>();
        foreach (var (r, units) in settlements)
        {
            var source = $"{r.Document}/{r.Line}/{r.Id}";
            var rest = r.Quantity - (how == ReservationState.Posted ? units : 0);
            if (units < 0 || rest < 0)
                return Refusal.Of("more-than-reserved", "reserved", $"{r.Quantity}", "asked", $"{units}");
            if (how == ReservationState.Posted && units > 0)
            {
                var sent = new Transfer(r.HolderId, r.LotId, new Quantity(units), r.Held, Slot.Exchange, "dispatch",
                    $"{source}/post", day, Settles: r.Id);
                transfers.AddRange(Transfer.Between(sent, receiver!.Holder, receiver.Place, r.Pool));
            }
            if (rest > 0)
                transfers.Add(new Transfer(r.HolderId, r.LotId, new Quantity(rest), r.Held, r.Free,
                    how == ReservationState.Expired ? "reservation-expired" : "reservation-voided", $"{source}/free",
                    day,
                    Settles: rest == r.Quantity ? r.Id : null));
        }
        var ids = Post.Append(batch, transfers, now, by);
        if (!ids.Ok) return ids.Refusal!;
        foreach (var (r, units) in settlements)
            batch.Add("update reservation set state = ?, settled_at = ? where holder_id = ? and id = ? and state = 0",
                (long)(how == ReservationState.Posted && units == 0 ? ReservationState.Voided : how), now, r.HolderId,
                r.Id);
        return ids;
    }
}

/// <summary>Units of a lot at a place to promise to a line of the document.</summary>
public sealed record Promise(int Line, long Lot, long Place, Pool Pool, Quantity Quantity);

/// <summary>A pending reservation and how many of its units leave; the rest are freed.</summary>
public sealed record Settlement(Reservation Reservation, long Units);

/// <summary>Who gets the units, and at which place they will stand.</summary>
public sealed record Receiver(long Holder, long Place);
