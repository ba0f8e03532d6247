using System.CommandLine;
using Forsyn.App.Billing;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class BillingCommands
{
    static readonly Argument<long> Number = new("number") { Description = "Invoice number" };

    public static void Add(RootCommand root, Shared shared) =>
        root.Subcommands.Add(
            new Command("invoices", "What customers were invoiced") { List(shared), Show(shared), Pdf(shared) });

    static Command List(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "Invoice number, KID, order number or receiver" };
        var after = new Option<long?>("--after") { Description = "The last number of the page before" };
        var limit = new Option<int>("--limit") { Description = "At most this many", DefaultValueFactory = _ => 50 };
        var list = new Command("list", "Lists invoices, the newest first") { query, after, limit };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var filter = new InvoiceFilter(call.Value(query), call.Value(after), call.Value(limit));
            var found = await ListInvoices.Run(db, filter, call.Output.Language, await call.Reader(db));
            return call.Output.Rows(found, ("Number", i => i.Number.ToString()), ("Receiver", i => i.Receiver),
                ("Order", i => i.Order.ToString()), ("Date", i => i.IssuedOn), ("Due", i => i.DueOn),
                ("KID", i => i.Kid), ("Total", i => i.Total));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "Shows an invoice line by line") { Number };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await GetInvoice.Run(db, call.Value(Number), call.Output.Language, await call.Reader(db));
            return found.Match(invoice => Print(call.Output, invoice), call.Output.Refused);
        });
        return show;
    }

    static Command Pdf(Shared shared)
    {
        var file = new Option<string?>("--out") { Description = "File to write; default: its own name in this folder" };
        var pdf = new Command("pdf", "Writes an invoice as a PDF") { Number, file };
        shared.On(pdf, async call =>
        {
            var db = await call.Database();
            var language = call.Output.Language;
            var found = await GetInvoice.Run(db, call.Value(Number), language, await call.Reader(db));
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            var path = call.Value(file) ?? InvoicePdf.FileName(found.Value, language);
            await File.WriteAllBytesAsync(path, InvoicePdf.Make(found.Value, language, call.Now), call.Stop);
            return call.Output.Done(new { file = path }, $"Written: {path}");
        });
        return pdf;
    }

    static int Print(Output output, InvoiceView invoice)
    {
        if (output.AsJson) return output.Done(invoice, "");
        output.Rows(invoice.Lines, ("Item", l => InvoiceTexts.Item(output.Language, l)),
            ("Article", l => l.ArticleNumber), ("Doses", l => l.Doses), ("Net", l => l.Net), ("Levy", l => l.Levy),
            ("VAT", l => l.Vat), ("Total", l => l.Total));
        string Day(DateOnly day) => Formats.Day(output.Language, day);
        return output.Done(invoice,
            $"Invoice {invoice.Number} of {Day(invoice.IssuedOn)} to {invoice.Receiver.Name} for order " +
            $"{invoice.Order}: {Formats.Kroner(output.Language, invoice.Total)} " +
            $"by {Day(invoice.DueOn)}, KID {invoice.Kid}.");
    }
}
