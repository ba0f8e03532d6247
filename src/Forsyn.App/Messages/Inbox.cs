using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;

namespace Forsyn.App.Messages;

/// <summary>A message as its reader sees it.</summary>
public sealed class Message
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string Args { get; init; } = "{}";
    public string Link { get; init; } = "";
    public Moment MadeAt { get; init; }
    public Moment? ReadAt { get; init; }
    public bool Unread => ReadAt is null;

    public string Title(Language language) => MessageText.Title(language, Kind, Args);
    public string About(Language language) => MessageText.About(language, Kind, Args);
}

/// <summary>Which messages to list, the newest first.</summary>
/// <param name="After">The last id of the page before.</param>
public sealed record MessageFilter(bool UnreadOnly = false, string? Kind = null, long? After = null, int Limit = 50);

/// <summary>A person's own messages; nobody reads those of another.</summary>
public static class Inbox
{
    public static Task<List<Message>> List(Db db, MessageFilter filter, Caller caller) => db.List<Message>(
        "select id, kind, args, link, made_at, read_at from message where person = @PersonaId and shown "
        + (filter.UnreadOnly ? "and read_at is null " : "") + (string.IsNullOrEmpty(filter.Kind) ? "" :
            "and kind = @Kind ") + (filter.After is null ? "" : "and id < @After ") + "order by id desc limit @limit",
        new { caller.PersonaId, filter.Kind, filter.After, limit = Math.Clamp(filter.Limit, 1, 200) });

    public static async Task<long> Unread(Db db, Caller caller) => await db.One<long>(
        "select count(*) from message where person = @PersonaId and read_at is null and shown",
        new { caller.PersonaId });

    /// <summary>
    /// Marks a message as read, or as not read after all; gives where it leads. Refuses message-unknown.
    /// </summary>
    public static Task<Result<string>> Mark(Db db, long id, bool read, Moment now, Caller caller) =>
        db.Write<string>(async tx =>
        {
            var link = await tx.One<string>(
                "update message set read_at = " + (read ? "coalesce(read_at, @now)" : "null")
                + " where id = @id and person = @PersonaId returning link",
                new { id, now = now.Microseconds, caller.PersonaId });
            return link is null ? Refusal.Of("message-unknown", "id", $"{id}") : link;
        });

    /// <summary>Marks everything as read; gives how many were not.</summary>
    public static Task<Result<int>> MarkAll(Db db, Moment now, Caller caller) => db.Write<int>(async tx =>
        await tx.Do("update message set read_at = @now where person = @PersonaId and read_at is null",
            new { now = now.Microseconds, caller.PersonaId }));
}
