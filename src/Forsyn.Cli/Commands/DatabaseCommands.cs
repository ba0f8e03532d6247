using System.CommandLine;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Demo;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class DatabaseCommands
{
    public static void Add(RootCommand root, Shared shared)
    {
        var migrate = new Command("migrate", "Makes the database or brings it to the newest schema");
        shared.On(migrate, async call =>
        {
            var db = call.NewOrOld();
            var done = await Migrate.Run(db);
            return call.Output.Done(new { database = db.Name, migrations = done },
                done.Count == 0 ? $"{db.Name} is up to date." : $"{db.Name}: {string.Join(", ", done)}.");
        });
        root.Subcommands.Add(migrate);

        var data = new Option<string?>("--data")
        {
            Description = "Folder of public files to load in place of the built-in country",
        };
        var seed = new Command("seed",
            "Fills the database with the demonstration country; doing it twice changes nothing") { data };
        shared.On(seed, async call =>
        {
            var db = call.NewOrOld();
            await Migrate.Run(db);
            var result = call.Value(data) is { } folder
                ? await SeedCountry.FromFolder(db, folder, call.Now, call.Output.Progress)
                : await SeedCountry.Run(db, call.Now, call.Output.Progress);
            return call.Output.Outcome(result, done => done.AlreadyDone
                ? $"{db.Name} was seeded before: nothing changed."
                : $"{db.Name} is seeded: {string.Join(", ", done.Rows.Select(row => $"{row.Key} {row.Value}"))}.");
        });
        root.Subcommands.Add(seed);

        var personas = new Command("personas", "Lists the people one can sign in as in demonstration mode");
        shared.On(personas, async call => call.Output.Rows(await Personas.Of(await call.Database(), call.Now).All(),
            ("Id", person => person.PersonaId), ("Name", person => person.Name),
            ("Acts as", person => string.Join(", ", person.Roles.Select(Kebab.Of))),
            ("For", person => person.PartyName)));
        root.Subcommands.Add(personas);
    }
}
