using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Lots that may not be used, under forsyn stock: quarantine, release and recall.</summary>
static class RecallCommands
{
    static readonly Argument<long> Lot = new("lot") { Description = "Id of the lot, see forsyn stock show --json" };
    static readonly Argument<long> Recall = new("recall") { Description = "Id of the recall" };
    static readonly Argument<string> Article = new("article") { Description = "Article number, six digits" };
    static readonly Option<string[]> Lots = new("--lot")
    {
        Description = "A lot number; may be repeated. All lots of the product when left out",
    };
    static readonly Option<string?> From =
        new("--expires-from") { Description = "Lots that expire on this day or later" };
    static readonly Option<string?> To =
        new("--expires-to") { Description = "Lots that expire on this day or before" };
    static readonly Option<string?> Class = new("--class") { Description = "one, two or three" };
    static readonly Option<string?> Reason = new("--reason") { Description = "Why" };

    public static void Add(RootCommand root, Shared shared)
    {
        var stock = root.Subcommands.First(command => command.Name == "stock");
        stock.Subcommands.Add(Decide(shared, "quarantine", true, "Sets the units of a lot aside"));
        stock.Subcommands.Add(Decide(shared, "release", false, "Gives a lot in quarantine back to use"));
        stock.Subcommands.Add(Open(shared));
        stock.Subcommands.Add(List(shared));
        stock.Subcommands.Add(Tasks(shared));
        stock.Subcommands.Add(Answer(shared));
        stock.Subcommands.Add(Close(shared));
    }

    static Command Decide(Shared shared, string name, bool quarantine, string about)
    {
        var command = new Command(name, about) { Lot, Reason };
        shared.On(command, call => call.As(Policy.LotControl, async (db, caller) => call.Output.Outcome(
            await SetAside.Run(db, call.Value(Lot), quarantine, call.Value(Reason), call.Now, caller),
            done => $"{done.Units} units of lot {done.Lot} were moved.")));
        return command;
    }

    static Command Open(Shared shared)
    {
        var preview = new Option<bool>("--preview") { Description = "Only say what would be taken" };
        var open = new Command("recall", "Withdraws lots from everyone who has them")
        {
            Article, Lots, From, To, Class, Reason, preview,
        };
        shared.On(open, call => call.As(Policy.LotControl, async (db, caller) =>
        {
            var request = new RecallRequest(call.Value(Class), call.Value(Reason), call.Value(Article),
                call.Value(Lots), call.Value(From), call.Value(To));
            return call.Output.Outcome(call.Value(preview) ? await OpenRecall.Preview(db, request)
                : await OpenRecall.Run(db, request, call.Now, caller), scope =>
                $"{(scope.Recall is { } id ? $"Recall {id}" : "A recall")}: {scope.Taken} units at {scope.Holders} " +
                $"holders, {scope.OnRoad} on the road, {scope.Used} used before.");
        }));
        return open;
    }

    static Command List(Shared shared)
    {
        var open = new Option<bool>("--open") { Description = "Only those that are not closed" };
        var list = new Command("recalls", "Recalls, the newest first") { open };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var page = await Recalls.List(db, call.Value(open), await call.Reader(db), limit: 200);
            return call.Output.Rows(page.Items, ("Id", r => $"{r.Id}"), ("Product", r => r.Product),
                ("Class", r => r.Class), ("Lots", r => r.Lots), ("Holders", r => r.Holders), ("Units", r => r.Taken),
                ("Unknown", r => r.Unknown), ("Closed", r => r.ClosedAt), ("Reason", r => r.Reason));
        });
        return list;
    }

    static Command Tasks(Shared shared)
    {
        var tasks = new Command("recall-tasks", "What each holder must account for, the most unknown first") { Recall };
        shared.On(tasks, async call =>
        {
            var db = await call.Database();
            var found = await Recalls.Get(db, call.Value(Recall), await call.Reader(db));
            return found.Ok ? call.Output.Rows(found.Value.Tasks, ("Holder", t => t.Holder),
                ("Lot", t => t.LotNumber), ("Id", t => $"{t.LotId}"), ("Taken", t => t.Taken),
                ("On the road", t => t.OnRoad), ("Used before", t => t.Used), ("Found", t => t.Found),
                ("Given", t => t.Given), ("Destroyed", t => t.Destroyed), ("Missing", t => t.Missing),
                ("Unknown", t => t.Unknown)) : call.Output.Refused(found.Refusal!);
        });
        return tasks;
    }

    static Command Answer(Shared shared)
    {
        var (found, given, destroyed, missing) = (Units("--found", "Found and set aside"),
            Units("--given", "Given to patients"), Units("--destroyed", "Destroyed"), Units("--missing", "Not found"));
        var text = new Option<string?>("--text") { Description = "What happened" };
        var answer = new Command("recall-answer", "Says what became of the units of --as")
        {
            Recall, Lot, found, given, destroyed, missing, text,
        };
        shared.On(answer, call => call.As(Policy.StockOwn, async (db, caller) => call.Output.Outcome(
            await AnswerRecall.Run(db, call.Value(Recall), new(call.Value(Lot), call.Value(found), call.Value(given),
                call.Value(destroyed), call.Value(missing), call.Value(text)), call.Now, caller),
            task => $"{task.Unknown} units of lot {task.LotNumber} are still unknown.")));
        return answer;

        static Option<long?> Units(string name, string about) => new(name) { Description = $"{about}, in units" };
    }

    static Command Close(Shared shared)
    {
        var conclusion = new Option<string?>("--conclusion") { Description = "How it ended" };
        var close = new Command("recall-close", "Ends a recall of which nothing is unknown") { Recall, conclusion };
        shared.On(close, call => call.As(Policy.LotControl, async (db, caller) => call.Output.Outcome(
            await Recalls.Close(db, call.Value(Recall), call.Value(conclusion), call.Now, caller),
            recall => $"Recall {recall.Id} is closed.")));
        return close;
    }
}
