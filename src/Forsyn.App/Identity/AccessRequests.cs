using Forsyn.App.Database;
using Forsyn.App.Facts;

namespace Forsyn.App.Identity;

/// <summary>A request for access as those who decide see it.</summary>
public sealed class AccessRequest
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Workplace { get; init; } = "";
    public string Role { get; init; } = "";
    public string Email { get; init; } = "";
    public string Phone { get; init; } = "";
    public string HprNumber { get; init; } = "";
    public Moment RequestedAt { get; init; }
    /// <summary>Open, approved or refused.</summary>
    public string State { get; init; } = "";
    public Moment? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string Reason { get; init; } = "";
    /// <summary>The person that was made of it.</summary>
    public string? Persona { get; init; }
}

/// <summary>Fact: a request for access was approved or refused.</summary>
public sealed record AccessDecided(long Id, string State);

/// <summary>The queue of requests for access, and how a request leaves it: once.</summary>
public static class AccessRequests
{
    public const int MostAtOnce = 200;

    /// <summary>The oldest first; a state of null lists all.</summary>
    /// <param name="after">The last id of the page before.</param>
    public static Task<List<AccessRequest>> List(Db db, string? state, long after = 0, int limit = 50) =>
        db.List<AccessRequest>(
            $"select * from access_request where id > @after {(state is null ? "" : "and state = @state")} " +
            "order by id limit @limit", new { state, after, limit = Math.Clamp(limit, 1, MostAtOnce) });

    /// <summary>
    /// An open request, locked until the transaction ends; refuses access-request-unknown and access-request-decided.
    /// </summary>
    public static async Task<Result<AccessRequest>> Lock(Tx tx, long id)
    {
        var request = await tx.One<AccessRequest>("select * from access_request where id = @id"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
        if (request is null) return Refusal.Of("access-request-unknown", "id", $"{id}");
        return request.State == "open" ? request
            : Refusal.Of("access-request-decided", "id", $"{id}", "by", request.DecidedBy ?? "");
    }

    /// <summary>Writes the decision; the request must have been locked.</summary>
    public static async Task Decide(
        Tx tx, long id, string state, string reason, string? persona, Moment now, Caller caller)
    {
        await tx.Do("update access_request set state = @state, reason = @reason, persona = @persona, " +
            "decided_at = @now, decided_by = @by where id = @id",
            new { id, state, reason, persona, now = now.Microseconds, by = caller.Name });
        var batch = new Batch(tx);
        Outbox.Append(batch, new AccessDecided(id, state), now);
        await batch.Run();
    }

    /// <summary>Refuses a request; a reason is needed.</summary>
    public static Task<Result<AccessReceipt>> Refuse(Db db, long id, string? reason, Moment now, Caller caller) =>
        db.Write<AccessReceipt>(async tx =>
        {
            if (string.IsNullOrWhiteSpace(reason)) return Refusal.Of("reason-missing", "action", "refuse");
            var request = await Lock(tx, id);
            if (!request.Ok) return request.Refusal!;
            await Decide(tx, id, "refused", reason.Trim(), null, now, caller);
            return new AccessReceipt(id);
        }, caller.Once);
}
