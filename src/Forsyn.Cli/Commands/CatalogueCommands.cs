using System.CommandLine;
using System.Globalization;
using System.Text;
using Forsyn.App.Catalogue;
using Forsyn.App.Catalogue.Fest;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.Cli.Commands;

static class CatalogueCommands
{
    const int UnjoinedShown = 10;

    public static void Add(RootCommand root, Shared shared)
    {
        var catalogue = new Command("catalogue", "The catalogue of products: import and search");
        catalogue.Subcommands.Add(ImportFestFile(shared));
        catalogue.Subcommands.Add(ImportLists(shared));
        catalogue.Subcommands.Add(Search(shared));
        catalogue.Subcommands.Add(Show(shared));
        root.Subcommands.Add(catalogue);
    }

    static Command ImportFestFile(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "FEST file (M30, 2014-12-01), XML or gz" };
        var increment = new Option<bool>("--increment")
        {
            Description = "The file has only what changed since the last one",
        };
        var command = new Command("import-fest", "Imports a FEST file, all of it or nothing") { file, increment };
        shared.On(command, async call =>
        {
            var db = await call.Database();
            await using var stream = call.Value(file)!.OpenRead();
            var result = await ImportFest.Run(db, new(stream, call.Value(increment), call.By), call.Now, entries =>
            {
                if (entries % 10_000 == 0) call.Output.Progress($"{entries} entries, {Percent(stream)} % of the file");
            }, call.Stop);
            return call.Output.Outcome(result, report => report.AlreadyImported
                ? $"The file of {report.RetrievedAt} was imported before: nothing changed."
                : string.Join('\n', report.Counts.Select(c => $"{c.Catalogue}: {c.Added} added, {c.Changed} changed, " +
                    $"{c.Expired} expired, {c.Unchanged} unchanged, {c.Older} older than held")));
        });
        return command;
    }

    static string Percent(FileStream stream) =>
        (stream.Position * 100 / Math.Max(stream.Length, 1)).ToString(CultureInfo.InvariantCulture);

    static Command ImportLists(Shared shared)
    {
        var brands = new Option<FileInfo>("--brands") { Description = "CSV of brands", Required = true };
        var packages = new Option<FileInfo>("--packages") { Description = "CSV of packages", Required = true };
        var unjoined = new Option<FileInfo?>("--unjoined")
        {
            Description = "Write the packages without a brand to this CSV",
        };
        var command = new Command("import-lists",
            "Imports the plain lists of brands and packages and joins them by name")
        {
            brands, packages, unjoined,
        };
        shared.On(command, async call =>
        {
            var (brandFile, packageFile) = (call.Value(brands)!, call.Value(packages)!);
            var lists = new CatalogueLists(brandFile.Name, await File.ReadAllTextAsync(brandFile.FullName, call.Stop),
                packageFile.Name, await File.ReadAllTextAsync(packageFile.FullName, call.Stop));
            var result = await ImportCatalogueLists.Run(await call.Database(), lists, call.Output.Progress);
            if (result.Ok && call.Value(unjoined) is { } file) await File.WriteAllTextAsync(file.FullName,
                Csv(result.Value), call.Stop);
            return result.Ok && call.Output.AsJson
                ? call.Output.Done(Shown(result.Value), "") : call.Output.Outcome(result, Told);
        });
        return command;
    }

    static object Shown(ListReport report) => new
    {
        report.Brands, report.Packages, outcomes = report.Outcomes.ToDictionary(o => Kebab.Of(o.Key), o => o.Value),
        report.Added, report.Completed, unjoined = report.Unjoined.Count,
        firstUnjoined = report.Unjoined.Take(UnjoinedShown).Select(j => new
            { articleNumber = $"{j.Package.ArticleNumber}", j.Package.Name, reason = Kebab.Of(j.Outcome) }),
    };

    static string Told(ListReport report)
    {
        var text = new StringBuilder($"{report.Brands} brands, {report.Packages} packages: " +
            $"{report.Added} products added, {report.Completed} completed.");
        foreach (var (outcome, count) in report.Outcomes) text.Append($"\n  {Kebab.Of(outcome)}: {count}");
        foreach (var one in report.Unjoined.Take(UnjoinedShown))
            text.Append($"\n{one.Package.ArticleNumber} {one.Package.Name} ({Kebab.Of(one.Outcome)})");
        if (report.Unjoined.Count > UnjoinedShown)
            text.Append($"\n… and {report.Unjoined.Count - UnjoinedShown} more: --unjoined FILE writes all of them.");
        return text.ToString();
    }

    static string Csv(ListReport report)
    {
        var text = new StringBuilder("articleNumber;name;nameFormStrength;reason\n");
        foreach (var one in report.Unjoined)
            text.Append(CultureInfo.InvariantCulture,
                $"{one.Package.ArticleNumber};{Cell(one.Package.Name)};{Cell(one.Package.NameFormStrength)};")
                .Append(Kebab.Of(one.Outcome)).Append('\n');
        return text.ToString();
    }

    static string Cell(string text) => text.AsSpan().IndexOfAny(";\"\n") < 0 ? text
        : $"\"{text.Replace("\"", "\"\"")}\"";

    static Command Search(Shared shared)
    {
        var text = new Argument<string>("text") { Description = "Words, disease, article number, GTIN or scan" };
        var all = new Option<bool>("--all") { Description = "Also what the vaccine shop does not sell" };
        var limit = new Option<int>("--limit")
        {
            Description = "At most so many", DefaultValueFactory = _ => FindProducts.DefaultLimit,
        };
        var command = new Command("search", "Finds products") { text, all, limit };
        shared.On(command, async call =>
        {
            var query = new FindProductsQuery(call.Value(text), OnlyOrderable: !call.Value(all),
                Limit: call.Value(limit));
            var found = await FindProducts.Run(await call.Database(), query);
            return found.Ok
                ? call.Output.Rows(found.Value.Items, ("Article", p => p.ArticleNumber), ("Name", p => p.Name),
                    ("Substance", p => p.Substance), ("ATC", p => p.Atc), ("Doses", p => p.DosesPerPack),
                        ("Price", p => p.PricePerPack))
                : call.Output.Refused(found.Refusal!);
        });
        return command;
    }

    static Command Show(Shared shared)
    {
        var article = new Argument<string>("article") { Description = "Article number, six digits" };
        var command = new Command("show", "Shows a product with the facts that rules key on") { article };
        shared.On(command, async call =>
        {
            var found = await GetProduct.Run(await call.Database(), call.Value(article)!);
            return call.Output.Outcome(found, p =>
                $"{p.ArticleNumber} {p.Name}, {p.Substance} ({p.Atc}), {p.Form} {p.Strength}. " +
                $"{p.DosesPerPack} doses per pack, {p.PricePerPack} kroner, kept at {Kebab.Of(p.Storage)}. " +
                $"Groups: {(p.Groups.Count == 0 ? "none" : string.Join(", ", p.Groups))}. " +
                $"{(p.Authorised ? "Authorised" : "Without marketing authorisation")}" +
                $"{(p.OnPositiveList ? ", on the positive list" : "")}.");
        });
        return command;
    }
}
