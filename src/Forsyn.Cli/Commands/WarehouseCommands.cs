using System.CommandLine;
using Forsyn.App;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;

namespace Forsyn.Cli.Commands;

static class WarehouseCommands
{
    static readonly Argument<long> Number = new("number") { Description = "Order number" };
    static readonly Option<string?> Pdf = new("--pdf") { Description = "Write a PDF to this file instead" };

    public static void Add(RootCommand root, Shared shared) =>
        root.Subcommands.Add(new Command("warehouse", "Picks, packs and dispatches")
        {
            Queue(shared), List(shared), Pick(shared), Dispatch(shared),
        });

    static Command Queue(Shared shared)
    {
        var queue = new Command("queue", "Orders to pick and to dispatch, urgent ones first");
        shared.On(queue, async call =>
        {
            var db = await call.Database();
            var filter = new OrderFilter(["allocated", "picked"], Limit: 200, UrgentFirst: true, Route: "desk");
            return call.Output.Rows(await ListOrders.Run(db, filter, await call.Reader(db)),
                ("Order", o => o.Number.ToString()), ("Urgent", o => o.Urgent ? "urgent" : ""), ("State", o => o.State),
                ("Customer", o => o.Customer), ("Lines", o => o.LineCount), ("Doses", o => o.Doses),
                ("Placed", o => o.PlacedAt));
        });
        return queue;
    }

    static Command List(Shared shared)
    {
        var list = new Command("pick-list", "What to take from which shelf for an order") { Number, Pdf };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await GetPickList.Run(db, call.Value(Number), await call.Reader(db));
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            if (call.Value(Pdf) is { } file)
            {
                var pdf = PickListPdf.Make(found.Value, call.Output.Language, call.Now);
                await File.WriteAllBytesAsync(file, pdf, call.Stop);
                return call.Output.Done(new { file }, $"Written: {file}");
            }
            return call.Output.Rows(found.Value.Lines, ("Id", l => l.Reservation.ToString()), ("Place", l => l.Place),
                ("Product", l => l.Product), ("Lot", l => l.LotNumber), ("Expires", l => l.ExpiresOn),
                ("Packs", l => l.Packs), ("Doses", l => l.Doses), ("Picked", l => l.Picked),
                ("Short", l => l.ShortReason), ("Code", l => l.Code));
        });
        return list;
    }

    static Command Pick(Shared shared)
    {
        var scan = new Option<string[]>("--scan") { Description = "A scanned code; may be given several times" };
        var id = new Option<long?>("--id") { Description = "Id of a line of the pick list" };
        var doses = new Option<long?>("--doses") { Description = "Doses picked of the line" };
        var reason = new Option<string?>("--short")
        {
            Description = "Why less was picked: " + string.Join(", ", Kebab.All<ShortReason>()),
        };
        var pick = new Command("pick", "Confirms what was picked: by scan, a line, or all that is left")
        {
            Number, scan, id, doses, reason,
        };
        shared.On(pick, call => call.As(Policy.WarehouseWork, async (db, caller) =>
        {
            List<PickEntry> entries =
                [.. (call.Value(scan) ?? []).Select(s => new PickEntry(null, null, s, null, null))];
            if (call.Value(id) is { } line)
                entries.Add(new PickEntry(line, null, null, call.Value(doses), call.Value(reason)));
            var picked = await PickOrder.Run(db, call.Value(Number), entries, call.Now, caller);
            return call.Output.Outcome(picked, done =>
                $"Order {done.Number} is {Kebab.Of(done.State)}; {done.Left} left to pick, {done.Short.Count} short.");
        }));
        return pick;
    }

    static Command Dispatch(Shared shared)
    {
        var slip = new Option<string?>("--slip") { Description = "Write the packing slip to this PDF file" };
        var dispatch = new Command("dispatch", "Sends what was picked for an order") { Number, slip };
        shared.On(dispatch, call => call.As(Policy.WarehouseWork, async (db, caller) =>
        {
            var sent = await DispatchOrder.Run(db, call.Value(Number), call.Now, caller);
            if (sent.Ok) await CatchUp.Run(db, Subscribers.All, call.Now, call.Stop);
            if (sent.Ok && call.Value(slip) is { } file)
            {
                var shipment = await GetShipment.Run(db, sent.Value.Shipment, call.Now.Day, caller);
                await File.WriteAllBytesAsync(
                    file, PackingSlipPdf.Make(shipment.Value, call.Output.Language, call.Now), call.Stop);
            }
            return call.Output.Outcome(sent, done =>
                $"Order {done.Number} is dispatched as parcel {done.Sscc}; keep it at {Kebab.Of(done.Temperature)}.");
        }));
        return dispatch;
    }
}
