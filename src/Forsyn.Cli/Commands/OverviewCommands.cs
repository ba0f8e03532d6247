using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>The country's stock by any dimension, and the movements behind a figure.</summary>
static class OverviewCommands
{
    static readonly Option<string?>
        Article = Text("--article", "Article number, six digits"),
        Query = Text("--query", "Words of the product: name, substance, disease"),
        Atc = Text("--atc", "ATC code or the beginning of one"),
        County = Text("--county", "Two digits"),
        Municipality = Text("--municipality", "Four digits"),
        HolderType = Text("--holder-type", "pharmacy, hospital, wholesaler, …"),
        Holder = Text("--holder-id", "Id of the holder"),
        Lot = Text("--lot-id", "Id of the lot"),
        Pool = Text("--pool", "sale, programme, emergency, preparedness-primary or preparedness-specialist"),
        Status = Text("--status", "available, in-transit, reserved, quarantine or recalled"),
        AsOf = Text("--as-of", "How it stood at the end of this day, 2026-01-31"),
        KnownOn = Text("--known-on", "As it was known at the end of this day, 2026-01-31"),
        Substance = Text("--substance", "The substance, as the catalogue writes it"),
        Expiring = Text("--expiring", "Only what expires within 30, 90 or 180 days"),
        GroupBy = Text("--group-by", "product, substance, atc1 to atc5, pool, status, holder-type, county, " +
            "municipality, holder or lot"),
        Sort = Text("--sort", "name, units, positions, within30, expiring, within180, in-transit, quarantined or " +
            "recalled; -units has the most first"),
        Cursor = Text("--cursor", "Next of the page before"),
        View = Text("--view", "The name of a view of the person of --as, in place of the other options");
    static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most this many rows, 200 at the most", DefaultValueFactory = _ => 50,
    };

    static readonly Option[] Filter =
        [Article, Query, Substance, Atc, County, Municipality, HolderType, Holder, Lot, Pool, Status, AsOf, KnownOn,
            Expiring, Cursor, Limit];

    /// <summary>All that a question is told by.</summary>
    internal static readonly Option[] Asked = [GroupBy, Sort, .. Filter];

    /// <summary>Adds to the command stock, which must be there.</summary>
    public static void Add(RootCommand root, Shared shared)
    {
        var overview = new Command("overview", "Units by product, pool, status, holder type, county or municipality");
        foreach (var option in (Option[])[View, .. Asked]) overview.Options.Add(option);
        shared.On(overview, Figures);
        var transfers = new Command("transfers", "The movements that a figure of the overview is made of");
        foreach (var option in Filter) transfers.Options.Add(option);
        shared.On(transfers, Transfers);
        var stock = root.Subcommands.Single(command => command.Name == "stock");
        stock.Subcommands.Add(overview);
        var sums = new Command(
            "overview", "Stock summed beforehand, which the overview reads, and questions kept by name");
        var rebuild = new Command("rebuild", "Adds up all stock anew; killed, it leaves the sums as they were");
        shared.On(rebuild, Rebuild);
        sums.Subcommands.Add(rebuild);
        sums.Subcommands.Add(SavedViewCommands.Views(shared));
        root.Subcommands.Add(sums);
        stock.Subcommands.Add(transfers);
    }

    static async Task<int> Figures(Call call)
    {
        var db = await call.Database();
        if (await Denied(call) is { } denied) return call.Output.Refused(denied);
        var asked = await Viewed(call, db);
        if (!asked.Ok) return call.Output.Refused(asked.Refusal!);
        var query = asked.Value.Read(call.Now.Day);
        if (!query.Ok) return call.Output.Refused(query.Refusal!);
        var answer = await Overview.Run(db, query.Value, call.Now);
        if (!answer.Ok) return call.Output.Refused(answer.Refusal!);
        var rows = await OverviewDetail.Of(db, query.Value, answer.Value.Rows, call.Now);
        if (call.Output.AsJson) return call.Output.Done(answer.Value with { Rows = rows }, "");
        call.Output.Rows(rows, ("Key", row => row.Key), ("Name", row => row.Name),
            ("Units", row => row.Units),
            ("Packs", row => row.Packs), ("Cover, days", row => row.CoverDays), ("Positions", row => row.Positions),
            ("Holders", row => row.Holders), ("30 days", row => row.Within30), ("90 days", row => row.Expiring),
            ("180 days", row => row.Within180), ("In transit", row => row.InTransit),
            ("Quarantined", row => row.Quarantined), ("Recalled", row => row.Recalled), ("Late", row => row.Late),
            ("Oldest", row => row.Oldest));
        var next = answer.Value.Next is { } cursor ? $" More with --cursor \"{cursor}\"." : "";
        var total = answer.Value.Total;
        return call.Output.Done(total,
            $"{total.Units} units{Counted(total)}.{next}");
    }

    static async Task<Result<StockQuestion>> Viewed(Call call, Db db)
    {
        if (call.Value(View) is not { } name) return Question(call);
        var beside = Asked.OfType<Option<string?>>()
            .Where(option => option != Cursor && call.Value(option) is not null).Select(option => option.Name).ToList();
        if (beside.Count > 0)
            throw new CommandFailed($"--view is a whole question by itself: leave out {string.Join(", ", beside)}");
        var who = await call.Caller(db) ?? throw new CommandFailed(
            "--view is one of a person's own: say whose with --as; forsyn personas lists the people");
        var view = (await SavedViews.List(db, who)).FirstOrDefault(one => one.Name == name);
        return view is null ? Refusal.Of("view-unknown", "view", name)
            : view.Question with { Cursor = call.Value(Cursor) };
    }

    // What does not add up is left out where it was not counted.
    static string Counted(StockFigures total) =>
        (total.Positions is { } positions ? $" in {positions} positions" : "")
        + (total.Products is { } products ? $" of {products} products" : "")
        + (total.Holders is { } holders ? $" at {holders} holders" : "")
        + (total.Late is { } late ? $", {late} units older than due" : "");

    static async Task<int> Transfers(Call call)
    {
        var db = await call.Database();
        if (await Denied(call) is { } denied) return call.Output.Refused(denied);
        var query = Question(call).Read(call.Now.Day);
        if (!query.Ok) return call.Output.Refused(query.Refusal!);
        var page = await TransfersBehind.Run(db, query.Value.Filter, call.Now, query.Value.Cursor, query.Value.Limit);
        if (!page.Ok) return call.Output.Refused(page.Refusal!);
        if (call.Output.AsJson) return call.Output.Done(page.Value, "");
        call.Output.Rows(page.Value.Items, ("Day", row => row.CountsOn), ("Change", row => row.Change),
            ("Product", row => row.Product), ("Lot", row => row.LotNumber), ("Holder", row => row.Holder),
            ("From", row => Kebab.Of(row.FromStatus)), ("To", row => Kebab.Of(row.ToStatus)),
            ("Reason", row => row.Reason),
            ("Source", row => row.Source), ("Recorded", row => row.RecordedAt), ("By", row => row.RecordedBy));
        var next = page.Value.Next is { } cursor ? $" More with --cursor \"{cursor}\"." : "";
        return call.Output.Done(page.Value, $"{page.Value.Items.Count} movements.{next}");
    }

    static async Task<int> Rebuild(Call call)
    {
        var db = await call.Database();
        var done = await RollUpStock.Run(db, call.Now, anew: true);
        await UseFlow.Build(db);
        await StockFlow.Build(db);
        return done is null ? call.Output.Failed("another process sums the stock now")
            : call.Output.Done(done,
                $"{done.Rows} sums over all transfers below {done.Tx}, as of {done.Day:yyyy-MM-dd}.");
    }

    static async Task<Refusal?> Denied(Call call) =>
        await call.Caller(await call.Database()) is { } who && !who.May(Policy.StockNational)
            ? Refusal.Of("not-allowed", "policy", Policy.StockNational) : null;

    internal static StockQuestion Question(Call call) => new(
        call.Value(Article), call.Value(Query), call.Value(Atc), call.Value(County), call.Value(Municipality),
        call.Value(HolderType), call.Value(Holder), call.Value(Lot), call.Value(Pool), call.Value(Status),
        call.Value(Expiring), call.Value(AsOf), call.Value(GroupBy), call.Value(Sort),
        call.Value(Cursor),
        call.Value(Limit), call.Value(Substance), call.Value(KnownOn));

    static Option<string?> Text(string name, string about) => new(name) { Description = about };
}
