using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Supervision of the stockpile duty: forsyn preparedness supervision.</summary>
static class SupervisionCommands
{
    static readonly Argument<long> Case = new("case") { Description = "Number of the case" };
    static readonly Argument<long> Number = new("deviation") { Description = "Number of the deviation" };
    static readonly Argument<string> Step = new("step") { Description = "What is done" };
    static readonly Option<string?>
        Text = new("--text") { Description = "What is said; for a letter, what stands in it" },
        Visit = new("--visit") { Description = "Day of the visit, 2026-01-31" },
        Inspectors = new("--inspectors") { Description = "Who visits" },
        Due = new("--due") { Description = "Deadline, 2026-01-31" },
        State = new("--state") { Description = "planned, opened, inspected, reported, closed or cancelled" };

    public static Command All(Shared shared) => new("supervision", "Supervision of wholesalers' stockpiles")
    {
        Listing(shared), Risk(shared), Show(shared), Plan(shared), Move(shared), Choose(shared), Count(shared),
        Add(shared), Say(shared), Print(shared),
    };

    static Command Listing(Shared shared)
    {
        var late = new Option<bool>("--late") { Description = "Only those with a deadline that has passed" };
        var list = new Command("list", "Cases, the newest first") { State, late };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows((await Supervision.List(db, new(State: call.Value(State), Late: call.Value(late),
                Limit: 500), call.Now.Day, await call.Reader(db))).Items, ("Case", c => $"{c.Id}"),
                ("Year", c => c.Year), ("Holder", c => c.HolderName), ("Announced", c => c.Announced),
                ("Visit", c => c.VisitOn), ("State", c => c.State), ("Open deviations", c => c.OpenDeviations),
                ("Next deadline", c => c.NextDue));
        });
        return list;
    }

    static Command Risk(Shared shared)
    {
        var risk = new Command("risk", "Who should be supervised first, and why");
        shared.On(risk, call => call.As(Policy.SupervisionReadAll, async (db, _) => call.Output.Rows(
            await RankHolders.Run(db, call.Now.Day), ("Holder", r => r.Holder), ("Days short", r => r.ShortDays),
            ("Late reports", r => r.LateReports), ("Open deviations", r => r.OpenDeviations),
            ("Last visit", r => r.LastVisit))));
        return risk;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "A case: its sample and its deviations") { Case };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var view = await Supervision.Get(db, call.Value(Case), await call.Reader(db));
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(view.Value, "");
            call.Output.Rows(view.Value.Entries, ("At", e => e.At), ("Step", e => e.Step), ("By", e => e.ByPerson),
                ("Text", e => e.Text));
            call.Output.Rows(view.Value.Sample, ("Line", l => l.Line), ("Product", l => l.Product),
                ("Lot", l => l.LotNumber), ("Ledger", l => l.Book), ("Report", l => l.Reported),
                ("Counted", l => l.Counted), ("Difference", l => l.Difference), ("Cause", l => l.Cause));
            return call.Output.Rows(view.Value.Deviations, ("Number", d => d.Number), ("Grade", d => d.Grade),
                ("State", d => Kebab.Of(d.State)), ("Deadline", d => d.DueOn), ("Law", d => d.Law),
                ("Deviation", d => d.Text));
        });
        return show;
    }

    static Command Plan(Shared shared)
    {
        var holder = new Argument<string>("holder") { Description = "Key of the wholesaler" };
        var scheme = new Option<string>("--scheme") { DefaultValueFactory = _ => "primary" };
        var secret = new Option<bool>("--unannounced") { Description = "The holder is not told beforehand" };
        var plan = new Command("plan", "Plans a case") { holder, scheme, secret, Text, Visit, Inspectors };
        shared.On(plan, call => call.As(Policy.SupervisionManage, async (db, caller) => call.Output.Outcome(
            await MoveSupervision.Plan(db, new(call.Value(holder), call.Value(scheme), call.Value(Text),
                !call.Value(secret), null, call.Value(Visit), call.Value(Inspectors)), call.Now, caller),
            done => $"Case {done.Id} is planned.")));
        return plan;
    }

    static Command Move(Shared shared)
    {
        var move = new Command("move", "open, inspect, report, close, cancel, reopen or note")
        {
            Case, Step, Text, Visit, Inspectors,
        };
        shared.On(move, call => call.As(Policy.SupervisionManage, async (db, caller) => call.Output.Outcome(
            await MoveSupervision.Run(db, call.Value(Case), new(call.Value(Step), call.Value(Text),
                call.Value(Visit), call.Value(Inspectors)), call.Now, caller),
            view => $"Case {view.Case.Id} is {view.Case.State}.")));
        return move;
    }

    static Command Choose(Shared shared)
    {
        var lots = new Option<int?>("--lots") { Description = "How many lots" };
        var seed = new Option<int?>("--seed") { Description = "The same seed chooses the same lots" };
        var choose = new Command("sample", "Chooses lots to count, by value") { Case, lots, seed };
        shared.On(choose, call => call.As(Policy.SupervisionManage, async (db, caller) => call.Output.Outcome(
            await CountSample.Choose(db, call.Value(Case), new(call.Value(lots), call.Value(seed)), call.Now, caller),
            view => $"{view.Sample.Count} lots are chosen with the number {view.Case.Seed}.")));
        return choose;
    }

    static Command Count(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX: article number, lot and quantity" };
        var count = new Command("count", "Takes in what was counted of the sample") { Case, file };
        shared.On(count, call => call.As(Policy.SupervisionManage, async (db, caller) =>
        {
            await using var content = call.Value(file)!.OpenRead();
            var lines = await ReportFile.Read(content, call.Stop);
            return lines.Ok ? call.Output.Outcome(await CountSample.Lines(db, call.Value(Case), lines.Value, false,
                "file", call.Now, caller), view => $"{view.Sample.Count(line => line.Counted is not null)} of " +
                $"{view.Sample.Count} lots are counted.") : call.Output.Refused(lines.Refusal!);
        }));
        return count;
    }

    static Command Add(Shared shared)
    {
        var grade = new Argument<string>("grade") { Description = "critical, major or other" };
        var law = new Option<string?>("--law") { Description = "What it is a breach of" };
        var add = new Command("deviation", "Writes a deviation down") { Case, grade, law, Text, Due };
        shared.On(add, call => call.As(Policy.SupervisionManage, async (db, caller) => call.Output.Outcome(
            await Deviations.Add(db, call.Value(Case), new(call.Value(grade), call.Value(law), call.Value(Text),
                call.Value(Due)), call.Now, caller), view => $"{view.Deviations.Count} deviations.")));
        return add;
    }

    static Command Say(Shared shared)
    {
        var say = new Command("say", "answer, accept, reject, extend or withdraw") { Case, Number, Step, Text, Due };
        shared.On(say, call => call.As(Policy.SupervisionRead, async (db, caller) => call.Output.Outcome(
            await Deviations.Say(db, call.Value(Case), call.Value(Number), new(call.Value(Step), call.Value(Text),
                call.Value(Due)), call.Now, caller), view => $"Deviation {call.Value(Number)} is " +
                $"{Kebab.Of(view.Deviations.First(one => one.Number == call.Value(Number)).State)}.")));
        return say;
    }

    static Command Print(Shared shared)
    {
        var letter = new Argument<string>("letter") { Description = "opening, report or closing" };
        var to = new Argument<FileInfo>("to") { Description = "The file to write, PDF" };
        var print = new Command("letter", "Writes a letter of the case as PDF") { Case, letter, to };
        shared.On(print, async call =>
        {
            var db = await call.Database();
            var view = await Supervision.Get(db, call.Value(Case), await call.Reader(db));
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (!Kebab.TryParse<SupervisionLetter>(call.Value(letter)!, out var which))
                return call.Output.Refused(Refusal.Of("letter-unknown", "letter", call.Value(letter)!));
            var pdf = SupervisionPdf.Make(view.Value, which, call.Output.Language, call.Now);
            if (!pdf.Ok) return call.Output.Refused(pdf.Refusal!);
            await File.WriteAllBytesAsync(call.Value(to)!.FullName, pdf.Value, call.Stop);
            return call.Output.Done(call.Value(to)!.Name, $"{call.Value(to)!.Name} is written.");
        });
        return print;
    }
}
