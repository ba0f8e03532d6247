using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;

namespace Forsyn.Cli.Commands;

/// <summary>Goods from suppliers: what is expected, what came, and the release of batches.</summary>
static class GoodsCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Id of the delivery" };
    static readonly Option<string?> Supplier = new("--supplier") { Description = "Key of the supplier" };
    static readonly Option<string?> Day = new("--day") { Description = "The day it is expected, 2026-01-31" };
    static readonly Option<string?> Reference = new("--reference") { Description = "Order number, or the call-off's" };
    static readonly Option<long?> Agreement = new("--agreement") { Description = "Id of the framework agreement" };
    static readonly Option<long?> MinimumDays = new("--minimum-days") { Description = "Agreed shelf life on arrival" };
    static readonly Option<string?> Text = new("--text") { Description = "Why, or what happened" };
    static readonly Option<string[]> Lines = new("--line")
    {
        Description = "article:units, article:units:lot or article:units:lot:expiry; may be repeated",
    };

    public static void Add(RootCommand root, Shared shared)
    {
        var goods = new Command("goods", "Deliveries from suppliers and the release of batches");
        goods.Subcommands.Add(List(shared));
        goods.Subcommands.Add(Show(shared));
        goods.Subcommands.Add(Expected(shared));
        goods.Subcommands.Add(Register(shared));
        goods.Subcommands.Add(Import(shared));
        goods.Subcommands.Add(Move(shared, "delay", "Moves a delivery to another day, with the reason"));
        goods.Subcommands.Add(Move(shared, "cancel", "Says that nothing more comes of a delivery, with the reason"));
        goods.Subcommands.Add(Receive(shared));
        GoodsReleaseCommands.Add(goods, shared);
        root.Subcommands.Add(goods);
    }

    static Command List(Shared shared)
    {
        var show = new Option<string?>("--show") { Description = "open, late or all; open if left out" };
        var query = new Option<string?>("--query") { Description = "Supplier, reference, product or lot" };
        var list = new Command("list", "Deliveries to the one of --as, those expected first before the others")
        {
            show, query,
        };
        shared.On(list, call => call.As(Policy.GoodsRead, async (db, caller) =>
        {
            var page = await Deliveries.List(db, new(call.Value(show), call.Value(query), Limit: 200), call.Now.Day,
                caller);
            return call.Output.Rows(page.Items, ("Id", d => $"{d.Id}"), ("Supplier", d => d.Supplier),
                ("Reference", d => d.Reference), ("Expected", d => d.PlannedOn), ("State", d => d.State),
                ("Late", d => d.Late(call.Now.Day) ? "late" : ""), ("Product", d => d.Product),
                ("Lines", d => d.Lines), ("Units", d => d.Units), ("Come", d => d.Received));
        }));
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "What came of a delivery, lot by lot, and what waits") { Id };
        shared.On(show, call => call.As(Policy.GoodsRead, async (db, caller) =>
        {
            var receipts = await GoodsReceipts.Of(db, call.Value(Id), caller);
            return call.Output.Rows([.. receipts.SelectMany(receipt => receipt.Lines)],
                ("Receipt", l => $"{l.ReceiptId}"), ("Line", l => l.Line), ("Product", l => l.Product),
                ("Lot", l => l.LotNumber), ("Expires", l => l.ExpiresOn), ("Units", l => l.Units),
                ("Damaged", l => l.Damaged), ("Deviations", l => l.Deviations), ("Waiting", l => l.Waiting));
        }));
        return show;
    }

    static Command Expected(Shared shared)
    {
        var articles = new Argument<string[]>("article")
        {
            Description = "Article numbers, six digits; all when left out", Arity = ArgumentArity.ZeroOrMore,
        };
        var expected = new Command("expected", "Units to come, by product and day") { articles };
        shared.On(expected, call => call.As(Policy.GoodsRead, async (db, caller) => call.Output.Rows(
            await ExpectedDeliveries.Of(db, call.Value(articles) is { Length: > 0 } some ? some : null,
                Deliveries.SeesAll(caller) ? null : caller.Party ?? 0),
            ("Article", e => e.ArticleNumber), ("Day", e => e.Day), ("Units", e => e.Units))));
        return expected;
    }

    static DeliveryRequest Head(Call call, IReadOnlyList<DeliveryLineRequest>? lines) => new(call.Value(Supplier),
        call.Value(Day), lines, call.Value(Reference), call.Value(Agreement), call.Value(MinimumDays));

    static int Told(Call call, Result<DeliveryAnswer> done) => call.Output.Outcome(done, one =>
        $"Delivery {one.Id} is {Kebab.Of(one.State)}, planned for {one.PlannedOn:yyyy-MM-dd}: {one.Units} units.");

    static Command Register(Shared shared)
    {
        var register = new Command("register", "Writes down what a supplier is to bring")
        {
            Supplier, Day, Lines, Reference, Agreement, MinimumDays,
        };
        shared.On(register, call => call.As(Policy.GoodsPlan, async (db, caller) => Told(call,
            await SaveDelivery.Register(db, Head(call, [.. (call.Value(Lines) ?? []).Select(line =>
            {
                var parts = line.Split(':');
                return new DeliveryLineRequest(parts[0], Units(parts, 1), null, parts.ElementAtOrDefault(2),
                    parts.ElementAtOrDefault(3));
            })]), call.Now, caller))));
        return register;
    }

    static Command Import(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "The delivery note, CSV or XLSX" };
        var import = new Command("import", "Writes a delivery down from its note")
        {
            file, Supplier, Day, Reference, Agreement, MinimumDays,
        };
        shared.On(import, call => call.As(Policy.GoodsPlan, async (db, caller) =>
        {
            var found = call.Value(file)!;
            if (!found.Exists) throw new CommandFailed($"there is no file {found.FullName}");
            await using var content = found.OpenRead();
            return Told(call, await DeliveryFile.Register(db, content, Head(call, null), call.Now, caller));
        }));
        return import;
    }

    static Command Move(Shared shared, string name, string about)
    {
        var delay = name == "delay";
        var command = new Command(name, about) { Id, Text };
        if (delay) command.Add(Day);
        shared.On(command, call => call.As(Policy.GoodsPlan, async (db, caller) => Told(call, delay
            ? await SaveDelivery.Delay(db, call.Value(Id), call.Value(Day), call.Value(Text), call.Now, caller)
            : await SaveDelivery.Cancel(db, call.Value(Id), call.Value(Text), call.Now, caller))));
        return command;
    }

    static Command Receive(Shared shared)
    {
        var temperature = new Option<string?>("--temperature") { Description = "Degrees Celsius on arrival, 5.4" };
        var packaging = new Option<string?>("--packaging")
        {
            Description = string.Join(", ", Kebab.All<PackagingCondition>()),
        };
        var logger = new Option<string?>("--logger") { Description = string.Join(", ", Kebab.All<LoggerReading>()) };
        var last = new Option<bool>("--last") { Description = "Nothing more comes of the delivery" };
        var lots = new Option<string[]>("--lot")
        {
            Description = "article:lot:expiry:units, and :damaged where some are; may be repeated",
        };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "The lots in a file, CSV or XLSX, in place of --lot",
        };
        var receive = new Command("receive", "Books what came of a delivery")
        {
            Id, lots, file, temperature, packaging, logger, last, Text,
        };
        shared.On(receive, call => call.As(Policy.WarehouseWork, async (db, caller) => call.Output.Outcome(
            await Arrived(call, db, call.Value(file), new([.. (call.Value(lots) ?? []).Select(lot =>
            {
                var parts = lot.Split(':');
                return new ArrivalLineRequest(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2),
                    Units(parts, 3), null, Units(parts, 4));
            })], call.Value(temperature), call.Value(packaging), call.Value(logger), call.Value(last),
                call.Value(Text)), caller),
            done => $"Receipt {done.Receipt}: {done.Lines.Sum(line => line.Units.Units)} units; delivery " +
                $"{done.Delivery} is {Kebab.Of(done.State)}. " + string.Join(" ", done.Lines
                    .Where(line => line.Deviations.Count > 0).Select(line =>
                        $"Line {line.Line} deviates: {string.Join(", ", line.Deviations.Select(Kebab.Of))}.")))));
        return receive;
    }

    static async Task<Result<GoodsReceiptAnswer>> Arrived(
        Call call, Db db, FileInfo? file, ArrivalRequest request, Caller caller)
    {
        if (file is null) return await ReceiveGoods.Run(db, call.Value(Id), request, call.Now, caller);
        if (request.Lines is { Count: > 0 })
            throw new CommandFailed("say the lots with --lot or with --file, not both");
        if (!file.Exists) throw new CommandFailed($"there is no file {file.FullName}");
        await using var content = file.OpenRead();
        return await ArrivalFile.Receive(db, call.Value(Id), content, request, call.Now, caller);
    }

    static long? Units(string[] parts, int at) =>
        parts.Length <= at ? null : long.TryParse(parts[at], out var units) ? units : -1;
}
