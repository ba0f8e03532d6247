using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock;

namespace Forsyn.Cli.Commands;

/// <summary>Reports of stock, under forsyn stock.</summary>
static class ReportCommands
{
    static readonly Option<string?> Kind = new("--kind")
    {
        Description = "Where the holder sends several: " + string.Join(", ", Kebab.All<StockReportKind>()),
    };

    public static void Add(RootCommand root, Shared shared)
    {
        var stock = root.Subcommands.First(command => command.Name == "stock");
        stock.Subcommands.Add(Send(shared));
        stock.Subcommands.Add(List(shared));
        stock.Subcommands.Add(Show(shared));
        stock.Subcommands.Add(Odd(shared));
        stock.Subcommands.Add(Decide(shared, "accept-odd", true, "Books figures that were held for a look"));
        stock.Subcommands.Add(Decide(shared, "refuse-odd", false, "Leaves the books as they are, with a reason"));
        stock.Subcommands.Add(Due(shared));
        stock.Subcommands.Add(Remind(shared));
        stock.Subcommands.Add(Register(shared));
    }

    static Command Send(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX" };
        var day = new Option<string?>("--day")
        {
            Description = "The day it was counted, 2026-01-31; today if left out",
        };
        var difference = new Option<bool>("--difference") { Description = "The figures are what was added and taken" };
        var send = new Command("report", "Takes in a report of what the one of --as has")
        {
            file, Kind, day, difference,
        };
        shared.On(send, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            var found = call.Value(file)!;
            if (!found.Exists) throw new CommandFailed($"there is no file {found.FullName}");
            await using var content = found.OpenRead();
            var lines = await ReportFile.Read(content, call.Stop);
            if (!lines.Ok) return call.Output.Refused(lines.Refusal!);
            var request = new StockReportRequest(call.Value(Kind), call.Value(day) ?? $"{call.Now.Day:yyyy-MM-dd}",
                lines.Value, call.Value(difference), "file", found.Name);
            return call.Output.Outcome(
                await ImportStockReport.Run(db, request, call.Now, caller, call.Output.Progress), Sentence);
        }));
        return send;
    }

    static string Sentence(StockReportAnswer done) => done.AlreadyDone
        ? $"Report {done.Id} was booked before; nothing was changed."
        : $"Report {done.Id}: {done.Lines} lines, {done.Moved} changed (+{done.UnitsIn}, -{done.UnitsOut}), " +
            $"{done.Held} held for a look, {done.Corrected} earlier transfers corrected" +
            (done.LaterDay is { } later ? $"; the count of {later:yyyy-MM-dd} stands." : ".");

    static Command List(Shared shared)
    {
        var after = new Option<long?>("--after") { Description = "The last id of the page before" };
        var list = new Command("reports", "Reports, the newest first: all, or those of the one of --as")
        {
            Kind, after,
        };
        shared.On(list, call => call.As(Policy.StockRead, async (db, caller) => call.Output.Rows(
            (await StockReports.List(db, caller, call.Value(Kind), null, call.Value(after))).Items,
            ("Id", r => r.Id.ToString()), ("Holder", r => r.Holder), ("Kind", r => r.Kind), ("Day", r => r.CountsOn),
            ("Lines", r => r.Lines), ("Changed", r => r.MovedLines), ("Waiting", r => r.Waiting),
            ("Sent", r => r.ReportedAt))));
        return list;
    }

    static Command Show(Shared shared)
    {
        var id = new Argument<long>("id") { Description = "Id of the report" };
        var show = new Command("report-lines", "What a report changed, and what is held of it") { id };
        shared.On(show, call => call.As(Policy.StockRead, async (db, caller) =>
            (await StockReports.Get(db, call.Value(id), caller, limit: 500)).Match(
                view => call.Output.Rows(view.Lines, ("Row", l => l.RowNumber), ("Article", l => l.ArticleNumber),
                    ("Lot", l => l.LotNumber), ("Was", l => l.Was), ("Reported", l => l.Units),
                    ("State", l => l.State), ("Why", l => l.Odd)),
                call.Output.Refused)));
        return show;
    }

    static Command Odd(Shared shared)
    {
        var odd = new Command("odd", "Figures of reports that are held for a look, the oldest first");
        shared.On(odd, call => call.As(Policy.StockNational, async (db, _) => call.Output.Rows(
            (await OddReports.List(db, limit: 200)).Items, ("Report", o => o.Report.Id.ToString()),
            ("Line", o => o.Line.Line), ("Holder", o => o.Report.Holder), ("Article", o => o.Line.ArticleNumber),
            ("Lot", o => o.Line.LotNumber), ("Was", o => o.Line.Was), ("Reported", o => o.Line.Units),
            ("Why", o => o.Line.Odd))));
        return odd;
    }

    static Command Decide(Shared shared, string name, bool accept, string about)
    {
        var id = new Argument<long>("report") { Description = "Id of the report" };
        var lines = new Option<long[]>("--line") { Description = "A line; may be repeated. All when left out" };
        var reason = new Option<string?>("--reason") { Description = "Why" };
        var decide = new Command(name, about) { id, lines, reason };
        shared.On(decide, call => call.As(Policy.StockReview, async (db, caller) => call.Output.Outcome(
            await OddReports.Decide(db, call.Value(id), call.Value(lines) ?? [], accept, call.Value(reason), call.Now,
                caller), done => $"{done.Lines} lines of report {done.Report}: +{done.UnitsIn}, -{done.UnitsOut}.")));
        return decide;
    }

    static Command Due(Shared shared)
    {
        var back = new Option<int?>("--back") { Description = "Periods back; 0 is the one that is running" };
        var due = new Command("reports-due", "Who has not sent a report: of the newest period that is due")
        {
            Kind, back,
        };
        shared.On(due, call => call.As(Policy.StockNational, async (db, _) =>
        {
            var rows = new List<(PeriodOfReports Period, ExpectedReport One)>();
            foreach (var rule in ReportKinds.On(call.Now.Day).Where(rule => call.Value(Kind) is not { } kind
                || Kebab.Of(rule.Kind) == kind))
            {
                var period = await ReportsDue.Run(db, rule, call.Now.Day, call.Value(back));
                call.Output.Progress($"{Kebab.Of(rule.Kind)}: {period.Total.Sent} of {period.Total.Expected} came");
                rows.AddRange(period.Missing.Select(one => (period, one)));
            }
            return call.Output.Rows(rows, ("Kind", r => Kebab.Of(r.Period.Kind)), ("From", r => r.Period.From),
                ("Due", r => r.Period.Due), ("Who", r => r.One.Name), ("Under", r => r.One.GroupName));
        }));
        return due;
    }

    static Command Remind(Shared shared)
    {
        var remind = new Command("remind-late", "Reminds those whose report has not come, once a period");
        shared.On(remind, call => call.As(Policy.StockReview, async (db, _) => call.Output.Rows(
            await RemindLate.Run(db, call.Now), ("Kind", r => Kebab.Of(r.Kind)), ("From", r => r.From),
            ("Reminded", r => r.Units))));
        return remind;
    }

    static Command Register(Shared shared)
    {
        var day = new Option<DateOnly?>("--as-of") { Description = "How it stood at the end of this day, 2026-01-31" };
        var register = new Command("register", "Each stock with owner, place, scheme and content") { day };
        shared.On(register, call => call.As(Policy.StockNational, async (db, _) => call.Output.Rows(
            (await StockRegister.Run(db, call.Now, call.Value(day), limit: 200)).Items,
            ("Holder", r => r.Stock.Holder), ("Place", r => r.Stock.Place), ("For", r => Kebab.Of(r.Stock.Pool)),
            ("Owner", r => string.Join(", ", r.Owners)), ("Products", r => r.Stock.Products),
            ("Units", r => r.Stock.Units), ("Reported", r => r.Stock.ReportedAt))));
        return register;
    }
}
