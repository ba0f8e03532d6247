using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class TemplateCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Number of the template" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("templates", "Lines a party orders again and again")
        {
            List(shared), Show(shared), Save(shared), Use(shared), Delete(shared),
        });

    static Command List(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "Words of name or products" };
        var after = new Option<long>("--after") { Description = "On from the last number of the page before" };
        var list = new Command("list", "Lists the templates of the party of --as") { query, after };
        shared.On(list, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Rows(
            await ListTemplates.Run(db, caller, call.Value(query), call.Value(after), 200),
            ("Template", t => $"{t.Id}"), ("Name", t => t.Name), ("Lines", t => t.LineCount), ("Doses", t => t.Doses),
            ("Changed", t => t.ChangedAt), ("By", t => t.ChangedBy))));
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "Shows the lines of a template") { Id };
        shared.On(show, call => call.As(Policy.ShopUse, async (db, caller) =>
        {
            var found = await ListTemplates.One(db, call.Value(Id), caller);
            if (!found.Ok || call.Output.AsJson) return call.Output.Outcome(found, _ => "");
            call.Output.Done(found.Value, found.Value.Head.Name);
            return call.Output.Rows(found.Value.Lines, ("Article", l => l.ArticleNumber), ("Doses", l => l.Doses),
                ("Purpose", l => l.Purpose));
        }));
        return show;
    }

    static Command Save(Shared shared)
    {
        var name = new Argument<string>("name") { Description = "What to call it" };
        var order = new Option<long?>("--order") { Description = "Take the lines of this order, not of the basket" };
        var line = new Option<string[]>("--line")
        {
            Description = "A line as article:doses:purpose, such as 020227:5:payable; may be given several times",
        };
        var id = new Option<long?>("--id") { Description = "Change this template" };
        var save = new Command("save", "Saves lines as a template: the basket's, an order's or those given")
        {
            name, order, line, id,
        };
        shared.On(save, call => call.As(Policy.ShopUse, async (db, caller) =>
        {
            var lines = call.Value(line) is { Length: > 0 } given ? given.Select(Read).ToList() : null;
            var saved = await SaveTemplate.Run(
                db, new(call.Value(name), call.Value(order), lines), call.Now, caller, call.Value(id));
            return call.Output.Outcome(saved, done => $"Template {done.Id} is saved.");
        }));
        return save;
    }

    static Command Use(Shared shared)
    {
        var use = new Command("use", "Puts the lines in the basket of the one of --as") { Id };
        shared.On(use, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Outcome(
            await UseTemplate.Run(db, call.Value(Id), call.Now, caller),
            basket => $"The basket has {basket.Lines?.Count ?? 0} lines.")));
        return use;
    }

    static Command Delete(Shared shared)
    {
        var delete = new Command("delete", "Deletes a template") { Id };
        shared.On(delete, call => call.As(Policy.ShopUse, async (db, caller) => call.Output.Outcome(
            await UseTemplate.Delete(db, call.Value(Id), caller), gone => $"Template {gone} is deleted.")));
        return delete;
    }

    static LineRequest Read(string text) => text.Split(':') is [var article, var doses, var purpose]
        ? new LineRequest
        {
            ArticleNumber = article, Purpose = purpose, Doses = long.TryParse(doses, out var number) ? number : null,
        }
        : throw new CommandFailed($"'{text}' is no line: write article:doses:purpose");
}
