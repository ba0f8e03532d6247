using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Products;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>The stock of one product in the whole country, under forsyn stock.</summary>
static class ProductStockCommands
{
    static readonly Argument<string> Article = new("article") { Description = "Article number, six digits" };
    static readonly Option<string?>
        From = new("--from") { Description = "First day of the curve, 2026-01-31; a quarter back when left out" },
        To = new("--to") { Description = "Last day of the curve; today when left out" },
        By = new("--by") { Description = "Layers of the curve: status or pool" },
        Part = new("--part") { Description = "curve, lots, waiting or quarantined; all as JSON with --json" },
        Kind = new("--kind")
        {
            Description = "received, used, lost, counted, between-holders, set-aside or reserved",
        },
        Cursor = new("--cursor") { Description = "Next of the page before" };

    public static void Add(RootCommand root, Shared shared)
    {
        var product = new Command("product", "A product in the whole country: units by day, lots, what waits for it")
        {
            Article, From, To, By, Part,
        };
        shared.On(product, Show);
        var movements = new Command("movements", "A product's movements, the newest first") { Article, Kind, Cursor };
        shared.On(movements, Movements);
        var stock = root.Subcommands.Single(command => command.Name == "stock");
        stock.Subcommands.Add(product);
        stock.Subcommands.Add(movements);
    }

    static async Task<int> Show(Call call)
    {
        var db = await call.Database();
        var caller = await call.Reader(db);
        if (!caller.May(Policy.StockNational))
            return call.Output.Refused(Refusal.Of("not-allowed", "policy", Policy.StockNational));
        var found = await ProductStock.Run(db, new(call.Value(Article)!, call.Value(From), call.Value(To),
            call.Value(By)), call.Now, caller);
        if (!found.Ok) return call.Output.Refused(found.Refusal!);
        var (view, output) = (found.Value, call.Output);
        if (output.AsJson) return output.Done(view, "");
        return call.Value(Part) switch
        {
            "curve" => output.Rows([.. view.Curve.Turns],
                [("Day", day => day.Day), .. view.Curve.Layers.Index().Select(layer =>
                    (layer.Item, (Func<Core.Stock.CurveDay, object?>)(day => day.Units[layer.Index])))]),
            "waiting" => output.Rows(view.Waiting, ("State", w => w.State), ("Orders", w => w.Orders),
                ("Units", w => w.Units), ("Set aside", w => w.Reserved), ("Lacking", w => w.Lacking),
                ("Oldest", w => w.Oldest)),
            "quarantined" => output.Rows(view.Quarantined, ("Holder", q => q.Holder), ("Lot", q => q.LotNumber),
                ("Units", q => q.Units), ("Since", q => q.Since), ("Reason", q => q.Reason)),
            _ => Lots(output, view),
        };
    }

    static int Lots(Output output, ProductStockView view)
    {
        output.Rows(view.Lots, ("Id", lot => $"{lot.Id}"), ("Lot", lot => lot.LotNumber),
            ("Expires", lot => lot.ExpiresOn), ("Available", lot => lot.Available),
            ("In transit", lot => lot.InTransit), ("Reserved", lot => lot.Reserved),
            ("Quarantine", lot => lot.Quarantine),
            ("Recalled", lot => lot.Recalled), ("Holders", lot => lot.Holders));
        return output.Done(view, $"{view.Name}: {view.Total.Units} units at {view.Total.Holders} holders, " +
            $"{view.Total.InTransit} on the road, {view.Waiting.Sum(w => w.Lacking)} lacking for open orders, " +
            $"{view.Recalls.Count} open recalls.");
    }

    static async Task<int> Movements(Call call)
    {
        var db = await call.Database();
        if (!(await call.Reader(db)).May(Policy.StockNational))
            return call.Output.Refused(Refusal.Of("not-allowed", "policy", Policy.StockNational));
        var page = await ProductMovements.Run(
            db, call.Value(Article)!, call.Value(Kind), call.Now, call.Value(Cursor));
        if (!page.Ok) return call.Output.Refused(page.Refusal!);
        if (call.Output.AsJson) return call.Output.Done(page.Value, "");
        call.Output.Rows(page.Value.Items, ("Day", row => row.CountsOn), ("Units", row => row.Quantity),
            ("Lot", row => row.LotNumber), ("Holder", row => row.Holder), ("From", row => Kebab.Of(row.FromStatus)),
            ("To", row => Kebab.Of(row.ToStatus)), ("Reason", row => row.Reason), ("Recorded", row => row.RecordedAt));
        var next = page.Value.Next is { } cursor ? $" More with --cursor \"{cursor}\"." : "";
        return call.Output.Done(page.Value, $"{page.Value.Items.Count} movements.{next}");
    }
}
