using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class MandateCommands
{
    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("mandates", "Operators of the vaccine supply, framework agreements and ordering authorisations")
        {
            List(shared), Change(shared), AgreementList(shared), AuthorisationList(shared),
        });

    static Command List(Shared shared)
    {
        var list = new Command("operators", "Who calls off, sells, stores and distributes vaccine, by day");
        shared.On(list, async call => call.Output.Rows(await Operators.List(await call.Database()),
            ("Task", o => o.Task), ("Party", o => o.Party), ("From", o => o.ValidFrom), ("To", o => o.ValidTo),
            ("Chapter", o => o.Chapter), ("Decision", o => o.Decision)));
        return list;
    }

    static Command Change(Shared shared)
    {
        var task = new Argument<string>("task") { Description = "call-off, sale, storage or distribution" };
        var party = new Argument<string>("party") { Description = "Key of the party" };
        var from = new Argument<string>("from") { Description = "yyyy-MM-dd, later than today" };
        var decision = new Option<string>("--decision") { Description = "Who decided, and where", Required = true };
        var change = new Command("change-operator", "Gives a task to another party from a day to come")
        {
            task, party, from, decision,
        };
        shared.On(change, call => call.As(Policy.MandateManage, async (db, caller) =>
        {
            DateOnly? day = DateOnly.TryParseExact(call.Value(from), "yyyy-MM-dd", out var read) ? read : null;
            return call.Output.Outcome(await Operators.Change(db,
                new(call.Value(task), call.Value(party), day, call.Value(decision)), call.Now, caller),
                row => $"{row.PartyKey} has {row.Task} from {row.ValidFrom:yyyy-MM-dd}.");
        }));
        return change;
    }

    static Command AgreementList(Shared shared)
    {
        var list = new Command("agreements", "Framework agreements with their three parties");
        shared.On(list, async call => call.Output.Rows(await Agreements.List(await call.Database()),
            ("Agreement", a => a.Name), ("From", a => a.ValidFrom), ("To", a => a.ValidTo),
            ("Responsible", a => a.Responsible), ("Commercial", a => a.Commercial), ("Signatory", a => a.Signatory),
            ("Supplier", a => a.Supplier)));
        return list;
    }

    static Command AuthorisationList(Shared shared)
    {
        var list = new Command("authorisations", "Granted, used and remaining, and who reports");
        shared.On(list, async call => call.Output.Rows(await Authorisations.List(await call.Database()),
            ("Authorisation", a => a.Name), ("Year", a => a.Year), ("Granted", a => a.GrantedOre),
            ("Used", a => a.UsedOre), ("Remaining", a => a.Remaining), ("Reports", a => a.Owner),
            ("Until", a => a.OwnerTo)));
        return list;
    }
}
