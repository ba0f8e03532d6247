using System.CommandLine;
using Forsyn.App.Parties;

namespace Forsyn.Cli.Commands;

static class PartiesCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var words = new Argument<string[]>("words")
        {
            Description = "Words of the name, key, organisation number or municipality",
        };
        var limit = new Option<int>("--limit") { Description = "At most this many", DefaultValueFactory = _ => 50 };
        var search = new Command("search", "Finds parties") { words, limit };
        shared.On(search, async call =>
        {
            var db = await call.Database();
            var query = string.Join(' ', call.Value(words) ?? []);
            var found = await SearchParties.Run(db, query, call.Now.Day, call.Value(limit));
            return call.Output.Rows(found, ("Key", p => p.Key), ("Name", p => p.Name), ("Type", p => p.Type),
                ("Municipality", p => p.Municipality), ("Organisation number", p => p.OrganisationNumber));
        });
        root.Subcommands.Add(new Command("parties", "Those who order, hold, supply and oversee medicines") { search });
    }
}
