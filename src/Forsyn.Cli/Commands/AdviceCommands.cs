using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Cli.Commands;

static class AdviceCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Number of the question" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("advice", "Questions to the supply pharmacists, and their answers")
        {
            List(shared), Show(shared), Ask(shared),
            Move(shared, "follow-up", "Asks on, with --text", AdviceAction.Question, Policy.AdviceAsk),
            Move(shared, "answer", "Answers with --text, as a pharmacist", AdviceAction.Answer, Policy.AdviceAnswer),
            Move(shared, "close", "Ends a question", AdviceAction.Close, Policy.AdviceRead),
        });

    static Command List(Shared shared)
    {
        var state = new Option<AdviceState?>("--state") { Description = "Only these: open, answered or closed" };
        var query = new Option<string?>("--query") { Description = "Words of subject, texts, names or product" };
        var sort = new Option<AdviceSort>("--sort") { Description = "newest, waiting or oldest first" };
        var after = new Option<long?>("--after") { Description = "On from the last number of the page before" };
        var limit = new Option<int>("--limit") { Description = "At most this many", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "Lists questions: all, or with --as those the person may see")
        {
            state, query, sort, after, limit,
        };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await ListAdvice.Run(db, new(call.Value(state), call.Value(query), call.Value(sort),
                call.Value(after), call.Value(limit)), await call.Reader(db));
            return call.Output.Rows(found, ("Question", a => $"{a.Id}"), ("State", a => a.State),
                ("Subject", a => a.Subject), ("Customer", a => a.Customer), ("Asked", a => a.AskedAt),
                ("Waiting since", a => a.State == "open" ? a.WaitingSince : null),
                ("Answered", a => a.AnsweredAt), ("By", a => a.AnsweredBy));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "Shows a question with all that was said") { Id };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await ListAdvice.One(db, call.Value(Id), await call.Reader(db));
            if (!found.Ok || call.Output.AsJson) return call.Output.Outcome(found, _ => "");
            var head = found.Value.Head;
            call.Output.Done(head, $"Question {head.Id}, {head.State}, from {head.Customer}: {head.Subject}");
            return call.Output.Rows(found.Value.Entries, ("At", e => e.At), ("By", e => e.ByPerson),
                ("What", e => e.Kind), ("Text", e => e.Text));
        });
        return show;
    }

    static Command Ask(Shared shared)
    {
        var subject = new Option<string>("--subject") { Description = "What it is about", Required = true };
        var text = new Option<string>("--text")
        {
            Description = "The question; never a patient's name or identity number", Required = true,
        };
        var order = new Option<string?>("--order") { Description = "Number of the order it is about" };
        var article = new Option<string?>("--article") { Description = "Article number of the product it is about" };
        var ask = new Command("ask", "Asks the supply pharmacists") { subject, text, order, article };
        shared.On(ask, call => call.As(Policy.AdviceAsk, async (db, caller) =>
        {
            var asked = await AskAdvice.Run(db,
                new(call.Value(subject), call.Value(text), call.Value(order), call.Value(article)), call.Now,
                caller);
            return call.Output.Outcome(asked, done => $"Question {done.Id} is asked.");
        }));
        return ask;
    }

    static Command Move(Shared shared, string name, string about, AdviceAction action, string policy)
    {
        var text = new Option<string?>("--text") { Description = "What is said" };
        var move = new Command(name, about) { Id, text };
        shared.On(move, call => call.As(policy, async (db, caller) =>
        {
            var moved = await MoveAdvice.Run(
                db, call.Value(Id), action, call.Value(text), call.Now, caller);
            return call.Output.Outcome(moved, done => $"Question {done.Id} is {Kebab.Of(done.State)}.");
        }));
        return move;
    }
}
