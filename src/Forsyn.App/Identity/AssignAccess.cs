using Forsyn.App.Database;
using Forsyn.Core.Parties;

namespace Forsyn.App.Identity;

/// <summary>
/// Gives a request for access to one of those who handle them, or back to all. Refuses access-request-unknown,
/// access-request-decided and person-does-not-handle.
/// </summary>
public static class AssignAccess
{
    /// <param name="persona">Who takes it; nobody when left out.</param>
    public static Task<Result<AccessReceipt>> Run(Db db, long id, string? persona, Moment now, Caller caller) =>
        db.Write<AccessReceipt>(async tx =>
        {
            var locked = await AccessRequests.Lock(tx, id);
            if (!locked.Ok) return locked.Refusal!;
            var taker = string.IsNullOrWhiteSpace(persona) ? null
                : Handling(await tx.List<Handler>("select persona, name, role from person where persona = @persona",
                    new { persona })).FirstOrDefault();
            if (taker is null && !string.IsNullOrWhiteSpace(persona))
                return Refusal.Of("person-does-not-handle", "person", persona);
            var batch = new Batch(tx);
            batch.Add("update access_request set assigned_to = ?, assigned_name = ? where id = ?",
                taker?.Persona, taker?.Name, id);
            AccessRequests.Append(batch, id, taker is null ? "released" : "assigned", taker?.Name ?? "", now,
                caller.Name);
            await batch.Run();
            return new AccessReceipt(id);
        }, caller.Once);

    /// <summary>Those who may handle requests, by name.</summary>
    public static async Task<IReadOnlyList<Handler>> Handlers(Db db) => [.. Handling(await db.List<Handler>(
        "select persona, name, role from person where role in @roles order by name, id",
        new { roles = InList.Of(Enum.GetValues<Role>().Where(Handles).Select(Kebab.Of)) }))];

    static IEnumerable<Handler> Handling(IEnumerable<Handler> people) =>
        people.Where(one => Handles(Kebab.Read<Role>(one.Role)));

    static bool Handles(Role role) => Access.Allows([role], Policy.PeopleManage);
}

/// <summary>One of those who handle requests for access.</summary>
public sealed class Handler
{
    public string Persona { get; init; } = "";
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
}
