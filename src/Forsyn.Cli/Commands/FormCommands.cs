using System.CommandLine;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Cli.Commands;

static class FormCommands
{
    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("forms", "The printable order forms for fax and post") 
        {
            List(shared), Print(shared), Shares(shared),
        });

    static Command Shares(Shared shared)
    {
        var shares = new Command("languages", "How much of forms and texts is in bokmål and in nynorsk");
        shared.On(shares, call =>
        {
            var report = MeasureLanguages.Run([], call.Now.Day);
            if (call.Output.AsJson) return Task.FromResult(call.Output.Done(report, ""));
            call.Output.Rows(report.Counts, ("What", c => c.What), ("Bokmål", c => c.Nb), ("Nynorsk", c => c.Nn),
                ("English", c => c.En), ("Bokmål %", c => c.Share(Language.Nb).Millionths / 10_000m),
                ("Nynorsk %", c => c.Share(Language.Nn).Millionths / 10_000m));
            return Task.FromResult(call.Output.Done(report,
                report.Fulfilled ? "The Language Act is fulfilled." : "The Language Act is not fulfilled."));
        });
        return shares;
    }

    static Command List(Shared shared)
    {
        var list = new Command("list", "Lists the forms and how many products stand on each");
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var rows = new List<(OrderForm Form, int Products)>();
            foreach (var form in Enum.GetValues<OrderForm>())
                rows.Add((form, (await OrderFormPdf.Products(db, form)).Count));
            return call.Output.Rows(
                [.. rows.Select(row => new ListedForm(Kebab.Of(row.Form), row.Products))], ("Form", f => f.Form),
                ("Name", f => Text.Get(call.Output.Language, $"order-form.{f.Form}")), ("Products", f => f.Products));
        });
        return list;
    }

    static Command Print(Shared shared)
    {
        var kind = new Argument<string>("form")
        {
            Description = "One of " + string.Join(", ", Kebab.All<OrderForm>()),
        };
        var file = new Option<string?>("--out") { Description = "File to write; default: its own name in this folder" };
        var site = new Option<string>("--site")
        {
            Description = "Where the program is reached, for the code on the form",
            DefaultValueFactory = _ => "http://localhost:5080",
        };
        var print = new Command("print", "Writes a form as PDF; with --as a customer's name is written on it")
        {
            kind, file, site,
        };
        shared.On(print, async call =>
        {
            var db = await call.Database();
            var made = await PrintForm.Run(db, call.Value(kind)!, call.Value(site)!, call.Output.Language, call.Now,
                await call.Caller(db));
            if (!made.Ok) return call.Output.Refused(made.Refusal!);
            var path = call.Value(file) ?? made.Value.FileName;
            await File.WriteAllBytesAsync(path, made.Value.Pdf, call.Stop);
            return call.Output.Done(new { file = path }, $"Written: {path}");
        });
        return print;
    }

    sealed record ListedForm(string Form, int Products);
}
