using System.CommandLine;
using Forsyn.App.Basics;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Compensation;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>What holders are compensated for: forsyn preparedness statements and statement.</summary>
static class CompensationCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the statement" };

    public static Command List(Shared shared)
    {
        var (scheme, year, state) = (new Option<string?>("--scheme") { Description = "primary or specialist" },
            new Option<int?>("--year") { Description = "Such as 2025" },
            new Option<string?>("--state") { Description = "draft, sent, approved or returned" });
        var list = new Command("statements", "Statements of compensation, the newest version of each year")
        {
            scheme, year, state,
        };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows((await Statements.List(db, new(call.Value(scheme), null, call.Value(year),
                call.Value(state)), await call.Reader(db), limit: 500)).Items, ("Id", s => $"{s.Id}"),
                ("Scheme", s => s.Scheme), ("Holder", s => s.Holder), ("Year", s => $"{s.Year}"),
                ("Version", s => s.Version), ("State", s => s.State), ("Kroner", s => new Money(s.AmountOre)),
                ("Difference", s => s.DifferenceOre is { } ore ? new Money(ore) : null));
        });
        return list;
    }

    public static Command One(Shared shared) => new("statement", "One statement of compensation")
    {
        Show(shared), Make(shared), Move(shared, "send", "Sends the own party's statement"),
        Move(shared, "approve", "Approves a statement that was sent"),
        Move(shared, "return", "Returns a statement that was sent, with a reason"), File(shared),
    };

    static Command Show(Shared shared)
    {
        var show = new Command("show", "A statement: its substances and who pays") { Id };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await Statements.Get(db, call.Value(Id), call.Now.Day, await call.Reader(db));
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(found.Value, "");
            var row = found.Value.Statement;
            call.Output.Progress($"{row.Holder} {row.Year}, version {row.Version}, {row.State}: " +
                $"{new Money(row.AmountOre)} kroner. Paid by " + string.Join(", ", found.Value.Payers.Select(payer =>
                    $"{payer.Payer} {new Money(payer.AmountOre)}")));
            return call.Output.Rows(found.Value.Totals, ("Code", t => t.Atc), ("Substance", t => t.Substance),
                ("Measure", t => t.Measure), ("Must hold", t => t.Must), ("Held", t => t.Held),
                ("Days short", t => t.DaysShort), ("Kroner", t => new Money(t.AmountOre)),
                ("Before", t => t.BeforeOre is { } ore ? new Money(ore) : null));
        });
        return show;
    }

    static Command Make(Shared shared)
    {
        var (scheme, year) = (new Argument<string>("scheme"), new Argument<string>("year"));
        var holder = new Option<string?>("--holder") { Description = "Key of the wholesaler; the own when left out" };
        var make = new Command("make", "Makes a statement, or its next version") { scheme, year, holder };
        shared.On(make, call => call.As(Policy.CompensationSend, async (db, caller) => call.Output.Outcome(
            await MakeStatement.Run(db, new(call.Value(scheme), call.Value(year), call.Value(holder)), call.Now,
                caller), done => $"Statement {done.Statement.Id}, version {done.Statement.Version}: " +
                $"{new Money(done.Statement.AmountOre)} kroner.")));
        return make;
    }

    static Command Move(Shared shared, string step, string about)
    {
        var text = new Option<string?>("--text") { Description = "Why" };
        var move = new Command(step, about) { Id, text };
        shared.On(move, call => call.As(step == "send" ? Policy.CompensationSend : Policy.CompensationDecide,
            async (db, caller) => call.Output.Outcome(await MoveStatement.Run(db, call.Value(Id),
                new(step, call.Value(text)), call.Now, caller), done => $"It is {done.Statement.State}.")));
        return move;
    }

    static Command File(Shared shared)
    {
        var to = new Argument<FileInfo>("file") { Description = "Where; .pdf, or .csv or .xlsx with each line" };
        var file = new Command("file", "Writes a statement to a file") { Id, to };
        shared.On(file, async call =>
        {
            var db = await call.Database();
            var found = await Statements.Get(db, call.Value(Id), call.Now.Day, await call.Reader(db));
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            var target = call.Value(to)!;
            if (target.Extension == ".csv")
                await System.IO.File.WriteAllTextAsync(target.FullName, CsvFile.Sheet(Statements.Rows(found.Value)),
                    call.Stop);
            else if (target.Extension == ".xlsx")
            {
                await using var sheet = target.Create();
                await Workbook.Write(sheet, "statement", Statements.Rows(found.Value).ToAsyncEnumerable());
            }
            else
                await System.IO.File.WriteAllBytesAsync(target.FullName, StatementPdf.Make(found.Value,
                    call.Output.Language, call.Now), call.Stop);
            return call.Output.Done(new { file = target.FullName }, $"{target.FullName} is written.");
        });
        return file;
    }
}
