using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Parties;

namespace Forsyn.Cli.Commands;

static class AccessCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Number of the request" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("access", "Requests for access to ordering") { List(shared), Approve(shared), Refuse(shared) });

    static Command List(Shared shared)
    {
        var all = new Option<bool>("--all") { Description = "Also those that have been decided" };
        var after = new Option<long>("--after") { Description = "On from the last number of the page before" };
        var list = new Command("list", "Lists requests, the oldest first") { all, after };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var actor = await call.Actor(db, Policy.PeopleManage);
            if (!actor.Ok) return call.Output.Refused(actor.Refusal!);
            var found = await AccessRequests.List(
                db, call.Value(all) ? null : "open", call.Value(after), AccessRequests.MostAtOnce);
            return call.Output.Rows(found, ("Request", r => $"{r.Id}"), ("State", r => r.State), ("Name", r => r.Name),
                ("Role", r => r.Role), ("Workplace", r => r.Workplace), ("E-mail", r => r.Email),
                ("Telephone", r => r.Phone), ("HPR", r => r.HprNumber), ("Requested", r => r.RequestedAt));
        });
        return list;
    }

    static Command Approve(Shared shared)
    {
        var party = new Option<string>("--party")
        {
            Description = "Key of the customer to order for: forsyn parties search finds it", Required = true,
        };
        var approve = new Command("approve", "Gives access: makes a person who orders for a customer") { Id, party };
        shared.On(approve, async call =>
        {
            var db = await call.Database();
            var actor = await call.Actor(db, Policy.PeopleManage);
            if (!actor.Ok) return call.Output.Refused(actor.Refusal!);
            var made = await ApproveAccess.Run(db, call.Value(Id), call.Value(party), call.Now, actor.Value);
            return call.Output.Outcome(made, person => $"{person.Name} has access as {person.Persona}.");
        });
        return approve;
    }

    static Command Refuse(Shared shared)
    {
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var refuse = new Command("refuse", "Refuses a request") { Id, reason };
        shared.On(refuse, async call =>
        {
            var db = await call.Database();
            var actor = await call.Actor(db, Policy.PeopleManage);
            if (!actor.Ok) return call.Output.Refused(actor.Refusal!);
            var refused = await AccessRequests.Refuse(db, call.Value(Id), call.Value(reason), call.Now, actor.Value);
            return call.Output.Outcome(refused, done => $"Request {done.Id} is refused.");
        });
        return refuse;
    }
}
