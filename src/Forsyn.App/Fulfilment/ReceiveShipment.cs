using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.App.Stock.ColdChain;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Fulfilment;

/// <summary>Fact: a customer has counted what it was sent.</summary>
public sealed record ShipmentReceived(long Number, long Shipment, DateOnly Day, bool WithDeviations);

/// <summary>What a receipt answers: every unit that was sent, accounted for.</summary>
public sealed record ReceiptAnswer(long Number, OrderState State, long Shipment, IReadOnlyList<ReceivedLine> Lines);

/// <param name="DaysLeft">Days from the receipt to the last day of the lot (SHL-004).</param>
public sealed record ReceivedLine(
    int Line, string Product, string LotNumber, DateOnly ExpiresOn, long DaysLeft, Quantity Good, Quantity Bad,
    Quantity Missing,
    Deviation? Deviation);

/// <summary>
/// Puts what a customer received into its stock. Good units become available; damaged ones are written off, ones of
/// doubtful temperature wait in quarantine, missing ones are counted out; all or nothing. The desk may do it for a
/// customer.
/// </summary>
public static class ReceiveShipment
{
    const string SentSql = """
        select s.id as shipment, s.dispatched_at, s.place_id, x.line, x.lot_id, x.pool, x.quantity, l.lot_number,
            l.expires_on, p.name as product
        from shipment s join shipment_line x on x.shipment_id = s.id join lot l on l.id = x.lot_id
        join product p on p.article_number = l.article_number where s.order_number = @number order by x.line
        """;

    /// <param name="number">The order's number.</param>
    /// <param name="entries">What was counted; a line without an entry, or no entries, is received as it was
    /// sent.</param>
    /// <param name="happened">When the parcel came, where it is entered later; after it was sent and not in the
    /// future.</param>
    public static Task<Result<ReceiptAnswer>> Run(
        Db db, long number, IReadOnlyList<ReceiptEntry>? entries, Moment now, Caller caller, long? version = null,
        Moment? happened = null) =>
        db.Write<ReceiptAnswer>(async tx =>
        {
            var locked = await MoveOrder.Lock(tx, number, version);
            if (!locked.Ok) return locked.Refusal!;
            var head = locked.Value;
            if (!caller.May(Policy.OrderReview) && head.CustomerId != caller.Party)
                return Refusal.Of("order-unknown", "number", $"{number}");
            var came = happened ?? now;
            var batch = new Batch(tx);
            var next = MoveOrder.Append(batch, head, OrderAction.Receive, "", now, caller);
            if (!next.Ok) return next.Refusal!;
            var sent = await tx.List<SentRow>(SentSql, new { number });
            if (WrongTime(came, sent[0].DispatchedAt, now) is { } wrong)
                return new Refusal("receipt-time-wrong", new Dictionary<string, string>(), [wrong]);
            var counted = ReceiptRules.Count([.. sent.Select(r => r.ToLine())], entries ?? []);
            if (!counted.Ok) return counted.Refusal!;
            var pairs = sent.Zip(counted.Value).ToList();
            var recalled = await RecallTasks.Open(tx, sent.Select(row => row.LotId));
            var warm = (await ColdHold.Of(tx, head.CustomerId, sent.Select(row => row.LotId)))
                .ToLookup(held => held.LotId);
            var posted = Post.Append(batch, [.. pairs.SelectMany(p => Transfers(p.First, p.Second, head.CustomerId,
                came.Day, recalled.ContainsKey(p.First.LotId) ? Status.Recalled
                    : warm.Contains(p.First.LotId) ? Status.Quarantine : Status.Available))],
                now, caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            // Of several excursions the first holds the units; when that is decided, it hands them to the next.
            foreach (var (row, count) in pairs.Where(p => warm.Contains(p.First.LotId)
                && !recalled.ContainsKey(p.First.LotId)))
                foreach (var (held, i) in warm[row.LotId].Select((held, i) => (held, i)))
                    ColdHold.Received(batch, held, i == 0 ? count.Good : Quantity.Zero, new(row.Quantity));
            foreach (var (row, count) in pairs)
                if (recalled.TryGetValue(row.LotId, out var recall))
                {
                    var kept = count.Deviation is { } d && ReceiptRules.Bad(d) == Status.Quarantine
                        ? count.Good + count.Bad : count.Good;
                    RecallTasks.Received(
                        batch, recall, head.CustomerId, row.LotId, kept, count.Line.Sent - kept);
                }
            Save(batch, pairs, came, caller);
            var shipment = sent[0].Shipment;
            Outbox.Append(batch,
                new ShipmentReceived(number, shipment, came.Day, counted.Value.Any(c => c.Deviation is not null)), now);
            await batch.Run();
            return new ReceiptAnswer(number, next.Value, shipment, [.. pairs.Select(p => new ReceivedLine(
                p.Second.Line.Line, p.First.Product, p.First.LotNumber, p.First.ExpiresOn,
                p.First.ExpiresOn.DayNumber - came.Day.DayNumber,
                p.Second.Good, p.Second.Bad, p.Second.Missing, p.Second.Deviation))]);
        }, caller.Once);

    static Finding? WrongTime(Moment came, Moment sent, Moment now) =>
        LateEntry.Check(came.Day, now.Day) is { } late ? late
        : came > now ? LateEntry.Problem("happened-in-the-future", "day", $"{came.Day:yyyy-MM-dd}")
        : came < sent ? LateEntry.Problem("received-before-dispatch", "day", $"{sent.Day:yyyy-MM-dd}")
        : null;

    static IEnumerable<Transfer> Transfers(
        SentRow row, CountedLine counted, long holder, DateOnly day, Status shelved)
    {
        var road = new Slot(Status.InTransit, row.PlaceId, row.Pool);
        var shelf = road with { Status = shelved };
        var source = $"shipment/{row.Shipment}/{row.Line}";
        if (counted.Good > Quantity.Zero)
            yield return new Transfer(holder, row.LotId, counted.Good, road, shelf, "receive", $"{source}/received",
                day);
        if (counted.Bad > Quantity.Zero && ReceiptRules.Bad(counted.Deviation!.Value) is var status)
            yield return new Transfer(holder, row.LotId, counted.Bad, road,
                status >= Status.Supplier ? Slot.Outside(status)
                    : shelved == Status.Recalled ? shelf : road with { Status = status },
                $"deviation-{Kebab.Of(counted.Deviation!.Value)}", $"{source}/bad", day);
        if (counted.Missing > Quantity.Zero)
            yield return new Transfer(holder, row.LotId, counted.Missing, road, Slot.Outside(Status.Counted),
                "deviation-missing",
                $"{source}/missing", day);
    }

    static void Save(Batch batch, IReadOnlyList<(SentRow Sent, CountedLine Counted)> lines, Moment came, Caller caller)
    {
        batch.Add("update shipment set received_at = ?, received_by = ? where id = ?", came, caller.PersonaId,
            lines[0].Sent.Shipment);
        foreach (var (sent, counted) in lines)
            batch.Add("update shipment_line set received = ?, bad = ?, deviation = ?, deviation_text = ? where " +
                "shipment_id = ? and line = ?",
                counted.Good, counted.Bad, counted.Deviation is { } deviation ? Kebab.Of(deviation) : "", counted.Text,
                sent.Shipment, sent.Line);
    }

    sealed class SentRow
    {
        public long Shipment { get; init; }
        public Moment DispatchedAt { get; init; }
        public long PlaceId { get; init; }
        public long Line { get; init; }
        public long LotId { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public string Product { get; init; } = "";

        public SentLine ToLine() => new((int)Line, Product, LotNumber, new Quantity(Quantity));
    }
}
