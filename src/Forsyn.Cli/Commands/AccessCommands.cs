using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Parties;

namespace Forsyn.Cli.Commands;

static class AccessCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Number of the request" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("access", "Requests for access to ordering") 
        {
            List(shared), Show(shared), Assign(shared), Approve(shared), Refuse(shared),
        });

    static Command List(Shared shared)
    {
        var all = new Option<bool>("--all") { Description = "Also those that have been decided" };
        var after = new Option<long>("--after") { Description = "On from the last number of the page before" };
        var query = new Option<string?>("--query") { Description = "Words of name, workplace, e-mail or HPR number" };
        var mine = new Option<bool>("--mine") { Description = "Only those the one of --as handles" };
        var list = new Command("list", "Lists requests, the oldest first") { all, after, query, mine };
        shared.On(list, call => call.As(Policy.PeopleManage, async (db, caller) =>
        {
            var found = await AccessRequests.List(db, new(call.Value(all) ? null : "open", call.Value(query),
                call.Value(mine) ? caller.PersonaId : null, call.Value(after), AccessRequests.MostAtOnce));
            return call.Output.Rows(found, ("Request", r => $"{r.Id}"), ("State", r => r.State), ("Name", r => r.Name),
                ("Role", r => r.Role), ("Workplace", r => r.Workplace), ("E-mail", r => r.Email),
                ("Telephone", r => r.Phone), ("HPR", r => r.HprNumber), ("Requested", r => r.RequestedAt),
                ("Handled by", r => r.AssignedName));
        }));
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "Shows a request with its history") { Id };
        shared.On(show, call => call.As(Policy.PeopleManage, async (db, caller) =>
        {
            var found = await AccessRequests.One(db, call.Value(Id));
            if (!found.Ok || call.Output.AsJson) return call.Output.Outcome(found, _ => "");
            var request = found.Value.Request;
            call.Output.Done(request, $"Request {request.Id} of {request.Name}, {request.Workplace}: {request.State}");
            return call.Output.Rows(found.Value.Events, ("At", e => e.At), ("By", e => e.ByPerson),
                ("What", e => e.Kind), ("Text", e => e.Text));
        }));
        return show;
    }

    static Command Assign(Shared shared)
    {
        var to = new Option<string?>("--to") { Description = "Who takes it; back to all if left out" };
        var assign = new Command("assign", "Gives a request to one who handles them, or back to all") { Id, to };
        shared.On(assign, call => call.As(Policy.PeopleManage, async (db, caller) =>
        {
            var assigned = await AssignAccess.Run(db, call.Value(Id), call.Value(to), call.Now, caller);
            return call.Output.Outcome(assigned, done =>
                $"Request {done.Id} is {(call.Value(to) is { } taker ? $"handled by {taker}" : "back in the queue")}.");
        }));
        return assign;
    }

    static Command Approve(Shared shared)
    {
        var party = new Option<string>("--party")
        {
            Description = "Key of the customer to order for: forsyn parties search finds it", Required = true,
        };
        var reason = new Option<string?>("--reason") { Description = "What should be said of it, if anything" };
        var approve = new Command("approve", "Gives access: makes a person who orders for a customer")
        {
            Id, party, reason,
        };
        shared.On(approve, call => call.As(Policy.PeopleManage, async (db, caller) =>
        {
            var made = await ApproveAccess.Run(
                db, call.Value(Id), call.Value(party), call.Now, caller, call.Value(reason));
            return call.Output.Outcome(made, person => $"{person.Name} has access as {person.Persona}.");
        }));
        return approve;
    }

    static Command Refuse(Shared shared)
    {
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var refuse = new Command("refuse", "Refuses a request") { Id, reason };
        shared.On(refuse, call => call.As(Policy.PeopleManage, async (db, caller) =>
        {
            var refused = await AccessRequests.Refuse(db, call.Value(Id), call.Value(reason), call.Now, caller);
            return call.Output.Outcome(refused, done => $"Request {done.Id} is refused.");
        }));
        return refuse;
    }
}
