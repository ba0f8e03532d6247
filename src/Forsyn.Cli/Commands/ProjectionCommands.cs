using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Outlook;

namespace Forsyn.Cli.Commands;

/// <summary>forsyn projection: what will be lost to expiry, and transfers that avoid it.</summary>
static class ProjectionCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var projection = new Command("projection", "Losses to expiry, and transfers between holders that avoid them");
        root.Subcommands.Add(projection);
        foreach (var command in (Command[])
            [
                Compute(shared), Loss(shared), Proposals(shared), Move(shared, "accept", "Say yes to a transfer",
                    (db, id, call, who) => CarryOutMove.Accept(db, id, call.Now, who)),
                Move(shared, "send", "Send what both have said yes to",
                    (db, id, call, who) => CarryOutMove.Send(db, id, call.Now, who)),
                Decline(shared), Receive(shared),
            ])
            projection.Subcommands.Add(command);
    }

    static Command Compute(Shared shared)
    {
        var compute = new Command("compute", "Work losses and transfers out anew for the country");
        shared.On(compute, call => call.As(Policy.StockReview, async (db, _) =>
        {
            var run = await ComputeOutlook.Run(db, call.Now, call.Output.Progress);
            return call.Output.Done(run,
                $"{run.Products} products at {run.Holders} holders, {run.Proposals} transfers proposed");
        }));
        return compute;
    }

    static Command Loss(Shared shared)
    {
        var county = new Option<string?>("--county") { Description = "Two digits" };
        var csv = new Option<bool>("--csv") { Description = "As a CSV file" };
        var losses = new Command("losses", "What each holder will lose of each product, the dearest first")
        {
            county, csv,
        };
        shared.On(losses, async call =>
        {
            var db = await call.Database();
            var report = await Losses.Run(db, await call.Reader(db), new(call.Value(county), Limit: 50_000));
            if (call.Value(csv)) return call.Output.Done(report, Losses.Csv(report));
            return call.Output.Rows(report.Page.Items, ("Holder", l => l.Holder), ("Product", l => l.Product),
                ("Units", l => l.Units), ("Lost", l => l.Lost), ("Kroner", l => l.Value), ("From", l => l.LostOn),
                ("With transfers", l => l.LostWith), ("Runs out", l => l.RunsOutOn));
        });
        return losses;
    }

    static Command Proposals(Shared shared)
    {
        var county = new Option<string?>("--county") { Description = "Two digits" };
        var all = new Option<bool>("--all") { Description = "Also those declined and received" };
        var proposals = new Command("proposals", "Transfers between holders, what saves most first") { county, all };
        shared.On(proposals, async call =>
        {
            var db = await call.Database();
            var page = await StockMoves.List(
                db, await call.Reader(db), new(!call.Value(all), call.Value(county), Limit: 200));
            return call.Output.Rows(page.Items, ("Number", m => m.Id), ("State", m => m.State),
                ("From", m => m.Giver), ("To", m => m.Taker), ("Product", m => m.Product), ("Lot", m => m.LotNumber),
                ("Units", m => m.Units), ("Saves", m => m.Saved), ("Cost", m => m.Cost), ("Near", m => m.Nearness));
        });
        return proposals;
    }

    static Argument<long> Number() => new("number") { Description = "Number of the transfer" };

    static Command Move(
        Shared shared, string name, string about,
        Func<App.Database.Db, long, Call, Caller, Task<Core.Basics.Result<StockMove>>> work)
    {
        var number = Number();
        var command = new Command(name, about) { number };
        shared.On(command, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await work(db, call.Value(number), call, who), move => $"Transfer {move.Id} is {move.State}")));
        return command;
    }

    static Command Decline(Shared shared)
    {
        var (number, reason) = (Number(), new Option<string?>("--reason") { Description = "Why" });
        var decline = new Command("decline", "Say no; the same is left alone for a time") { number, reason };
        shared.On(decline, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await CarryOutMove.Decline(db, call.Value(number), call.Value(reason), call.Now, who),
            move => $"Transfer {move.Id} is declined until {move.DeclinedUntil:yyyy-MM-dd}")));
        return decline;
    }

    static Command Receive(Shared shared)
    {
        var (number, good) = (Number(), new Option<long?>("--good") { Description = "Units; all when left out" });
        var damaged = new Option<long?>("--damaged") { Description = "Units" };
        var receive = new Command("receive", "Count what came") { number, good, damaged };
        shared.On(receive, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await CarryOutMove.Receive(
                db, call.Value(number), call.Value(good), call.Value(damaged), call.Now, who),
            move => $"{move.Received} of {move.Units} units are received")));
        return receive;
    }
}
