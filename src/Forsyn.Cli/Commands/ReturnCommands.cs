using System.CommandLine;
using Forsyn.App.Fulfilment.Returns;
using Forsyn.App.Identity;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;

namespace Forsyn.Cli.Commands;

/// <summary>Goods that come back from customers.</summary>
static class ReturnCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the return" };
    static readonly Option<string?> Text = new("--text") { Description = "Why, or what happened" };

    public static void Add(RootCommand root, Shared shared)
    {
        var returns = new Command("returns", "Goods that come back from customers");
        returns.Subcommands.Add(List(shared));
        returns.Subcommands.Add(Show(shared));
        returns.Subcommands.Add(Announce(shared));
        Move("accept", "Takes a return back", Policy.GoodsRelease, (db, call, caller) =>
            AnnounceReturn.Decide(db, call.Value(Id), true, call.Value(Text), call.Now, caller));
        Move("refuse", "Refuses a return, with the reason", Policy.GoodsRelease, (db, call, caller) =>
            AnnounceReturn.Decide(db, call.Value(Id), false, call.Value(Text), call.Now, caller));
        Move("withdraw", "Keeps the goods after all", Policy.ShopUse, (db, call, caller) =>
            AnnounceReturn.Withdraw(db, call.Value(Id), call.Value(Text), call.Now, caller));
        Move("send", "Says that the goods are on their way back", Policy.ShopUse, (db, call, caller) =>
            MoveReturn.Send(db, call.Value(Id), call.Value(Text), call.Now, caller));
        returns.Subcommands.Add(Receive(shared));
        returns.Subcommands.Add(Check(shared));
        returns.Subcommands.Add(Undo(shared));
        root.Subcommands.Add(returns);

        void Move(string name, string about, string policy,
            Func<App.Database.Db, Call, Caller, Task<Result<ReturnAnswer>>> work)
        {
            var command = new Command(name, about) { Id, Text };
            shared.On(command, call => call.As(policy, async (db, caller) => Told(call, await work(db, call, caller))));
            returns.Subcommands.Add(command);
        }
    }

    static int Told(Call call, Result<ReturnAnswer> done) => call.Output.Outcome(done, one =>
        $"Return {one.Id} is {Kebab.Of(one.State)}: {one.Units} units.");

    static Command List(Shared shared)
    {
        var open = new Option<bool>("--open") { Description = "Only those something is to be done with" };
        var list = new Command("list", "Returns, the newest first") { open };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var page = await ListReturns.Run(db, call.Value(open), await call.Reader(db), limit: 200);
            return call.Output.Rows(page.Items, ("Id", r => $"{r.Id}"), ("Order", r => $"{r.OrderNumber}"),
                ("Customer", r => r.Customer), ("Product", r => r.Product), ("Units", r => r.Units),
                ("Reason", r => r.Reason), ("State", r => r.State));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "The lines of a return and what is due for them") { Id };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await ListReturns.Get(db, call.Value(Id), await call.Reader(db));
            return found.Ok ? call.Output.Rows(found.Value.Lines, ("Line", l => l.Line), ("Product", l => l.Product),
                ("Lot", l => l.LotNumber), ("Units", l => l.Units), ("Come", l => l.Received),
                ("Waiting", l => l.Waiting), ("Paid", l => l.Paid)) : call.Output.Refused(found.Refusal!);
        });
        return show;
    }

    static Command Announce(Shared shared)
    {
        var shipment = new Argument<long>("shipment") { Description = "Id of the shipment" };
        var reason = new Argument<string>("reason") { Description = string.Join(", ", Kebab.All<ReturnReason>()) };
        var lines = new Option<string[]>("--line") { Description = "line:units of the shipment; may be repeated" };
        var announce = new Command("announce", "Announces what is to be sent back") { shipment, reason, lines, Text };
        shared.On(announce, call => call.As(Policy.ShopUse, async (db, caller) => Told(call,
            await AnnounceReturn.Run(db, new(call.Value(shipment), call.Value(reason), call.Value(Text),
                [.. (call.Value(lines) ?? []).Select(line => new ReturnLineRequest((int)Number(line, 0),
                    Number(line, 1)))]), call.Now, caller))));
        return announce;
    }

    static Command Receive(Shared shared)
    {
        var lines = new Option<string[]>("--line") { Description = "line:units that came; whole if left out" };
        var receive = new Command("receive", "Counts what came back") { Id, lines, Text };
        shared.On(receive, call => call.As(Policy.WarehouseWork, async (db, caller) => Told(call,
            await MoveReturn.Receive(db, call.Value(Id), [.. (call.Value(lines) ?? []).Select(line =>
                new ReturnCountEntry((int)Number(line, 0), Number(line, 1)))], call.Value(Text), call.Now, caller))));
        return receive;
    }

    static Command Check(Shared shared)
    {
        var line = new Argument<int>("line") { Description = "Line of the return" };
        var (available, destroyed) = (new Option<long?>("--available") { Description = "Units back to sale" },
            new Option<long?>("--destroy") { Description = "Units to be destroyed" });
        var cold = new Option<bool>("--cold-chain") { Description = "The cold chain is documented all the way" };
        var whole = new Option<bool>("--unopened") { Description = "The package is whole and unopened" };
        var ours = new Option<bool>("--identified") { Description = "Product and lot are those we sent" };
        var check = new Command("check", "Decides after a check what may be sold again")
        {
            Id, line, available, destroyed, cold, whole, ours, Text,
        };
        shared.On(check, call => call.As(Policy.GoodsRelease, async (db, caller) => Told(call,
            await CheckReturn.Run(db, call.Value(Id), new(call.Value(line), call.Value(available),
                call.Value(destroyed), call.Value(cold), call.Value(whole), call.Value(ours), call.Value(Text)),
                call.Now, caller))));
        return check;
    }

    static Command Undo(Shared shared)
    {
        var id = new Argument<long>("check") { Description = "Id of the check" };
        var undo = new Command("undo-check", "Takes a check back; the units wait again") { id };
        shared.On(undo, call => call.As(Policy.GoodsRelease, async (db, caller) => Told(call,
            await CheckReturn.Undo(db, call.Value(id), call.Now, caller))));
        return undo;
    }

    static long Number(string text, int at) =>
        text.Split(':').ElementAtOrDefault(at) is { } part && long.TryParse(part, out var number) ? number : -1;
}
