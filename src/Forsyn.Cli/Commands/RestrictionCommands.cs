using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Shortages;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Restrictions on sale and dispensing: forsyn restrictions.</summary>
static class RestrictionCommands
{
    static readonly Argument<long> Id = new("restriction") { Description = "Id of the restriction" };
    static readonly Option<string?> Grounds = new("--grounds") { Description = "Why" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("restrictions", "Restrictions on sale and dispensing")
        {
            List(shared), Judge(shared), Decide(shared), Repeal(shared),
        });

    static Command List(Shared shared)
    {
        var state = new Option<string?>("--state") { Description = "planned, in-force, ended or repealed" };
        var list = new Command("list", "Decisions, the newest first") { state };
        shared.On(list, async call => call.Output.Rows((await Restrictions.List(await call.Database(), call.Now,
            call.Value(state), limit: 500)).Items, ("Restriction", r => $"{r.Id}"), ("Title", r => r.Title),
            ("State", r => r.StateAt(call.Now)), ("Codes", r => r.Atc), ("Units", r => r.MostUnits),
            ("Packs", r => r.MostPacks), ("Days of use", r => r.MostDays), ("Days between", r => r.EveryDays),
            ("Applies to", r => r.Actors), ("Review", r => r.ReviewOn)));
        return list;
    }

    static Command Judge(Shared shared)
    {
        var article = new Argument<string>("article") { Description = "Article number" };
        var actor = new Argument<string>("actor") { Description = "pharmacy, wholesaler, hospital…" };
        var units = new Argument<long>("units") { Description = "Smallest units" };
        var days = new Option<int?>("--days") { Description = "Days of use by the dose prescribed" };
        var last = new Option<string?>("--last") { Description = "The day the same got it last, yyyy-MM-dd" };
        var judge = new Command("judge", "Whether a sale is allowed now, and why not") { article, actor, units, days,
            last };
        shared.On(judge, async call =>
        {
            var answer = await Restrictions.Judge(await call.Database(), new(call.Value(article), call.Value(actor),
                call.Value(units), call.Value(days), call.Value(last)), call.Now);
            if (answer.Ok) call.Output.Findings(answer.Value.Findings);
            return call.Output.Outcome(answer, one => one.Allowed ? "Allowed."
                : $"Not allowed; at most {one.MostUnits?.ToString() ?? "any number of"} units at a time.");
        });
        return judge;
    }

    static Command Decide(Shared shared)
    {
        var title = new Argument<string>("title") { Description = "What it is about" };
        var atc = new Option<string?>("--atc") { Description = "ATC codes, separated by commas" };
        var article = new Option<string?>("--articles") { Description = "Article numbers, separated by commas" };
        var forms = new Option<string?>("--forms") { Description = "Forms, separated by commas" };
        var actors = new Option<string?>("--actors") { Description = "pharmacy,wholesaler" };
        var (units, packs) = (new Option<long?>("--units") { Description = "Most units at a time" },
            new Option<long?>("--packs") { Description = "Most packs at a time" });
        var (days, every) = (new Option<int?>("--days") { Description = "Most days of use at a time" },
            new Option<int?>("--every") { Description = "Days between two times" });
        var (starts, ends) = (new Option<string?>("--starts") { Description = "2026-05-15T08:00; now when left out" },
            new Option<string?>("--ends") { Description = "The last minute, 2026-06-30T23:59" });
        var exempt = new Option<string?>("--exempt") { Description = "blue-prescription,institutions,patient-group" };
        var export = new Option<bool>("--no-export") { Description = "Ban parallel export" };
        var law = new Option<string?>("--law") { Description = "Legal basis" };
        var review = new Option<string?>("--review") { Description = "Day of review, yyyy-MM-dd" };
        var decide = new Command("decide", "Restricts sale and dispensing")
        {
            title, atc, article, forms, actors, units, packs, days, every, starts, ends, exempt, export, law, Grounds,
            review,
        };
        shared.On(decide, call => call.As(Policy.RestrictionDecide, async (db, caller) => call.Output.Outcome(
            await DecideRestriction.Run(db, new(call.Value(title), [call.Value(atc) ?? ""], [call.Value(article) ?? ""],
                [call.Value(forms) ?? ""], [call.Value(actors) ?? ""],
                call.Value(units), call.Value(packs), call.Value(days), call.Value(every), call.Value(starts),
                call.Value(ends), [call.Value(exempt) ?? ""], null, call.Value(export), call.Value(law),
                call.Value(Grounds), call.Value(review)), call.Now, caller),
            row => $"Restriction {row.Id} is {row.StateAt(call.Now)}.")));
        return decide;
    }

    static Command Repeal(Shared shared)
    {
        var from = new Option<string?>("--from") { Description = "2026-05-15T08:00; now when left out" };
        var repeal = new Command("repeal", "Ends a restriction before its time") { Id, Grounds, from };
        shared.On(repeal, call => call.As(Policy.RestrictionDecide, async (db, caller) => call.Output.Outcome(
            await DecideRestriction.Repeal(db, call.Value(Id), call.Value(Grounds), call.Value(from), call.Now, caller),
            row => $"Restriction {row.Id} is {row.StateAt(call.Now)}.")));
        return repeal;
    }
}
