using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Messages;
using Forsyn.App.Texts;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>A person's own messages and how they come, and the queue of letters.</summary>
static class MessagesApi
{
    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/messages").WithTags("Messages").RequireAuthorization();
        messages.MapGet("/", List).WithName("list-messages").WithSummary("The caller's own messages, the newest first")
            .Produces<MessagePage>();
        messages.MapPost("/{id:long}/read", (long id, Db db, Clock clock, Current who, Words words) =>
                Mark(id, true, db, clock, who, words)).WithName("read-message").WithSummary("Marks a message as read")
            .Produces(204).ProducesProblem(404);
        messages.MapPost("/{id:long}/unread", (long id, Db db, Clock clock, Current who, Words words) =>
                Mark(id, false, db, clock, who, words)).WithName("unread-message")
            .WithSummary("Marks a message as not read").Produces(204).ProducesProblem(404);
        messages.MapPost("/read", async (Db db, Clock clock, Current who) =>
            {
                await Inbox.MarkAll(db, clock.Now, who.Caller);
                return Results.NoContent();
            }).WithName("read-messages").WithSummary("Marks all messages as read").Produces(204);
        messages.MapGet("/settings", async (Db db, Current who) =>
                Results.Ok(await MessageSettings.Read(db, who.Caller)))
            .WithName("get-message-settings").WithSummary("How the caller is told of what").Produces<Wishes>();
        messages.MapPut("/settings", async (Wishes wishes, Db db, Current who, Words words) =>
                (await MessageSettings.Save(db, wishes, who.Caller)).Answer(words, Results.Ok))
            .WithName("put-message-settings").WithSummary("Chooses how the caller is told of what")
            .Produces<Wishes>().ProducesProblem(422);
        var mails = api.MapGroup("/mails").WithTags("Messages").RequireAuthorization(Policy.MailRead);
        mails.MapGet("/", Letters).WithName("list-mails").WithSummary("E-mails waiting, sent or given up, newest first")
            .Produces<MailPage>();
        mails.MapPost("/{id:long}/again", async (long id, Db db, Clock clock, Words words) =>
                (await Mails.Again(db, id, clock.Now)).Answer(words, _ => Results.NoContent()))
            .WithName("send-mail-again").WithSummary("Tries an e-mail again").Produces(204).ProducesProblem(404);
    }

    /// <summary>A message that is followed is read: on to what it is about.</summary>
    public static void MapMessageLinks(this WebApplication app) =>
        app.MapGet("/messages/{id:long}", async (long id, Db db, Clock clock, Current who) =>
                (await Inbox.Mark(db, id, true, clock.Now, who.Caller))
                    .Match(link => Results.LocalRedirect(LocalPath.Of(link)), _ => Results.NotFound()))
            .RequireAuthorization().ExcludeFromDescription();

    static async Task<IResult> List(
        Db db, Current who, Words words, bool unread = false, string? kind = null, long? cursor = null, int limit = 50)
    {
        var found = await Inbox.List(db, new(unread, kind, cursor, limit), who.Caller);
        return Results.Ok(new MessagePage(
            [.. found.Select(message => MessageBody.Of(message, words.Language))],
            await Inbox.Unread(db, who.Caller),
            found.Count == Math.Clamp(limit, 1, 200) ? found[^1].Id : null));
    }

    static async Task<IResult> Mark(long id, bool read, Db db, Clock clock, Current who, Words words) =>
        (await Inbox.Mark(db, id, read, clock.Now, who.Caller)).Answer(words, _ => Results.NoContent());

    static async Task<IResult> Letters(
        Db db, string? state = null, string? query = null, long? cursor = null, int limit = 50)
    {
        var found = await Mails.List(db, new(state, query, cursor, limit));
        return Results.Ok(new MailPage([.. found.Select(MailBody.Of)],
            found.Count == Math.Clamp(limit, 1, 200) ? found[^1].Id : null));
    }
}

/// <summary>A message in the reader's language.</summary>
public sealed record MessageBody(long Id, string Kind, string Title, string About, string Link, Moment At, bool Unread)
{
    public static MessageBody Of(Message message, Language language) => new(message.Id, message.Kind,
        message.Title(language), message.About(language), message.Link, message.MadeAt, message.Unread);
}

/// <summary>A page of messages; next is the cursor of what follows, if anything may.</summary>
/// <param name="Unread">How many of all are unread.</param>
public sealed record MessagePage(IReadOnlyList<MessageBody> Items, long Unread, long? Next);

/// <summary>A letter without its words.</summary>
public sealed record MailBody(
    long Id, string Address, string Language, string Kind, string State, Moment MadeAt, long Attempts, Moment TryAt,
    Moment? SentAt, string? Failure)
{
    public static MailBody Of(Mail mail) => new(mail.Id, mail.Address, mail.Language, mail.Kind, mail.State,
        mail.MadeAt, mail.Attempts, mail.TryAt, mail.SentAt, mail.Failure);
}

/// <summary>A page of letters; next is the cursor of what follows, if anything may.</summary>
public sealed record MailPage(IReadOnlyList<MailBody> Items, long? Next);
