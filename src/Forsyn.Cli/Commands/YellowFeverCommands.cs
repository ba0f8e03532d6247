using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class YellowFeverCommands
{
    static readonly Argument<string> Party = new("party") { Description = "Key of the workplace" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("yellow-fever", "Who may vaccinate against yellow fever")
        {
            List(shared), Show(shared), Grant(shared), Withdraw(shared),
        });

    static Command List(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "Words of name or municipality" };
        var municipality = new Option<string?>("--municipality") { Description = "Municipality number" };
        var decided = new Option<bool>("--decided") { Description = "Only those with a decision" };
        var after = new Option<long?>("--after") { Description = "On from the last id of the page before" };
        var list = new Command("list", "Lists workplaces that may") { query, municipality, decided, after };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await YellowFeverRegister.List(db, new(call.Value(query), call.Value(municipality),
                call.Value(decided), call.Value(after)), call.Now.Day);
            return call.Output.Rows(found, ("Id", o => $"{o.Id}"), ("Key", o => o.Key), ("Name", o => o.Name),
                ("Municipality", o => o.Municipality), ("By", o => o.ByKind ? "kind" : "decision"),
                ("Holds", o => o.IsAuthorised ? "yes" : "no"));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var hpr = new Option<string?>("--hpr") { Description = "May this physician vaccinate there?" };
        var show = new Command("show", "Shows a workplace and its decisions") { Party, hpr };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var found = await YellowFeverRegister.One(db, call.Value(Party)!, call.Now.Day);
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            var ground = await YellowFeverRegister.Vaccinator(
                db, call.Value(Party)!, call.Value(hpr) ?? "", call.Now.Day);
            var (office, decisions) = found.Value;
            return call.Output.Done(new { office, ground, decisions },
                $"{office.Name}: {(ground is { } known ? $"may, {Kebab.Of(known)}" : "may not")}; " +
                $"{decisions.Count} decisions.");
        });
        return show;
    }

    static Command Grant(Shared shared)
    {
        var name = new Option<string?>("--vaccinator") { Description = "Name, when it is for one physician" };
        var hpr = new Option<string?>("--hpr") { Description = "The physician's HPR number" };
        var by = new Option<string?>("--granted-by") { Description = "Who decided, when FHI writes it down" };
        var grant = new Command("grant", "Authorises an institution, or one physician there") { Party, name, hpr, by };
        shared.On(grant, call => call.As(Policy.YellowFeverGrant, async (db, caller) =>
        {
            var granted = await GrantYellowFever.Run(db, new(call.Value(Party), call.Value(name), call.Value(hpr),
                call.Value(by)), call.Now, caller);
            return call.Output.Outcome(granted, one => $"Decision {one.Id} is in the register.");
        }));
        return grant;
    }

    static Command Withdraw(Shared shared)
    {
        var id = new Argument<long>("id") { Description = "Number of the decision" };
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var withdraw = new Command("withdraw", "Withdraws a decision from today") { id, reason };
        shared.On(withdraw, call => call.As(Policy.YellowFeverGrant, async (db, caller) =>
        {
            var withdrawn = await GrantYellowFever.Withdraw(
                db, call.Value(id), call.Value(reason), call.Now, caller);
            return call.Output.Outcome(withdrawn, one => $"Decision {one.Id} is withdrawn.");
        }));
        return withdraw;
    }
}
