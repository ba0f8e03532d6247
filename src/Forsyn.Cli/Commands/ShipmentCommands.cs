using System.CommandLine;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;

namespace Forsyn.Cli.Commands;

static class ShipmentCommands
{
    static readonly Argument<long> Number = new("number") { Description = "Order number" };

    public static void Add(RootCommand root, Shared shared) =>
        root.Subcommands.Add(
            new Command("shipments", "Parcels on their way to customers")
            {
                List(shared), Show(shared), Receive(shared),
            });

    static Command List(Shared shared)
    {
        var all = new Option<bool>("--all") { Description = "Also those that have been received" };
        var list = new Command("list", "Lists parcels, the newest first") { all };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await ListShipments.Run(db, await call.Reader(db), onTheWay: !call.Value(all), limit: 200);
            return call.Output.Rows(found, ("Order", s => s.OrderNumber.ToString()), ("Parcel", s => s.Sscc),
                ("Customer", s => s.Customer), ("Doses", s => s.Doses), ("Keep at", s => s.Temperature),
                ("Dispatched", s => s.DispatchedAt), ("Received", s => s.ReceivedAt));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var pdf = new Option<string?>("--pdf") { Description = "Write the packing slip to this PDF file instead" };
        var show = new Command("show", "Shows the parcel of an order, lot by lot") { Number, pdf };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await GetShipment.OfOrder(db, call.Value(Number), call.Now.Day, await call.Reader(db));
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            var parcel = found.Value;
            if (call.Value(pdf) is { } file)
            {
                await File.WriteAllBytesAsync(
                    file, PackingSlipPdf.Make(parcel, call.Output.Language, call.Now), call.Stop);
                return call.Output.Done(new { file }, $"Written: {file}");
            }
            if (!call.Output.AsJson) call.Output.Rows(parcel.Lines, ("Article", l => l.ArticleNumber),
                ("Product", l => l.Product), ("Lot", l => l.LotNumber), ("Expires", l => l.ExpiresOn),
                ("Doses", l => l.Doses), ("Good", l => l.Received), ("Bad", l => l.Bad));
            return call.Output.Done(parcel,
                $"Parcel {parcel.Sscc} of order {parcel.Number} to {parcel.Customer}; " +
                $"keep it at {parcel.Temperature}.");
        });
        return show;
    }

    static Command Receive(Shared shared)
    {
        var line = new Option<int?>("--line") { Description = "A line with a deviation; all others came as sent" };
        var good = new Option<long?>("--good") { Description = "Good doses on the line" };
        var damaged = new Option<long?>("--damaged") { Description = "Doses on the line with the deviation" };
        var deviation = new Option<string?>("--deviation")
        {
            Description = "What was wrong: " + string.Join(", ", Kebab.All<Deviation>()),
        };
        var text = new Option<string?>("--text") { Description = "What happened" };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "When it came, where it is entered later: 2026-05-15T14:59:00+02:00",
        };
        var receive = new Command("receive", "Puts what was received into stock")
        {
            Number, line, good, damaged, deviation, text, at,
        };
        shared.On(receive, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            List<ReceiptEntry> entries = call.Value(line) is not { } number ? [] : [new ReceiptEntry(
                number, call.Value(good), call.Value(damaged), call.Value(deviation), call.Value(text))];
            var received = await ReceiveShipment.Run(db, call.Value(Number), entries, call.Now, caller,
                happened: call.Value(at) is { } came ? Moment.Of(came) : null);
            return call.Output.Outcome(received, done => $"Order {done.Number} is received: " +
                string.Join("; ", done.Lines.Select(l => $"{l.Product} {l.LotNumber} {l.Good} good, {l.Bad} bad, " +
                    $"{l.Missing} missing, {l.DaysLeft} days left")) + ".");
        }));
        return receive;
    }
}
