using Forsyn.App.Database;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.Returns;

/// <summary>What was counted when a return came; a line without an entry came whole.</summary>
public sealed record ReturnCountEntry(int Line, long? Received);

/// <summary>
/// Moves accepted goods back: from the customer to the road when it sends them, as a shipment goes the other way, and
/// from the road to quarantine when they are received. They are never sellable before the check.
/// </summary>
public static class MoveReturn
{
    public static string Source(long id) => $"return/{id}";

    /// <summary>
    /// The customer hands the goods over. Refuses return-unknown, return-changed-meanwhile, return-not-in-state,
    /// holder-without-place and return-units-gone where the customer no longer has them.
    /// </summary>
    public static Task<Result<ReturnAnswer>> Send(
        Db db, long id, string? text, Moment now, Caller caller, long? version = null) =>
        db.Write<ReturnAnswer>(async tx =>
        {
            var locked = await ReturnHead.Lock(tx, id, asCustomer: true, caller, version);
            if (!locked.Ok) return locked.Refusal!;
            var (head, batch) = (locked.Value, new Batch(tx));
            var next = head.Move(batch, ReturnAction.Send, text?.Trim() ?? "", now, caller);
            if (!next.Ok) return next.Refusal!;
            var places = await HolderPlaces.Load(tx, head.SupplierId);
            var (lines, transfers) = (await head.Lines(tx), new List<Transfer>());
            foreach (var line in lines)
            {
                if (places.For(Kebab.Read<StorageCondition>(line.Storage), quarantine: true) is not { } place)
                    return Refusal.Of("holder-without-place");
                var taken = await Taken(tx, head, line);
                if (taken.Sum(one => one.Units) < line.Units)
                    return Refusal.Of("return-units-gone", "lot", line.LotNumber, "units", $"{line.Units}");
                var pool = taken[0].Slot.Pool;
                transfers.AddRange(taken.SelectMany((one, i) => Transfer.Between(
                    new Transfer(head.CustomerId, line.LotId, new(one.Units), one.Slot, Slot.Exchange, "return",
                        $"{Source(id)}/{line.Line}/{i + 1}", now.Day), head.SupplierId, place, pool)));
                batch.Add("update goods_return_line set place_id = ?, pool = ? where return_id = ? and line = ?",
                    place, (short)pool, id, line.Line);
            }
            var posted = Post.Append(batch, transfers, now, caller.PersonaId);
            if (!posted.Ok) return posted.Refusal!;
            await batch.Run();
            return new ReturnAnswer(id, next.Value, new(lines.Sum(line => line.Units)));
        }, caller.Once);

    // Recalled units come back as such; others from the shelf, or from quarantine first where they were set aside.
    static async Task<List<(Slot Slot, long Units)>> Taken(Tx tx, ReturnHead head, ReturnRow line)
    {
        var statuses = head.ReasonValue switch
        {
            ReturnReason.Recall => "(4)", ReturnReason.Temperature or ReturnReason.Damaged => "(0, 3)", _ => "(0)",
        };
        var rows = await tx.List<StockRow>("select holder_id, status, lot_id, place_id, pool, quantity from balance " +
            $"where holder_id = @CustomerId and lot_id = @LotId and status in {statuses} and quantity > 0 " +
            "order by status desc, place_id, pool" + (tx.Kind == DbKind.Postgres ? " for update" : ""),
            new { head.CustomerId, line.LotId });
        var (taken, left) = (new List<(Slot, long)>(), line.Units);
        foreach (var row in rows)
        {
            if (left == 0) break;
            var units = Math.Min(left, row.Quantity);
            taken.Add((new Slot(row.Status, row.PlaceId, row.Pool), units));
            left -= units;
        }
        return taken;
    }

    /// <summary>
    /// The warehouse counts what came. Refuses what Send refuses of the state, and return-not-counted with a finding
    /// for each line that cannot be right.
    /// </summary>
    public static Task<Result<ReturnAnswer>> Receive(
        Db db, long id, IReadOnlyList<ReturnCountEntry>? entries, string? text, Moment now, Caller caller,
        long? version = null) => db.Write<ReturnAnswer>(async tx =>
    {
        var locked = await ReturnHead.Lock(tx, id, asCustomer: false, caller, version);
        if (!locked.Ok) return locked.Refusal!;
        var (head, batch) = (locked.Value, new Batch(tx));
        var next = head.Move(batch, ReturnAction.Receive, text?.Trim() ?? "", now, caller);
        if (!next.Ok) return next.Refusal!;
        var lines = (await head.Lines(tx)).Select(line => (Line: line,
            Came: entries?.LastOrDefault(entry => entry.Line == line.Line)?.Received ?? line.Units)).ToList();
        var wrong = lines.Where(one => one.Came < 0 || one.Came > one.Line.Units).Select(one => ReadOrder.Problem(
            "received-more-than-sent", (int)one.Line.Line, "product", one.Line.Product, "lot", one.Line.LotNumber,
            "received", $"{one.Came}", "sent", $"{one.Line.Units}")).ToList();
        if (wrong.Count > 0) return new Refusal("return-not-counted", new Dictionary<string, string>(), wrong);
        var recalled = await RecallTasks.Open(tx, lines.Select(one => one.Line.LotId));
        var posted = Post.Append(batch, [.. lines.SelectMany(one => Arrival(
            head, one.Line, one.Came, recalled.ContainsKey(one.Line.LotId), now.Day))], now, caller.PersonaId);
        if (!posted.Ok) return posted.Refusal!;
        foreach (var (line, came) in lines)
        {
            batch.Add("update goods_return_line set received = ?, waiting = ? where return_id = ? and line = ?",
                came, came, id, line.Line);
            // A lot recalled on its way back stands in the recall's count as on the road to us; one that was recalled
            // before it left is in the customer's count.
            if (head.ReasonValue != ReturnReason.Recall && recalled.TryGetValue(line.LotId, out var recall))
                RecallTasks.Received(batch, recall, head.SupplierId, line.LotId, new(came), new(line.Units - came));
        }
        await batch.Run();
        return new ReturnAnswer(id, next.Value, new(lines.Sum(one => one.Came)));
    }, caller.Once);

    static IEnumerable<Transfer> Arrival(ReturnHead head, ReturnRow line, long came, bool recalled, DateOnly day)
    {
        var source = $"{Source(head.Id)}/{line.Line}";
        if (came > 0)
            yield return new(head.SupplierId, line.LotId, new(came), line.At(Status.InTransit),
                line.At(recalled ? Status.Recalled : Status.Quarantine), "return-received", $"{source}/received", day);
        if (came < line.Units)
            yield return new(head.SupplierId, line.LotId, new(line.Units - came), line.At(Status.InTransit),
                Slot.Outside(Status.Counted), "deviation-missing", $"{source}/missing", day);
    }
}
