using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock.ColdChain;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.Cli.Commands;

/// <summary>The cold chain: equipment, logger files, excursions and decisions.</summary>
static class ColdCommands
{
    static readonly Argument<long> Id = new("equipment") { Description = "Id of the equipment, see forsyn cold list" };
    static readonly Argument<long> Excursion = new("excursion")
    {
        Description = "Id of the excursion, see forsyn cold excursions",
    };
    static readonly Option<string?> Serial = new("--serial") { Description = "Serial number of the logger" };
    static readonly Option<string?> Calibrated = new("--calibrated")
    {
        Description = "Day of calibration, 2026-01-31; today if left out",
    };
    static readonly Option<long[]> Lots = new("--lot") { Description = "Id of a lot, again for more. All if left out" };

    public static void Add(RootCommand root, Shared shared)
    {
        var cold = new Command("cold", "The cold chain: fridges, loggers, excursions and what is decided about them");
        foreach (var command in new[] { List(shared), Register(shared), Calibrate(shared), Retire(shared),
            Import(shared), Carry(shared), Found(shared), Show(shared), Propose(shared),
            Sign(shared, "sign", "Signs as the second person; the units move", DecideExcursion.Sign),
            Sign(shared, "return", "Takes back what was proposed and not signed", DecideExcursion.Return),
            Lot(shared), Budget(shared) })
            cold.Subcommands.Add(command);
        root.Subcommands.Add(cold);
    }

    static Command List(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "A part of its name or its holder's" };
        var list = new Command("list", "Equipment, those with something open first") { query };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var page = await Equipment.List(db, call.Value(query), await call.Reader(db), limit: 200);
            return call.Output.Rows(page.Items, ("Id", e => $"{e.Id}"), ("Holder", e => e.Holder),
                ("Name", e => e.Name), ("Storage", e => e.Storage), ("Place", e => e.Place),
                ("Newest °C", e => e.Last?.Degrees), ("At", e => e.LastAt), ("Open", e => e.OpenExcursions));
        });
        return list;
    }

    static Command Register(Shared shared)
    {
        var name = new Argument<string>("name") { Description = "What it is called" };
        var kind = new Option<string?>("--kind") { Description = string.Join(", ", Kebab.All<EquipmentKind>()) };
        var storage = new Option<string?>("--storage") { Description = "room, fridge, freezer or ultra-freezer" };
        var place = new Option<string?>("--place") { Description = "Key of the place; a box has none" };
        var from = new Option<string?>("--from") { Description = "In use from this day; today if left out" };
        var register = new Command("register", "Registers equipment of the one of --as")
        {
            name, kind, storage, place, from, Serial, Calibrated,
        };
        shared.On(register, call => call.As(Policy.ColdImport, async (db, caller) => call.Output.Outcome(
            await RegisterEquipment.Run(db, new(call.Value(name), call.Value(kind), call.Value(storage),
                call.Value(place), call.Value(from), call.Value(Serial), call.Value(Calibrated)), call.Now, caller),
            id => $"Equipment {id} is registered.")));
        return register;
    }

    static Command Calibrate(Shared shared)
    {
        var calibrate = new Command("logger", "Puts a logger in, or writes down its calibration")
        {
            Id, Serial, Calibrated,
        };
        shared.On(calibrate, call => call.As(Policy.ColdImport, async (db, caller) => call.Output.Outcome(
            await RegisterEquipment.AddLogger(db, call.Value(Id), new(call.Value(Serial), call.Value(Calibrated)),
                call.Now, caller), id => $"Equipment {id} has the logger {call.Value(Serial)}.")));
        return calibrate;
    }

    static Command Retire(Shared shared)
    {
        var last = new Option<string?>("--last-day") { Description = "The last day; in use again if left out" };
        var retire = new Command("retire", "Takes equipment out of use") { Id, last };
        shared.On(retire, call => call.As(Policy.ColdImport, async (db, caller) => call.Output.Outcome(
            await RegisterEquipment.Retire(db, call.Value(Id), call.Value(last), call.Now, caller),
            id => $"Equipment {id} is changed.")));
        return retire;
    }

    static Command Import(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV as the logger's program wrote it" };
        var layout = new Option<string?>("--layout") { Description = "Name of a layout; by its looks if left out" };
        var import = new Command("import", "Reads a logger's file") { Id, file, layout, Serial };
        shared.On(import, call => call.As(Policy.ColdImport, async (db, caller) =>
        {
            var found = call.Value(file)!;
            if (!found.Exists) throw new CommandFailed($"there is no file {found.FullName}");
            await using var content = found.OpenRead();
            var read = await LoggerFile.Read(content, found.Name, call.Stop);
            if (!read.Ok) return call.Output.Refused(read.Refusal!);
            var layouts = await Layouts.List(db, caller);
            if (call.Value(layout) is { } name && layouts.All(one => one.Name != name))
                return call.Output.Refused(Refusal.Of("cold-layout-not-known", "name", name,
                    "possible", string.Join(", ", layouts.Select(one => one.Name))));
            call.Output.Progress($"{read.Value.Lines.Count} lines");
            return call.Output.Outcome(await ImportReadings.Run(db, call.Value(Id), read.Value,
                layouts.FirstOrDefault(one => one.Name == call.Value(layout)), call.Value(Serial), call.Now, caller),
                Sentence);
        }));
        return import;
    }

    static string Sentence(ReadingsAnswer done) => done.AlreadyDone
        ? $"File {done.File} was read before; nothing was changed."
        : $"File {done.File}: {done.Readings} readings of {done.Serial}, {done.Added} new, {done.Gaps.Count} gaps, " +
            (done.Excursions.Count == 0 ? "nothing out of range."
                : $"out of range: excursion {string.Join(", ", done.Excursions)}.");

    static Command Carry(Shared shared)
    {
        var shipment = new Argument<long>("shipment") { Description = "Id of the shipment" };
        var carry = new Command("carry", "Says which shipment a box carries") { Id, shipment };
        shared.On(carry, call => call.As(Policy.ColdImport, async (db, caller) => call.Output.Outcome(
            await Trips.Carry(db, call.Value(Id), new(call.Value(shipment)), call.Now, caller),
            _ => $"Box {call.Value(Id)} carries shipment {call.Value(shipment)}.")));
        return carry;
    }

    static Command Found(Shared shared)
    {
        var open = new Option<bool>("--open") { Description = "Only those about which something is to be done" };
        var list = new Command("excursions", "Excursions, the newest first") { open };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var page = await Excursions.List(db, call.Value(open), await call.Reader(db), limit: 200);
            return call.Output.Rows(page.Items, ("Id", e => $"{e.Id}"), ("Holder", e => e.Holder),
                ("Equipment", e => e.Equipment), ("Side", e => e.Side), ("From", e => e.StartAt), ("To", e => e.EndAt),
                ("Worst °C", e => e.Worst.Degrees), ("Lots", e => e.Lots), ("Open", e => e.OpenLots));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("excursion", "The lots of an excursion, with what their budgets say") { Excursion };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await Excursions.Get(db, call.Value(Excursion), call.Now.Day, await call.Reader(db));
            return found.Ok ? call.Output.Rows(found.Value.Lots, ("Lot", l => $"{l.LotId}"),
                ("Number", l => l.LotNumber), ("Product", l => l.Product), ("Holder", l => l.Holder),
                ("Held", l => l.Held), ("On the road", l => l.OnRoad), ("Used before", l => l.Used),
                ("Verdict", l => l.Verdict), ("Used ‰", l => l.UsedPermille), ("State", l => l.State),
                ("Action", l => l.Action)) : call.Output.Refused(found.Refusal!);
        });
        return show;
    }

    static Command Propose(Shared shared)
    {
        var action = new Argument<string>("action") { Description = "release or destroy" };
        var reason = new Option<string?>("--reason") { Description = "Why" };
        var propose = new Command("propose", "Decides as a pharmacist; another person signs")
        {
            Excursion, action, reason, Lots,
        };
        shared.On(propose, call => call.As(Policy.ColdDecide, async (db, caller) => call.Output.Outcome(
            await DecideExcursion.Propose(db, call.Value(Excursion),
                new(call.Value(action), call.Value(reason), Keys(call)), call.Now, caller),
            done => $"{done.Lots} lots wait for a second signature.")));
        return propose;
    }

    static Command Sign(
        Shared shared, string name, string about,
        Func<App.Database.Db, long, IReadOnlyList<ExcursionLotKey>?, Moment, Caller,
            Task<Result<ExcursionDecisionAnswer>>> work)
    {
        var sign = new Command(name, about) { Excursion, Lots };
        shared.On(sign, call => call.As(Policy.ColdSign, async (db, caller) => call.Output.Outcome(
            await work(db, call.Value(Excursion), Keys(call), call.Now, caller),
            done => $"{done.Lots} lots, {done.Units} units moved.")));
        return sign;
    }

    static IReadOnlyList<ExcursionLotKey> Keys(Call call) =>
        [.. (call.Value(Lots) ?? []).Select(lot => new ExcursionLotKey(lot))];

    static Command Lot(Shared shared)
    {
        var id = new Argument<long>("lot") { Description = "Id of the lot" };
        var lot = new Command("lot", "What a lot's units have been through, and what is left of their budget") { id };
        shared.On(lot, async call =>
        {
            var db = await call.Database();
            var found = await LotHistory.Get(db, call.Value(id), call.Now.Day, await call.Reader(db));
            return found.Ok ? call.Output.Rows(found.Value.Where, ("Holder", w => w.Holder), ("Place", w => w.Place),
                ("On the road", w => w.OnRoad ? "yes" : ""), ("Units", w => w.Units),
                ("Verdict", w => Kebab.Of(w.Verdict)), ("Used ‰", w => w.UsedPermille),
                ("Excursions", w => string.Join(", ", w.Excursions))) : call.Output.Refused(found.Refusal!);
        });
        return lot;
    }

    static Command Budget(Shared shared)
    {
        var article = new Argument<string>("article") { Description = "Article number, six digits" };
        var bands = new Option<string[]>("--band")
        {
            Description = "Degree and hours, 25=72: up to 25 °C for 72 hours in its life; may be repeated",
        };
        var freezes = new Option<decimal?>("--freezes-below") { Description = "Degrees Celsius" };
        var source = new Option<string?>("--source") { Description = "Where it is written" };
        var budget = new Command("budget", "Writes down what a product bears outside its range")
        {
            article, bands, freezes, source,
        };
        shared.On(budget, call => call.As(Policy.LotControl, async (db, caller) => call.Output.Outcome(
            await Stability.Set(db, new(call.Value(article), call.Value(freezes),
                [.. (call.Value(bands) ?? []).Select(Band)], call.Value(source)), call.Now, caller),
            done => $"{done.ArticleNumber} freezes below {done.Budget.FreezesBelow} °C; " + string.Join(", ",
                done.Budget.Bands.Select(b => $"up to {b.UpToDegree} °C for {b.Hours} hours")) + ".")));
        return budget;
    }

    // What is no band has no hours, and is refused with all the rest.
    static StabilityBand Band(string text) => text.Split('=') is [var degree, var hours]
        && int.TryParse(degree, out var d) && long.TryParse(hours, out var h) ? new(d, h) : new(0, 0);
}
