using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.App.Preparedness;

namespace Forsyn.Cli.Commands;

/// <summary>Monthly sales under forsyn preparedness: sent, listed, and made for a demonstration.</summary>
static class SalesCommands
{
    public static Command Send(Shared shared)
    {
        var month = new Argument<string>("month") { Description = "Such as 2026-05" };
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX: customer, articleNumber, packs" };
        var seller = new Option<string?>("--seller") { Description = "Key of the wholesaler; that of --as else" };
        var send = new Command("send-sales", "Takes in a month of sales, all of it or nothing") { month, file, seller };
        shared.On(send, call => call.As(Policy.SalesSend, async (db, caller) =>
        {
            await using var content = call.Value(file)!.OpenRead();
            return call.Output.Outcome(await ImportSales.Run(db,
                new(call.Value(seller), call.Value(month), "file", call.Value(file)!.Name),
                SalesFile.Lines(content, call.Stop), call.Now, caller, call.Output.Progress), done => done.AlreadyDone
                ? $"The sales of {done.Seller} in {done.Month} were taken in before: nothing changed."
                : $"{done.Lines} lines, {done.Packs} packs of {done.Products} products sold by {done.Seller} in " +
                    $"{done.Month}.");
        }));
        return send;
    }

    public static Command List(Shared shared)
    {
        var list = new Command("sales", "Months of sales that are in, the newest first");
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows((await SalesFiles.List(db, await call.Reader(db), limit: 200)).Items,
                ("Month", f => f.Month), ("Seller", f => f.Seller), ("Lines", f => f.Lines), ("Packs", f => f.Packs),
                ("Counts", f => f.Counts), ("Made", f => f.Made), ("Received", f => f.ReceivedAt),
                ("File", f => f.Name));
        });
        return list;
    }

    public static Command Make(Shared shared)
    {
        var months = new Option<int>("--months") { Description = "Months back", DefaultValueFactory = _ => 12 };
        var packages = new Option<int>("--packages") { Description = "At most", DefaultValueFactory = _ => 4_000 };
        var make = new Command("make-sales", "Makes sales for months that have none, line by line (demo)")
        {
            months, packages,
        };
        shared.On(make, call => call.As(Policy.PreparednessManage, async (db, _) =>
        {
            var country = Country.Load();
            if (!country.Ok) return call.Output.Refused(country.Refusal!);
            return call.Output.Outcome(await MakeSales.Run(db, country.Value, new(call.Value(months),
                call.Value(packages), Lines: call.Value(months)), call.Now, call.Output.Progress),
                done => $"{done.Files} made files, {done.Lines} lines, {done.Packs} packs.");
        }));
        return make;
    }
}
