using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Demo;

namespace Forsyn.Cli.Commands;

static class DemoCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var size = new Option<string>("--size")
        {
            Description = "national (10,000 packages, 1,000 holders, 50 million transfers, 30 million sales) " +
                "or a share, such as 0.01",
            DefaultValueFactory = _ => "national",
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The same seed makes the same rows", DefaultValueFactory = _ => 1,
        };
        var demo = new Command("demo",
            "Makes a country at national size in an empty database; run again, it carries on where it was ended")
            { size, seed };
        shared.On(demo, async call =>
        {
            if (NationSize.Parse(call.Value(size)!, call.Value(seed)) is not { } nation)
                return call.Output.Failed("--size is national, or a share from 0.0005 to 1");
            var db = call.NewOrOld();
            await Migrate.Run(db);
            var made = await SeedNation.Run(db, nation, call.Now, call.Output.Progress,
                Pace.Of("transfers", nation.Transfers, call.Output.Progress));
            return call.Output.Outcome(made, done =>
                $"{db.Name} {(done.AlreadyDone ? "holds" : "now holds")} a made country: " +
                $"{done.Packages} made packages, " +
                $"{done.Holders} holders, {done.Balances} balances with stock, {done.Transfers} transfers and " +
                $"{done.Sales} lines of sales.");
        });
        root.Subcommands.Add(demo);
    }
}
