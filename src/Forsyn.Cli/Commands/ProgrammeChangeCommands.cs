using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Content;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>What programmes are to offer, under forsyn programmes: recommended by one, answered by another.</summary>
static class ProgrammeChangeCommands
{
    static readonly Argument<long> Change = new("change") { Description = "Id of the recommendation" };
    static readonly Option<string?> Note = new("--note") { Description = "How it is procured, or why not" };

    public static Command List(Shared shared)
    {
        var programme = new Option<string?>("--programme") { Description = "childhood, hpv, influenza, …" };
        var state = new Option<string?>("--state")
        {
            Description = "recommended, accepted, in-force, sent-back or withdrawn",
        };
        var on = new Option<DateOnly?>("--on") { Description = "As of this day, 2026-01-31" };
        var list = new Command("changes", "Recommended changes and how they were answered, the newest first")
        {
            programme, state, on,
        };
        shared.On(list, call => call.As(Policy.MandateRead, async (db, _) => call.Output.Rows(
            (await ContentChanges.List(db, new(call.Value(programme), call.Value(state), call.Value(on)),
                call.Now.Day, limit: 500)).Items, ("Change", c => $"{c.Id}"), ("Programme", c => c.Programme),
            ("Kind", c => c.Kind), ("What", c => c.NameEn), ("State", c => c.State), ("Wanted from", c => c.WantedFrom),
            ("In force", c => c.InForceOn), ("Recommended for", c => c.RecommendedFor),
            ("Answered for", c => c.AnsweredFor), ("Note", c => c.Note))));
        return list;
    }

    public static Command Recommend(Shared shared)
    {
        var programme = new Argument<string>("programme") { Description = "childhood, hpv, influenza, …" };
        var kind = new Argument<string>("kind") { Description = "add or remove" };
        var disease = new Option<string?>("--disease") { Description = "Code of the disease" };
        var article = new Option<string?>("--article") { Description = "Article number, where it is one product" };
        var from = new Option<string?>("--from") { Description = "yyyy-MM-dd, today or later" };
        var grounds = new Option<string?>("--grounds") { Description = "Why, and where it is written" };
        var recommend = new Command("recommend", "Recommends that a programme offers something, or no longer")
        {
            programme, kind, disease, article, from, grounds,
        };
        shared.On(recommend, call => call.As(Policy.ProgrammeRecommend, async (db, caller) => call.Output.Outcome(
            await RecommendChange.Run(db, new(call.Value(programme), call.Value(kind), call.Value(disease),
                call.Value(article), call.Value(from), call.Value(grounds)), call.Now, caller),
            done => $"Recommendation {done.Id} awaits an answer for supply.")));
        return recommend;
    }

    public static Command Withdraw(Shared shared)
    {
        var withdraw = new Command("withdraw", "Takes a recommendation back before it is answered") { Change };
        shared.On(withdraw, call => call.As(Policy.ProgrammeRecommend, async (db, caller) => call.Output.Outcome(
            await RecommendChange.Withdraw(db, call.Value(Change), call.Now, caller),
            done => $"Recommendation {done.Id} is withdrawn.")));
        return withdraw;
    }

    public static Command Accept(Shared shared)
    {
        var from = new Option<string?>("--from") { Description = "yyyy-MM-dd, the first day" };
        var accept = new Command("accept", "Answers for supply and procurement from a day") { Change, from, Note };
        shared.On(accept, call => call.As(Policy.ProgrammeSupply, async (db, caller) => call.Output.Outcome(
            await AnswerRecommendation.Run(db, call.Value(Change), new(true, call.Value(from), call.Value(Note)),
                call.Now, caller), done => $"Recommendation {done.Id} holds from {done.InForceOn:yyyy-MM-dd}.")));
        return accept;
    }

    public static Command SendBack(Shared shared)
    {
        var back = new Command("send-back", "Sends a recommendation back, with the reason") { Change, Note };
        shared.On(back, call => call.As(Policy.ProgrammeSupply, async (db, caller) => call.Output.Outcome(
            await AnswerRecommendation.Run(db, call.Value(Change), new(false, null, call.Value(Note)), call.Now,
                caller), done => $"Recommendation {done.Id} is sent back.")));
        return back;
    }
}
