using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Counts;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Cli.Commands;

/// <summary>forsyn count: counts of what a holder has.</summary>
static class CountCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var count = new Command("count", "Stocktaking: open, count, book");
        root.Subcommands.Add(count);
        foreach (var command in (Command[])
            [
                Open(shared), List(shared), Show(shared), Enter(shared), Scan(shared), Zero(shared), Reason(shared),
                Post(shared), Approve(shared), SendBack(shared), Cancel(shared), Undo(shared),
            ])
            count.Subcommands.Add(command);
    }

    static Argument<long> Number() => new("count") { Description = "Number of the count" };

    static Command Open(Shared shared)
    {
        var place = new Option<string?>("--place") { Description = "Key or name of a place; else all of them" };
        var blind = new Option<bool>("--blind") { Description = "The counters do not see what the books say" };
        var open = new Command("open", "Open a count") { place, blind };
        shared.On(open, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await OpenCount.Run(db, new(call.Value(place), call.Value(blind)), call.Now, who),
            done => $"Count {done.Id} is open with {done.Lines} lines")));
        return open;
    }

    static Command List(Shared shared)
    {
        var list = new Command("list", "Counts, the newest first");
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows((await StockCounts.List(db, await call.Reader(db), limit: 200)).Items,
                ("Count", c => c.Id), ("Holder", c => c.Holder), ("Place", c => c.Place), ("State", c => c.State),
                ("Opened", c => c.OpenedAt), ("Counted", c => c.Counted), ("Lines", c => c.Lines),
                ("Missing", c => c.Loss), ("Found", c => c.Gain));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var (number, which) = (Number(), new Option<string?>("--show") { Description = "uncounted or differences" });
        var csv = new Option<bool>("--csv") { Description = "As a CSV file" };
        var show = new Command("show", "A count with its lines") { number, which, csv };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var view = await StockCounts.Get(db, call.Value(number), call.Now.Day, await call.Reader(db),
                Kebab.TryParse<CountShow>(call.Value(which) ?? "", out var shown) ? shown : CountShow.All,
                limit: EnterCount.MostLines);
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (call.Value(csv))
                return call.Output.Done(view.Value, StockCounts.ReportCsv(view.Value, call.Output.Language));
            return call.Output.Rows(view.Value.Lines, ("Line", l => l.Line), ("Product", l => l.Product),
                ("Article", l => l.ArticleNumber), ("Lot", l => l.LotNumber), ("Place", l => l.Place),
                ("Book", l => l.Book), ("Counted", l => l.Counted), ("Difference", l => l.Difference),
                ("Reason", l => l.Reason));
        });
        return show;
    }

    static Command Enter(Shared shared)
    {
        var (number, file) = (Number(), new Argument<FileInfo>("file") { Description = "CSV or XLSX" });
        var add = new Option<bool>("--add") { Description = "The figures are parts, added to those before" };
        var at = new Option<string?>("--at") { Description = "When it was counted, 2026-05-31T14:30; else now" };
        var enter = new Command("enter", "Take in a filled-in count sheet") { number, file, add, at };
        shared.On(enter, call => call.As(Policy.StockOwn, async (db, who) =>
        {
            var found = call.Value(file)!;
            if (!found.Exists) throw new CommandFailed($"there is no file {found.FullName}");
            await using var content = found.OpenRead();
            var lines = await ReportFile.Read(content, call.Stop);
            if (!lines.Ok) return call.Output.Refused(lines.Refusal!);
            return call.Output.Outcome(await EnterCount.Run(db, call.Value(number),
                new([.. lines.Value.Where(line => !string.IsNullOrWhiteSpace(line.Quantity))], call.Value(add),
                    call.Value(at), "file"), call.Now, who),
                done => $"{done.Lines} lines are counted, {done.Found} were not on the sheet");
        }));
        return enter;
    }

    static Command Scan(Shared shared)
    {
        var (number, code) = (Number(), new Argument<string>("code") { Description = "What the scanner sends" });
        var units = new Option<long?>("--units") { Description = "One pack when left out" };
        var place = new Option<string?>("--place") { Description = "Where the lot lies, if at several places" };
        var scan = new Command("scan", "Add a scanned pack") { number, code, units, place };
        shared.On(scan, call => call.As(Policy.StockOwn, async (db, who) =>
        {
            var read = await EnterCount.Scanned(
                db, call.Value(code), call.Value(units), call.Value(place), call.Now.Day);
            return read.Ok
                ? call.Output.Outcome(await EnterCount.Run(db, call.Value(number),
                    new([read.Value], Add: true, How: "scan"), call.Now, who),
                    _ => $"Lot {read.Value.LotNumber} is counted")
                : call.Output.Refused(read.Refusal!);
        }));
        return scan;
    }

    static Command Zero(Shared shared)
    {
        var number = Number();
        var lines = new Argument<long[]>("lines") { Description = "Lines; all that are uncounted when left out" };
        var zero = new Command("zero", "Say that there is nothing of uncounted lines") { number, lines };
        shared.On(zero, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await CountWork.Zero(db, call.Value(number), call.Value(lines) ?? [], call.Now, who),
            done => $"{done.Lines} lines are zero")));
        return zero;
    }

    static Command Reason(Shared shared)
    {
        var (number, reason) = (Number(), new Argument<string>("reason")
        {
            Description = string.Join(", ", Kebab.All<CountReason>()),
        });
        var lines = new Argument<long[]>("lines") { Description = "Lines" };
        var text = new Option<string?>("--text") { Description = "What happened" };
        var why = new Command("reason", "Say why lines differ") { number, reason, lines, text };
        shared.On(why, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await CountWork.Reason(db, call.Value(number), call.Value(lines) ?? [], call.Value(reason),
                call.Value(text), who), done => $"{done} lines have a reason")));
        return why;
    }

    static Command Post(Shared shared)
    {
        var number = Number();
        var post = new Command("post", "Book the differences, or ask a second person to") { number };
        shared.On(post, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await PostCount.Run(db, call.Value(number), call.Now, who), Told)));
        return post;
    }

    static Command Approve(Shared shared)
    {
        var number = Number();
        var approve = new Command("approve", "Book what another has asked to book") { number };
        shared.On(approve, call => call.As(Policy.StockOwn, async (db, who) => call.Output.Outcome(
            await PostCount.Approve(db, call.Value(number), call.Now, who), Told)));
        return approve;
    }

    static Command SendBack(Shared shared) => Worded(shared, "send-back", "Open a waiting count again",
        async (db, call, number, text, who) => call.Output.Outcome(
            await CountWork.SendBack(db, number, text, call.Now, who), done => $"Count {done} is open again"));

    static Command Cancel(Shared shared) => Worded(shared, "cancel", "Give a count up",
        async (db, call, number, text, who) => call.Output.Outcome(
            await CountWork.Cancel(db, number, text, call.Now, who), done => $"Count {done} is given up"));

    static Command Undo(Shared shared) => Worded(shared, "undo", "Undo a booked count by another",
        async (db, call, number, text, who) => call.Output.Outcome(
            await CountWork.Reverse(db, number, text, call.Now, who), done => $"Count {done.Id} undoes it"));

    static Command Worded(
        Shared shared, string name, string about, Func<App.Database.Db, Call, long, string?, Caller, Task<int>> work)
    {
        var (number, text) = (Number(), new Option<string?>("--text") { Description = "Why" });
        var command = new Command(name, about) { number, text };
        shared.On(command, call => call.As(Policy.StockOwn, (db, who) =>
            work(db, call, call.Value(number), call.Value(text), who)));
        return command;
    }

    static string Told(CountAnswer done) => done.State == CountState.Waiting
        ? $"Differences are worth so much that another must approve: forsyn count approve {done.Count}"
        : $"{done.Lines} lines, {done.Differences} differed: missing {done.Loss}, found {done.Gain} kroner";
}
