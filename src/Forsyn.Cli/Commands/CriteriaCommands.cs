using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>What the agency reports under goal 2.3: forsyn preparedness criteria.</summary>
static class CriteriaCommands
{
    public static Command All(Shared shared)
    {
        var half = new Option<string?>("--half") { Description = "2026-1 or 2026-2; this one when left out" };
        var text = new Option<string?>("--text") { Description = "What is written" };
        var show = new Command("show", "Criteria, parameters and figures of a half-year") { half };
        shared.On(show, call => call.As(Policy.SteeringRead, async (db, _) =>
        {
            var view = await Criteria.Get(db, call.Value(half), call.Now.Day);
            if (!view.Ok) return call.Output.Refused(view.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(view.Value, "");
            return call.Output.Rows([.. view.Value.Subjects.SelectMany(one => one.Figures.Select(figure =>
                (one.Subject, figure.Key, Value: $"{figure.Value} {figure.Unit}"))
                .Prepend((one.Subject, Key: "text", Value: one.Text ?? "")))],
                ("Subject", r => Kebab.Of(r.Subject)), ("Figure", r => r.Key), ("Value", r => r.Value));
        }));
        var subject = new Argument<string>("subject") { Description = "Such as supervision-criterion" };
        var write = new Command("write", "Writes of a criterion or a parameter") { subject, text, half };
        shared.On(write, call => call.As(Policy.SteeringWrite, async (db, caller) => call.Output.Outcome(
            await Criteria.Write(db, new(call.Value(half), call.Value(subject), call.Value(text)), call.Now, caller),
            view => $"It is written for {view.Half}.")));
        var (hours, kroner, day) = (new Argument<string>("hours"), new Argument<string>("kroner"),
            new Option<string?>("--on") { Description = "Day, 2026-01-31" });
        var use = new Command("use", "Enters hours and money used on supervision") { hours, kroner, text, day };
        shared.On(use, call => call.As(Policy.SteeringWrite, async (db, caller) => call.Output.Outcome(
            await Criteria.Use(db, new(call.Value(day), call.Value(hours), call.Value(kroner), call.Value(text)),
                call.Now, caller), view => $"{view.Uses.Count} entries in {view.Half}.")));
        var id = new Argument<long>("id");
        var back = new Command("withdraw-use", "Takes an entry back; it stays") { id };
        shared.On(back, call => call.As(Policy.SteeringWrite, async (db, caller) => call.Output.Outcome(
            await Criteria.Withdraw(db, call.Value(id), call.Now, caller),
            view => $"{view.Uses.Count} entries in {view.Half}.")));
        return new Command("criteria", "Criteria and parameters of goal 2.3") { show, write, use, back };
    }
}
