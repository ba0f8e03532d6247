using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class RosterCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the shift: forsyn roster list" };
    static readonly Option<string> Reason = new("--reason") { Description = "Why", Required = true };
    static readonly Option<string> Physician = new("--physician") { Description = "Who", Required = true };
    static readonly Option<string?> Phone = new("--phone") { Description = "Telephone on duty" };
    static readonly Option<DateTimeOffset> Starts = new("--from") { Description = "From when", Required = true };
    static readonly Option<DateTimeOffset> Ends = new("--to") { Description = "Until when", Required = true };

    public static void Add(RootCommand root, Shared shared)
    {
        var other = new Argument<long>("other") { Description = "Id of the other shift" };
        root.Subcommands.Add(new Command("roster", "The physicians' roster: shifts and gaps")
        {
            List(shared), Gaps(shared),
            Change(shared, new Command("add", "Adds a shift") { Physician, Phone, Starts, Ends },
                (call, db, who) => Roster.Add(db, Shift(call), call.Now, who)),
            Change(shared, new Command("replace", "Another shift in the place of one")
                { Id, Physician, Phone, Starts, Ends, Reason },
                (call, db, who) => Roster.Replace(
                    db, call.Value(Id), Shift(call), call.Value(Reason), call.Now, who)),
            Change(shared, new Command("swap", "Two physicians take each other's shift") { Id, other, Reason },
                (call, db, who) => Roster.Swap(
                    db, call.Value(Id), call.Value(other), call.Value(Reason), call.Now, who)),
            Change(shared, new Command("remove", "Takes a shift out of the roster") { Id, Reason },
                (call, db, who) => Roster.Remove(db, call.Value(Id), call.Value(Reason), call.Now, who)),
        });
    }

    static ShiftRequest Shift(Call call) =>
        new(call.Value(Physician), call.Value(Phone), call.Value(Starts), call.Value(Ends));

    static Command List(Shared shared)
    {
        var closed = new Option<bool>("--closed") { Description = "Also shifts that were taken out or replaced" };
        var list = new Command("list", "Shifts from now to the horizon") { closed };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var shifts = await Roster.List(db, call.Now, Roster.Horizon(call.Now), call.Value(closed));
            return call.Output.Rows(shifts, ("Shift", s => $"{s.Id}"), ("Physician", s => s.Physician),
                ("From", s => s.StartsAt), ("To", s => s.EndsAt), ("Telephone", s => s.Phone),
                ("Closed", s => s.ClosedReason ?? ""));
        });
        return list;
    }

    static Command Gaps(Shared shared)
    {
        var gaps = new Command("gaps", "Times up to the horizon with no physician on duty");
        shared.On(gaps, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows(await Roster.Gaps(db, call.Now), ("From", g => g.From), ("To", g => g.To));
        });
        return gaps;
    }

    static Command Change(
        Shared shared, Command command, Func<Call, Db, Caller, Task<Result<RosterAnswer>>> work)
    {
        shared.On(command, call => call.As(Policy.DutyPlan, async (db, caller) =>
        {
            return call.Output.Outcome(await work(call, db, caller), done => done.NewGaps.Count == 0
                ? "The roster is changed."
                : $"The roster is changed, and nobody is on duty from {done.NewGaps[0].From} to {done.NewGaps[0].To}.");
        }));
        return command;
    }
}
