using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>What was lost, under forsyn stock.</summary>
static class WasteCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var stock = root.Subcommands.First(command => command.Name == "stock");
        stock.Subcommands.Add(Report(shared));
        stock.Subcommands.Add(Import(shared));
    }

    static Command Report(Shared shared)
    {
        var group = new Option<string?>("--group-by") { Description = string.Join(", ", Kebab.All<WasteGroup>()) };
        var (from, to) = (new Option<string?>("--from") { Description = "First day, 2026-01-31" },
            new Option<string?>("--to") { Description = "Last day" });
        var cause = new Option<string?>("--cause") { Description = "One cause only" };
        var query = new Option<string?>("--query") { Description = "A part of the product's name or number" };
        var report = new Command("wastage", "What was lost, in units and kroner") { group, from, to, cause, query };
        shared.On(report, call => call.As(Policy.StockRead, async (db, caller) =>
        {
            var read = await Wastage.Run(db, new(call.Value(group), call.Value(from), call.Value(to),
                call.Value(cause), call.Value(query)), call.Now.Day, caller);
            return read.Ok ? call.Output.Rows(read.Value.Rows, ("Key", r => r.Key), ("Name", r => r.Name),
                ("Units", r => r.Units), ("Kroner", r => r.Value), ("Entries", r => r.Entries))
                : call.Output.Refused(read.Refusal!);
        }));
        return report;
    }

    static Command Import(Shared shared)
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "CSV or XLSX: " + string.Join(", ", EntryFile.Columns),
        };
        var import = new Command("entries-file", "Books many entries from a file: all or none") { file };
        shared.On(import, call => call.As(Policy.StockOwn, async (db, caller) =>
        {
            var found = call.Value(file)!;
            if (!found.Exists) throw new CommandFailed($"there is no file {found.FullName}");
            await using var content = found.OpenRead();
            return call.Output.Outcome(await EntryFile.Book(db, content, call.Now, caller),
                done => $"{done.Entries} entries, {done.Doses} doses, {done.Value} kroner.");
        }));
        return import;
    }
}
