using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class InfluenzaCommands
{
    static readonly Option<string?> Season = new("--season") { Description = "2026-27; the newest when left out" };
    static readonly Option<int> Hospitals = new("--hospital-floor")
    {
        Description = "Per cent of what a hospital asked for, given before anything is shared",
    };
    static readonly Option<long> Municipalities = new("--municipality-floor")
    {
        Description = "Doses of each vaccine every municipality gets first",
    };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("influenza", "The influenza season: pre-orders, sharing, orders, waves, coverage")
        {
            List(shared), PreOrdered(shared), Order(shared), Preview(shared), Allot(shared), Make(shared),
            ListWaves(shared), SetWave(shared), Assign(shared), Covered(shared),
        });

    static Command List(Shared shared)
    {
        var list = new Command("seasons", "Seasons with window, days of dispatch and prices");
        shared.On(list, async call => call.Output.Rows(await Seasons.All(await call.Database()),
            ("Season", s => s.Season.Code), ("Pre-orders", s => $"{s.Season.Window}"),
            ("Dispatch", s => $"{s.Season.Dispatch}"), ("Shared", s => s.DecidedAt),
            ("Vaccines", s => string.Join(", ", s.Vaccines.Select(v =>
                $"{v.Article} {v.Product.Name} {v.Price.Reduced}/{v.Price.Full}")))));
        return list;
    }

    static Command PreOrdered(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "A part of a name, or a number" };
        var list = new Command("pre-orders", "Pre-orders of a season") { Season, query };
        On(shared, list, Policy.OrdersReadAll, async (call, season, _) => call.Output.Rows(
            await PreOrders.List(await call.Database(), season, new(call.Value(query), Limit: 1000)),
            ("Unit", o => o.Unit), ("Name", o => o.UnitName), ("Doses", o => o.Doses),
            ("Personnel", o => o.Personnel), ("Allotted", o => o.Allotted), ("Wave", o => o.Wave),
            ("Order", o => o.OrderNumber), ("State", o => o.OrderState), ("Version", o => o.Version)));
        return list;
    }

    static Command Order(Shared shared)
    {
        var article = new Option<string>("--article") { Description = "Article number", Required = true };
        var doses = new Option<long>("--doses") { Description = "For the target groups or in-patients" };
        var personnel = new Option<long>("--personnel") { Description = "For a hospital's health personnel" };
        var address = new Option<string>("--address") { Description = "The one address", Required = true };
        var order = new Command("pre-order", "Places or changes the pre-order of the caller's municipality or hospital")
        {
            Season, article, doses, personnel, address,
        };
        On(shared, order, Policy.InfluenzaOrder, async (call, season, caller) => call.Output.Outcome(
            await SavePreOrder.Run(await call.Database(), new(season, call.Value(address), true,
                [new(call.Value(article), call.Value(doses), call.Value(personnel))]), call.Now, caller),
            saved => $"Pre-order of {saved.Unit} is saved as version {saved.Version}."));
        return order;
    }

    static Command Preview(Shared shared)
    {
        var preview = new Command("preview", "What each pre-order would get; saves nothing")
        {
            Season, Hospitals, Municipalities,
        };
        On(shared, preview, Policy.InfluenzaManage, async (call, season, _) =>
        {
            var shares = await AllotDoses.Preview(await call.Database(), season, Terms(call), call.Now);
            if (!shares.Ok) return call.Output.Refused(shares.Refusal!);
            if (call.Output.AsJson) return call.Output.Done(shares.Value, "");
            foreach (var one in shares.Value.Where(one => one.Sharing.WantedPacks > 0))
            {
                call.Output.Progress($"{one.ArticleNumber} {one.Name}: {one.Sharing.SupplyPacks} packs of " +
                    $"{one.Sharing.WantedPacks}");
                call.Output.Rows(one.PreOrders, ("Unit", o => o.UnitName), ("Asked", o => o.Allotment.WantedPacks),
                    ("Floor", o => o.Allotment.FloorPacks), ("Share", o => o.Allotment.SharedPacks),
                    ("Remainder", o => o.Allotment.RoundedUp ? 1L : 0L), ("Packs", o => o.Allotment.Packs),
                    ("Doses", o => o.Allotment.Units), ("Why", o => Kebab.Of(o.Allotment.Reason)));
            }
            return Exit.Done;
        });
        return preview;
    }

    static Command Allot(Shared shared)
    {
        var allot = new Command("allocate", "Shares the season's doses among all pre-orders, once")
        {
            Season, Hospitals, Municipalities,
        };
        On(shared, allot, Policy.InfluenzaManage, async (call, season, caller) => call.Output.Outcome(
            await AllotDoses.Decide(await call.Database(), season, Terms(call), call.Now, caller),
            done => $"{done.Allotted} of {done.Asked} doses are given to {done.PreOrders} pre-orders."));
        return allot;
    }

    static Command Make(Shared shared)
    {
        var wave = new Option<long?>("--wave") { Description = "Only this wave" };
        var make = new Command("orders", "Makes orders of allotted pre-orders; goes on where it stopped")
        {
            Season, wave,
        };
        On(shared, make, Policy.InfluenzaManage, async (call, season, caller) => call.Output.Outcome(
            await MakeOrders.Run(await call.Database(), season, call.Value(wave), 1000, call.Now, caller, step =>
            {
                if ((step.Made + step.Failed) % 25 == 0)
                    call.Output.Progress($"{step.Made} made, {step.Failed} failed, {step.Left} left of {step.Total}");
            }, call.Stop), done => $"{done.Made} orders made, {done.Failed} failed, {done.Left} left."));
        return make;
    }

    static Command ListWaves(Shared shared)
    {
        var list = new Command("waves", "Waves with day and progress") { Season };
        On(shared, list, Policy.InfluenzaManage, async (call, season, _) => call.Output.Rows(
            await Waves.List(await call.Database(), season), ("Wave", w => w.Number), ("Day", w => w.Day),
            ("Pre-orders", w => w.PreOrders), ("Doses", w => w.Doses), ("Orders", w => w.Ordered),
            ("Dispatched", w => w.Dispatched)));
        return list;
    }

    static Command SetWave(Shared shared)
    {
        var number = new Argument<long>("number") { Description = "1 and up" };
        var day = new Argument<string>("day") { Description = "yyyy-MM-dd" };
        var set = new Command("set-wave", "Sets the day of a wave") { number, day, Season };
        On(shared, set, Policy.InfluenzaManage, async (call, season, caller) =>
        {
            if (!DateOnly.TryParseExact(call.Value(day), "yyyy-MM-dd", out var on))
                return call.Output.Failed("the day is written 2026-09-08");
            var saved = await Waves.Set(
                await call.Database(), season, call.Value(number), on, call.Now, caller);
            if (saved.Ok) call.Output.Findings(saved.Value.Deviations);
            return call.Output.Outcome(saved, wave => $"Wave {wave.Number} leaves on {wave.Day:yyyy-MM-dd}.");
        });
        return set;
    }

    static Command Assign(Shared shared)
    {
        var assign = new Command("assign", "Puts every pre-order without an order in a wave") { Season };
        On(shared, assign, Policy.InfluenzaManage, async (call, season, caller) => call.Output.Outcome(
            await Waves.Assign(await call.Database(), season, call.Now, caller),
            count => $"{count} pre-orders are in waves."));
        return assign;
    }

    static Command Covered(Shared shared)
    {
        var county = new Option<string?>("--county") { Description = "Two digits" };
        var coverage = new Command("coverage", "Doses ordered, delivered and used against the target groups")
        {
            Season, county,
        };
        shared.On(coverage, async call =>
        {
            var rows = await Coverage.Run(
                await call.Database(), call.Value(Season), call.Now, call.Value(county));
            return rows.Match(found => call.Output.Rows(found, ("Municipality", r => r.Number), ("Name", r => r.Name),
                ("Target group", r => r.Target.People), ("Pre-ordered", r => r.PreOrdered),
                ("Allotted", r => r.Allotted), ("Delivered", r => r.Delivered), ("Used", r => r.Used),
                ("Ordered ‰", r => r.OrderedPerMille)), call.Output.Refused);
        });
        return coverage;
    }

    static AllotmentTerms Terms(Call call) => new(call.Value(Hospitals), call.Value(Municipalities));

    static void On(Shared shared, Command command, string policy, Func<Call, string, Caller, Task<int>> work) =>
        shared.On(command, call => call.As(policy, async (db, caller) =>
        {
            var season = await Seasons.Get(db, call.Value(Season), call.Now.Day);
            return season.Ok ? await work(call, season.Value.Season.Code, caller)
                : call.Output.Refused(season.Refusal!);
        }));
}
