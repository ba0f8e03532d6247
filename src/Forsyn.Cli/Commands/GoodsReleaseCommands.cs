using System.CommandLine;
using Forsyn.App.Documents;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;

namespace Forsyn.Cli.Commands;

/// <summary>What waits after it came, under forsyn goods.</summary>
static class GoodsReleaseCommands
{
    static readonly Argument<long> Receipt = new("receipt") { Description = "Id of the receipt" };
    static readonly Argument<long> Decision = new("decision") { Description = "Id of the decision" };

    public static void Add(Command goods, Shared shared)
    {
        goods.Subcommands.Add(Waiting(shared));
        goods.Subcommands.Add(Decide(shared));
        goods.Subcommands.Add(Second(shared));
        goods.Subcommands.Add(UndoDecision(shared));
        goods.Subcommands.Add(UndoReceipt(shared));
        goods.Subcommands.Add(Protocol(shared));
    }

    static Command Waiting(Shared shared)
    {
        var waiting = new Command("waiting", "Batches that wait for a decision or a second look");
        shared.On(waiting, call => call.As(Policy.GoodsRead, async (db, caller) => call.Output.Rows(
            (await GoodsReceipts.Waiting(db, caller, limit: 200)).Items, ("Receipt", l => $"{l.ReceiptId}"),
            ("Line", l => l.Line), ("Product", l => l.Product), ("Lot", l => l.LotNumber),
            ("Expires", l => l.ExpiresOn), ("Deviations", l => l.Deviations), ("Waiting", l => l.Waiting),
            ("Second looks", l => l.Seconds))));
        return waiting;
    }

    static Command Decide(Shared shared)
    {
        var line = new Argument<int>("line") { Description = "Line of the receipt" };
        var kind = new Argument<string>("kind") { Description = string.Join(", ", Kebab.All<GoodsDecisionKind>()) };
        var units = new Option<long?>("--units") { Description = "All that wait if left out" };
        var text = new Option<string?>("--text") { Description = "Why" };
        var certificate = new Option<FileInfo?>("--certificate") { Description = "Certificate: PDF, PNG or JPEG" };
        var decide = new Command("decide", "Releases a batch, sends it back or has it destroyed")
        {
            Receipt, line, kind, units, text, certificate,
        };
        shared.On(decide, call => call.As(Policy.GoodsRelease, async (db, caller) =>
        {
            long? file = null;
            if (call.Value(certificate) is { } named)
            {
                if (!named.Exists) throw new CommandFailed($"there is no file {named.FullName}");
                await using var content = named.OpenRead();
                var saved = await Attachments.Save(db, content, named.Name, AttachmentKinds.ByName(named.Name)?.Type(),
                    AttachmentPurpose.BatchCertificate, call.Now, caller);
                if (saved.Refusal is { } no) return call.Output.Refused(no);
                file = saved.Value;
            }
            return Told(call, await DecideGoods.Run(db, call.Value(Receipt), call.Value(line),
                new(call.Value(kind), call.Value(units), call.Value(text), file), call.Now, caller));
        }));
        return decide;
    }

    static int Told(Call call, Result<GoodsDecisionAnswer> done) => call.Output.Outcome(done, one =>
        $"Decision {one.Id}, {Kebab.Of(one.Kind)} {one.Units} units: {(one.Booked ? "booked" : "not booked")}; " +
        $"{one.Waiting} wait.");

    static Command Second(Shared shared)
    {
        var disagree = new Option<bool>("--disagree") { Description = "The units wait again" };
        var second = new Command("second-look", "Another person agrees with a release, or does not")
        {
            Decision, disagree,
        };
        shared.On(second, call => call.As(Policy.GoodsPlan, async (db, caller) => Told(call,
            await DecideGoods.SecondLook(db, call.Value(Decision), !call.Value(disagree), call.Now, caller))));
        return second;
    }

    static Command UndoDecision(Shared shared)
    {
        var undo = new Command("undo-decision", "Takes a decision back while the units are where it put them")
        {
            Decision,
        };
        shared.On(undo, call => call.As(Policy.GoodsRelease, async (db, caller) => Told(call,
            await DecideGoods.Undo(db, call.Value(Decision), call.Now, caller))));
        return undo;
    }

    static Command UndoReceipt(Shared shared)
    {
        var undo = new Command("undo-receipt", "Takes a receipt back while nothing of it has moved on") { Receipt };
        shared.On(undo, call => call.As(Policy.WarehouseWork, async (db, caller) => call.Output.Outcome(
            await App.Fulfilment.GoodsIn.UndoReceipt.Run(db, call.Value(Receipt), call.Now, caller),
            state => $"Receipt {call.Value(Receipt)} is undone; the delivery is {Kebab.Of(state)}.")));
        return undo;
    }

    static Command Protocol(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "Where the PDF is written" };
        var protocol = new Command("protocol", "Writes the protocol of a receipt as PDF") { Receipt, file };
        shared.On(protocol, call => call.As(Policy.GoodsRead, async (db, caller) =>
        {
            var receipt = await GoodsReceipts.Get(db, call.Value(Receipt), caller);
            if (receipt.Refusal is { } no) return call.Output.Refused(no);
            var delivery = await Deliveries.Get(db, receipt.Value.DeliveryId, caller);
            await File.WriteAllBytesAsync(call.Value(file)!.FullName,
                ReceiptProtocolPdf.Make(delivery.Value, receipt.Value, call.Output.Language, call.Now), call.Stop);
            return call.Output.Outcome<string>(call.Value(file)!.FullName, name => $"Written to {name}.");
        }));
        return protocol;
    }
}
