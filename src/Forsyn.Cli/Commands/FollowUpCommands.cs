using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Breaches of the stockpile duty and leave to hold less: forsyn preparedness follow-up and permits.</summary>
static class FollowUpCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the follow-up or of the permit" };
    static readonly Option<string?>
        Text = new("--text") { Description = "What is said, or why" },
        Due = new("--due") { Description = "Deadline, 2026-01-31; by the plan when left out" },
        Amount = new("--amount") { Description = "Whole kroner, where the step names an amount" };

    public static Command FollowUp(Shared shared)
    {
        var (late, closed) = (new Option<bool>("--late") { Description = "Only those past a deadline" },
            new Option<bool>("--closed") { Description = "Closed ones too" });
        var list = new Command("list", "Breaches and where their follow-up stands") { late, closed };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows((await BreachFollowUp.List(db, new(Open: !call.Value(closed),
                Late: call.Value(late), Limit: 500), call.Now.Day, await call.Reader(db))).Items,
                ("Id", r => $"{r.Id}"), ("Substance", r => r.Substance), ("Code", r => r.Atc),
                ("Holder", r => r.Holder),
                ("Basis", r => r.Basis), ("Since", r => r.Since), ("Last step", r => r.LastStep),
                ("Deadline", r => r.DueOn), ("Closed", r => r.ClosedOn));
        });
        var show = new Command("show", "A breach and what was done about it") { Id };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var view = await BreachFollowUp.Get(db, call.Value(Id), call.Now.Day, await call.Reader(db));
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(view.Value, "");
            call.Output.Progress("May come next: " + string.Join(", ", view.Value.Next.Select(step => step.Key)));
            return call.Output.Rows(view.Value.Entries, ("Id", e => $"{e.Id}"), ("At", e => e.At),
                ("Kind", e => e.Kind), ("Step", e => e.Step), ("Deadline", e => e.DueOn), ("By", e => e.ByPerson),
                ("Text", e => e.Text));
        });
        return new Command("follow-up", "What is done about breaches of the stockpile duty")
        {
            list, show, Open(shared), Take(shared), Say(shared, "answer"), Say(shared, "note"), Withdraw(shared),
        };
    }

    static Command Open(Shared shared)
    {
        var (scheme, holder, atc) = (new Argument<string>("scheme"), new Argument<string>("holder"),
            new Argument<string>("atc"));
        var (since, missing) = (new Option<string?>("--since") { Description = "First day something was missing" },
            new Option<string?>("--missing") { Description = "Daily doses that were missing" });
        var open = new Command("open", "Opens a follow-up of a breach that was found or told")
        {
            scheme, holder, atc, since, missing,
        };
        shared.On(open, call => call.As(Policy.FollowUpLead, async (db, caller) => call.Output.Outcome(
            await TakeFollowUp.ByHand(db, new(call.Value(scheme), call.Value(holder), call.Value(atc),
                call.Value(since), call.Value(missing)), call.Now, caller),
            view => $"Follow-up {view.FollowUp.Id} is open.")));
        return open;
    }

    static Command Take(Shared shared)
    {
        var step = new Argument<string>("step") { Description = "A step of the plan; show tells which may come next" };
        var take = new Command("take", "Takes the next step against a holder") { Id, step, Text, Due, Amount };
        shared.On(take, call => call.As(Policy.FollowUpLead, async (db, caller) => call.Output.Outcome(
            await TakeFollowUp.Run(db, call.Value(Id), new("step", call.Value(Text), call.Value(step),
                call.Value(Due), call.Value(Amount)), call.Now, caller),
            view => $"{view.FollowUp.LastStep}, deadline {view.FollowUp.DueOn:yyyy-MM-dd}.")));
        return take;
    }

    static Command Say(Shared shared, string kind)
    {
        var say = new Command(kind, kind == "answer" ? "Answers for the own party" : "Writes a note") { Id, Text };
        shared.On(say, call => call.As(Policy.PreparednessRead, async (db, caller) => call.Output.Outcome(
            await TakeFollowUp.Run(db, call.Value(Id), new(kind, call.Value(Text)), call.Now, caller),
            _ => "It is written down.")));
        return say;
    }

    static Command Withdraw(Shared shared)
    {
        var entry = new Argument<long>("entry") { Description = "Id of the entry that is taken back" };
        var withdraw = new Command("withdraw", "Takes a step back; it stays readable") { Id, entry, Text };
        shared.On(withdraw, call => call.As(Policy.FollowUpLead, async (db, caller) => call.Output.Outcome(
            await TakeFollowUp.Run(db, call.Value(Id), new("withdrawn", call.Value(Text),
                Withdraws: call.Value(entry)), call.Now, caller), _ => "It is withdrawn.")));
        return withdraw;
    }

    public static Command Permits(Shared shared)
    {
        var list = new Command("list", "Leave to hold less than a target, the newest first");
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows((await App.Preparedness.FollowUp.Permits.List(db, await call.Reader(db),
                limit: 500)).Items, ("Id", p => $"{p.Id}"), ("Scheme", p => p.Scheme), ("Holder", p => p.Holder),
                ("Code", p => p.Atc), ("Holds, millionths", p => p.Holds), ("From", p => p.ValidFrom),
                ("Last day", p => p.ValidTo.AddDays(-1)), ("State", p => Kebab.Of(p.On(call.Now.Day))),
                ("Reason", p => p.Reason));
        });
        var (scheme, holder, atc) = (new Argument<string>("scheme"), new Argument<string>("holder"),
            new Argument<string>("atc"));
        var (holds, from, last) = (new Option<string?>("--holds") { Description = "Per cent still to be held" },
            new Option<string?>("--from") { Description = "First day, 2026-01-31" },
            new Option<string?>("--last-day") { Description = "Last day, 2026-12-31" });
        var grant = new Command("grant", "Gives leave to hold less") { scheme, holder, atc, holds, from, last, Text };
        shared.On(grant, call => call.As(Policy.PermitDecide, async (db, caller) => call.Output.Outcome(
            await GrantPermit.Run(db, new(call.Value(scheme), call.Value(holder), call.Value(atc), call.Value(holds),
                call.Value(Text), call.Value(from), call.Value(last)), call.Now, caller),
            done => $"Permit {done.Id} is given.")));
        var end = new Command("withdraw", "Ends a permit before its time") { Id, Text, from };
        shared.On(end, call => call.As(Policy.PermitDecide, async (db, caller) => call.Output.Outcome(
            await GrantPermit.Withdraw(db, call.Value(Id), call.Value(Text), call.Value(from), call.Now, caller),
            done => $"Permit {done.Id} ends {done.EndsOn:yyyy-MM-dd}.")));
        return new Command("permits", "Leave to hold less than a target") { list, grant, end };
    }
}
