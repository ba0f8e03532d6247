using System.CommandLine;
using Forsyn.App.Basics;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;

namespace Forsyn.Cli.Commands;

/// <summary>Held against must: forsyn preparedness coverage and compute-coverage.</summary>
static class CoverageCommands
{
    static readonly Argument<string> Scheme = new("scheme") { Description = "primary or specialist" };
    static readonly Option<DateOnly?> Day = new("--day") { Description = "When this day ended; today when left out" };
    static readonly Option<string?> Group = new("--group") { Description = "Group of packages, where there are any" };

    public static Command List(Shared shared)
    {
        var holder = new Option<string?>("--holder") { Description = "Key of the wholesaler" };
        var state = new Option<string?>("--state") { Description = "held, at-risk or short" };
        var query = new Option<string?>("--query") { Description = "Part of a code or a name" };
        var sort = new Option<string?>("--sort") { Description = "substance, worst, breach or holder" };
        var csv = new Option<FileInfo?>("--csv") { Description = "Writes all rows to this file" };
        var list = new Command("coverage", "What is held against what must be, by holder and substance, on any day")
        {
            Scheme, Day, holder, state, query, sort, csv,
        };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var asked = new CoverageQuestion(call.Value(Scheme)!, call.Value(Day), call.Value(holder),
                State: CoverageQuestion.StateOf(call.Value(state)), Query: call.Value(query), Sort: call.Value(sort));
            var view = await CoverageViews.All(db, asked, call.Now.Day, await call.Reader(db));
            foreach (var total in view.Totals)
                call.Output.Progress($"{total.Holder ?? "all"}: {total.Held} held, {total.AtRisk} at risk, " +
                    $"{total.Short} short");
            if (call.Value(csv) is { } file)
            {
                await using var stream = file.Create();
                await CsvFile.Write(stream, CoverageSheet.Rows(view).ToAsyncEnumerable());
                return call.Output.Done(new { file = file.FullName, rows = view.Items.Count },
                    $"{view.Items.Count} rows of {view.Day:yyyy-MM-dd} in {file.Name}.");
            }
            return call.Output.Rows(view.Items, ("Code", r => r.Atc), ("Substance", r => r.Name),
                ("Group", r => r.PackageGroup), ("Holder", r => r.Holder), ("State", r => Kebab.Of(r.State)),
                ("Must", r => Amount(r, r.MustNow)), ("Held", r => Amount(r, r.Held)), ("Per cent", r => r.Percent),
                ("Days short", r => r.DaysShort), ("Since", r => r.ShortSince), ("Breach", r => r.BreachOn),
                ("Ordinary", r => Amount(r, r.Layers.Ordinary)), ("In", r => r.Measure));
        });
        return list;
    }

    public static Command One(Shared shared)
    {
        var holder = new Argument<string>("holder") { Description = "Key of the wholesaler" };
        var atc = new Argument<string>("atc") { Description = "Code of the substance" };
        var one = new Command("shortfalls", "When a target was short through a year, and the lots that count now")
        {
            Scheme, holder, atc, Group, Day,
        };
        shared.On(one, async call =>
        {
            var db = await call.Database();
            var found = await CoverageViews.Get(db, new(call.Value(Scheme)!, call.Value(holder)!, call.Value(atc)!,
                call.Value(Group) ?? ""), call.Value(Day), call.Now.Day, await call.Reader(db));
            if (found is null)
                return call.Output.Refused(Refusal.Of("target-unknown", "holder", call.Value(holder)!, "atc",
                    call.Value(atc)!));
            foreach (var lot in found.Lots)
                call.Output.Progress($"{lot.Lot.LotNumber} {lot.Product}: {lot.Lot.Units} units, " +
                    $"{Kebab.Of(lot.Lot.Pool)}, until {lot.Lot.ExpiresOn:yyyy-MM-dd}");
            return call.Output.Rows(found.Shortfalls, ("From", s => s.From), ("To", s => s.To), ("Days", s => s.Days),
                ("Deepest", s => Amount(found.Row, s.Deepest)), ("In", _ => found.Row.Measure));
        });
        return one;
    }

    public static Command Compute(Shared shared)
    {
        var anew = new Option<bool>("--anew") { Description = "All days again, whether anything is new or not" };
        var compute = new Command("compute-coverage", "Works out ended days, and earlier days that changed") { anew };
        shared.On(compute, call => call.As(Policy.PreparednessManage, async (db, _) =>
        {
            var done = await ComputeCoverage.Run(db, call.Now, call.Value(anew));
            return call.Output.Done(done, done.Count == 0 ? "Nothing was new." : string.Join(' ', done.Select(one =>
                $"{one.Scheme}: {one.Rows} rows from {one.From:yyyy-MM-dd} to {one.LastDay:yyyy-MM-dd}.")));
        }));
        return compute;
    }

    static long Amount(CoverageRow row, long amount) =>
        row.Measure == "units" ? amount : amount / Amounts.Ddd;
}
