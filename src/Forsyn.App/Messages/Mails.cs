using Forsyn.App.Database;

namespace Forsyn.App.Messages;

/// <summary>A letter in the queue.</summary>
public sealed class Mail
{
    public long Id { get; init; }
    public string Person { get; init; } = "";
    public string Address { get; init; } = "";
    public string Language { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Args { get; init; } = "{}";
    public string Link { get; init; } = "";
    /// <summary>waiting, sent or failed.</summary>
    public string State { get; init; } = "";
    public Moment MadeAt { get; init; }
    public Moment TryAt { get; init; }
    public long Attempts { get; init; }
    public Moment? SentAt { get; init; }
    public string? Failure { get; init; }
}

/// <summary>Which letters to list, the newest first.</summary>
/// <param name="After">The last id of the page before.</param>
public sealed record MailFilter(string? State = null, string? Query = null, long? After = null, int Limit = 50);

/// <summary>The queue of letters: listed, sent with patience, and tried again.</summary>
public static class Mails
{
    /// <summary>How long after each failure it is tried again; after the last it is given up.</summary>
    static readonly TimeSpan[] Patience =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(12),
    ];
    static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    const int AtOnce = 50, LongestFailure = 500;

    public static Task<List<Mail>> List(Db db, MailFilter filter) => db.List<Mail>(
        "select * from mail where 1 = 1 " + (string.IsNullOrEmpty(filter.State) ? "" : "and state = @State ")
        + (string.IsNullOrWhiteSpace(filter.Query) ? "" : "and lower(address) like '%' || lower(@query) || '%' ")
        + (filter.After is null ? "" : "and id < @After ") + "order by id desc limit @limit",
        new { filter.State, query = filter.Query?.Trim(), filter.After, limit = Math.Clamp(filter.Limit, 1, 200) });

    /// <summary>
    /// Sends what is due; returns how many went. A letter is taken for two minutes before it is sent, so that two hosts
    /// do not send it twice and a host that dies does not keep it.
    /// </summary>
    public static async Task<int> Send(Db db, Func<Mail, Task> send, Func<Moment> now)
    {
        var sent = 0;
        foreach (var mail in await Take(db, now()))
        {
            var failure = await Try(send, mail);
            var done = await db.Write<int>(tx => Finish(tx, mail, failure, now()));
            if (failure is null) sent += done.Value;
        }
        return sent;
    }

    /// <summary>Tries a letter again at once; refuses mail-unknown.</summary>
    public static Task<Result<long>> Again(Db db, long id, Moment now) => db.Write<long>(async tx =>
        await tx.Do("update mail set state = 'waiting', attempts = 0, try_at = @now where id = @id and state <> 'sent'",
            new { id, now = now.Microseconds }) == 1 ? id : Refusal.Of("mail-unknown", "id", $"{id}"));

    static async Task<List<Mail>> Take(Db db, Moment now) => (await db.Write<List<Mail>>(async tx =>
    {
        var due = await tx.List<Mail>("select * from mail where state = 'waiting' and try_at <= @now order by try_at " +
            "limit @AtOnce" + (tx.Kind == DbKind.Postgres ? " for update skip locked" : ""),
            new { now = now.Microseconds, AtOnce });
        if (due.Count > 0)
            await tx.Do("update mail set try_at = @until where id in @ids",
                new { until = now.Plus(Lease).Microseconds, ids = InList.Of(due.Select(mail => mail.Id)) });
        return due;
    })).Value;

    static async Task<string?> Try(Func<Mail, Task> send, Mail mail)
    {
        try
        {
            await send(mail);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return e.Message is { Length: > LongestFailure } told ? told[..LongestFailure] : e.Message;
        }
    }

    static async Task<Result<int>> Finish(Tx tx, Mail mail, string? failure, Moment now)
    {
        var givenUp = failure is not null && mail.Attempts >= Patience.Length;
        var wait = failure is null || givenUp ? TimeSpan.Zero : Patience[mail.Attempts];
        return await tx.Do("""
            update mail set state = @state, attempts = attempts + 1, try_at = @next, sent_at = @sent, failure = @failure
            where id = @Id
            """,
            new
            {
                mail.Id, state = failure is null ? "sent" : givenUp ? "failed" : "waiting", failure,
                next = now.Plus(wait).Microseconds, sent = failure is null ? now.Microseconds : (long?)null,
            });
    }
}
