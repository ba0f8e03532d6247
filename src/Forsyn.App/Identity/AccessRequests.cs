using Dapper;
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
    /// <summary>Persona of the one who has taken it.</summary>
    public string? AssignedTo { get; init; }
    public string? AssignedName { get; init; }
    public Moment? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string Reason { get; init; } = "";
    /// <summary>The person that was made of it.</summary>
    public string? Persona { get; init; }
}

/// <summary>Something that was done to a request: asked, assigned, released, approved or refused.</summary>
public sealed class AccessRequestEvent
{
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
}

/// <summary>A request with all that was done to it.</summary>
public sealed record AccessRequestView(AccessRequest Request, IReadOnlyList<AccessRequestEvent> Events);

/// <summary>Fact: a request for access was approved or refused.</summary>
public sealed record AccessDecided(long Id, string State);

/// <summary>Which requests to list; everything left out is not filtered by.</summary>
/// <param name="State">Open, approved or refused.</param>
/// <param name="Query">Words of name, workplace, e-mail, telephone or HPR number; all must be found.</param>
/// <param name="AssignedTo">Persona of the one who has taken it; empty for those nobody has taken.</param>
/// <param name="After">The last id of the page before.</param>
public sealed record AccessFilter(
    string? State = null, string? Query = null, string? AssignedTo = null, long After = 0, int Limit = 50);

/// <summary>The queue of requests for access, and how a request leaves it: once.</summary>
public static class AccessRequests
{
    public const int MostAtOnce = 200;

    /// <summary>The oldest first.</summary>
    public static Task<List<AccessRequest>> List(Db db, AccessFilter filter)
    {
        var words = (filter.Query ?? "").ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToArray();
        var args = new DynamicParameters(new
        {
            filter.State, filter.AssignedTo, filter.After, Limit = Math.Clamp(filter.Limit, 1, MostAtOnce),
        });
        for (var i = 0; i < words.Length; i++) args.Add($"word{i}", $"%{words[i]}%");
        var where = words.Select((_, i) => $" and search like @word{i}").ToList();
        if (filter.State is not null) where.Add(" and state = @State");
        if (filter.AssignedTo is not null) where.Add(" and coalesce(assigned_to, '') = @AssignedTo");
        return db.List<AccessRequest>(
            $"select * from access_request where id > @After{string.Concat(where)} order by id limit @Limit", args);
    }

    /// <summary>One request with its history; refuses access-request-unknown.</summary>
    public static async Task<Result<AccessRequestView>> One(Db db, long id)
    {
        await using var connection = await db.Read();
        await using var reader = await connection.QueryMultipleAsync(
            "select * from access_request where id = @id; select kind, text, at, by_person from access_request_event " +
            "where request_id = @id order by at, id", new { id });
        var request = await reader.ReadFirstOrDefaultAsync<AccessRequest>();
        return request is null ? Refusal.Of("access-request-unknown", "id", $"{id}")
            : new AccessRequestView(request, [.. await reader.ReadAsync<AccessRequestEvent>()]);
    }

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

    /// <summary>Adds what was done to the history of a request.</summary>
    internal static void Append(Batch batch, long id, string kind, string text, Moment now, string by) =>
        batch.Add("insert into access_request_event (request_id, id, kind, text, at, by_person) " +
            "values (?, ?, ?, ?, ?, ?)", id, batch.Tx.Ids.Next(), kind, text, now, by);

    /// <summary>Writes the decision; the request must have been locked.</summary>
    public static Task Decide(
        Tx tx, long id, string state, string reason, string? persona, Moment now, Caller caller)
    {
        var batch = new Batch(tx);
        batch.Add("update access_request set state = ?, reason = ?, persona = ?, decided_at = ?, decided_by = ? " +
            "where id = ?", state, reason, persona, now, caller.Name, id);
        Append(batch, id, state, reason, now, caller.Name);
        Outbox.Append(batch, new AccessDecided(id, state), now);
        return batch.Run();
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
