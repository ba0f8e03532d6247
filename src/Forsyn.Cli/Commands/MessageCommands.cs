using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Messages;

namespace Forsyn.Cli.Commands;

static class MessageCommands
{
    static readonly Option<long?> After = new("--after") { Description = "On from the last id of the page before" };
    static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most this many", DefaultValueFactory = _ => 50,
    };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("messages", "What people are told: messages and e-mails")
        {
            List(shared), Read(shared), Outbox(shared), Again(shared),
        });

    static Command List(Shared shared)
    {
        var unread = new Option<bool>("--unread") { Description = "Only what has not been read" };
        var list = new Command("list", "Lists the messages of --as, the newest first") { unread, After, Limit };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var found = await Inbox.List(db,
                new(call.Value(unread), null, call.Value(After), call.Value(Limit)), await call.Reader(db));
            return call.Output.Rows(found, ("Message", m => $"{m.Id}"), ("At", m => m.MadeAt),
                ("Unread", m => m.Unread ? "unread" : ""), ("What", m => m.Title(call.Output.Language)),
                ("Where", m => m.Link));
        });
        return list;
    }

    static Command Read(Shared shared)
    {
        var id = new Argument<long>("id") { Description = "Id of the message" };
        var read = new Command("read", "Marks a message of --as as read") { id };
        shared.On(read, async call =>
        {
            var db = await call.Database();
            var marked = await Inbox.Mark(db, call.Value(id), true, call.Now, await call.Reader(db));
            return call.Output.Outcome(marked, link => $"Read: {link}");
        });
        return read;
    }

    static Command Outbox(Shared shared)
    {
        var state = new Option<string?>("--state") { Description = "Only waiting, sent or failed" };
        var outbox = new Command("outbox", "Lists e-mails, the newest first") { state, After, Limit };
        shared.On(outbox, call => call.As(Policy.MailRead, async (db, caller) =>
        {
            var found = await Mails.List(db, new(call.Value(state), null, call.Value(After), call.Value(Limit)));
            return call.Output.Rows(found, ("Mail", m => $"{m.Id}"), ("Made", m => m.MadeAt), ("State", m => m.State),
                ("To", m => m.Address), ("Subject", m => MessageText.Letter(m, "").Subject),
                ("Failure", m => m.Failure));
        }));
        return outbox;
    }

    static Command Again(Shared shared)
    {
        var id = new Argument<long>("id") { Description = "Id of the e-mail" };
        var again = new Command("send-again", "Puts an e-mail that was given up back in the queue") { id };
        shared.On(again, call => call.As(Policy.MailRead, async (db, caller) =>
        {
            return call.Output.Outcome(await Mails.Again(db, call.Value(id), call.Now), done =>
                $"E-mail {done} waits again.");
        }));
        return again;
    }
}
