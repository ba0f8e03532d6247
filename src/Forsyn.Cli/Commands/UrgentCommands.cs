using System.CommandLine;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class UrgentCommands
{
    static readonly Argument<long> Number = new("number") { Description = "Order number" };

    public static void Add(RootCommand root, Shared shared)
    {
        root.Subcommands.Add(new Command("hours", "The desk's opening hours and calendar")
        {
            Hours(shared), Days(shared), Set(shared),
        });
        root.Subcommands.Add(new Command("urgent", "Emergencies: queue, consultations, hand-out and times")
        {
            List(shared), Ask(shared), HandItOut(shared), Times(shared),
        });
    }

    static Command Hours(Shared shared)
    {
        var at = new Option<DateTimeOffset?>("--at") { Description = "At this moment instead of now" };
        var show = new Command("show", "Whether the desk answers, whom to call, and when that changes") { at };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var hours = await GetOpeningHours.Run(db, call.Value(at) is { } asked ? Moment.Of(asked) : call.Now);
            return call.Output.Done(hours, $"{(hours.Open ? "Open" : "Closed")}: call {hours.CallNow}." +
                (hours.NextChange is { } next ? $" {(hours.Open ? "Closes" : "Opens")} {next.Oslo:yyyy-MM-dd HH:mm}."
                    : ""));
        });
        return show;
    }

    static Command Days(Shared shared)
    {
        var year = new Option<int?>("--year") { Description = "This year when nothing is said" };
        var list = new Command("days", "Days that are set otherwise than by weekday and public holiday") { year };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows(await HolidayCalendar.List(db, call.Value(year) ?? call.Now.Day.Year),
                ("Day", d => $"{d.Day:yyyy-MM-dd}"), ("Kind", d => d.Kind), ("Reason", d => d.Reason),
                ("By", d => d.ChangedBy), ("Changed", d => d.ChangedAt));
        });
        return list;
    }

    static Command Set(Shared shared)
    {
        var day = new Argument<string>("day") { Description = "Such as 2026-12-24" };
        var kind = new Argument<string>("kind")
        {
            Description = string.Join(", ", Kebab.All<CalendarKind>()),
        };
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var set = new Command("set", "Sets a day closed or open, or back to usual") { day, kind, reason };
        shared.On(set, call => call.As(Policy.DutyPlan, async (db, caller) =>
        {
            return call.Output.Outcome(await HolidayCalendar.Change(
                db, new(call.Value(day), call.Value(kind), call.Value(reason)), call.Now, caller),
                done => $"{done.Day:yyyy-MM-dd} is {done.Kind}.");
        }));
        return set;
    }

    static Command List(Shared shared)
    {
        var list = new Command("list", "Emergencies under way, those whose time has run longest first");
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await ListOrders.Run(db, new(["placed", "held", "released", "allocated", "picked"],
                Limit: 200, UrgentFirst: true, UrgentOnly: true), await call.Reader(db));
            return call.Output.Rows(found, ("Order", o => $"{o.Number}"), ("State", o => o.State),
                ("Class", o => $"{o.Class}"), ("Reason", o => o.Reason ?? ""), ("Route", o => o.Route ?? ""),
                ("Customer", o => o.Customer), ("Received", o => o.ReceivedAt ?? o.PlacedAt),
                ("Minutes", o => $"{(long)call.Now.Since(o.ReceivedAt ?? o.PlacedAt).TotalMinutes}"));
        });
        return list;
    }

    static Command Ask(Shared shared)
    {
        var physician = new Option<string>("--physician") { Description = "Who was asked", Required = true };
        var said = new Option<string>("--assessment") { Description = "What was said", Required = true };
        var at = new Option<DateTimeOffset?>("--at") { Description = "When, if not now" };
        var consult = new Command("consult", "Writes down what the physician on duty said")
        {
            Number, physician, said, at,
        };
        shared.On(consult, call => call.As(Policy.UrgentRegister, async (db, caller) =>
        {
            return call.Output.Outcome(await Consult.Run(db, call.Value(Number),
                new(call.Value(physician), call.Value(at), call.Value(said)), call.Now, caller),
                done => $"{done.Physician} was asked.");
        }));
        return consult;
    }

    static Command HandItOut(Shared shared)
    {
        var who = new Option<string>("--collected-by") { Description = "Who took the products away", Required = true };
        var unasked = new Option<bool>("--without-consultation") { Description = "Nobody needs to be asked" };
        var met = new Option<bool>("--conditions-met") { Description = "The conditions of blue prescription are met" };
        var handOut = new Command("hand-out", "Hands an order out at the on-call pharmacy")
        {
            Number, who, unasked, met,
        };
        shared.On(handOut, call => call.As(Policy.UrgentHandOut, async (db, caller) =>
        {
            return call.Output.Outcome(await HandOut.Run(db, call.Value(Number),
                new(call.Value(who), call.Value(unasked), call.Value(met)), call.Now, caller),
                done => $"Order {done.Number} is {Kebab.Of(done.State)}, {done.MinutesFromOrder} minutes after " +
                    "the call.");
        }));
        return handOut;
    }

    static Command Times(Shared shared)
    {
        var from = new Option<string?>("--from") { Description = "First month, such as 2026-01" };
        var to = new Option<string?>("--to") { Description = "Last month" };
        var times = new Command("times", "Minutes from receipt to dispatch by month and reason") { from, to };
        shared.On(times, async call =>
        {
            var db = await call.Database();
            var (rows, _) = await UrgentTimes.Run(db, new(call.Value(from), call.Value(to)));
            return call.Output.Rows(rows, ("Month", r => r.Month), ("Reason", r => r.Reason),
                ("Dispatched", r => $"{r.Times.Count}"), ("Under way", r => $"{r.Times.Open}"),
                ("Median", r => $"{r.Times.Median}"), ("P90", r => $"{r.Times.P90}"),
                ("Longest", r => $"{r.Times.Longest}"));
        });
        return times;
    }
}
