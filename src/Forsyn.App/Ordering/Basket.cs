using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>What a person has put aside in the web shop: the draft of one order.</summary>
public static class Basket
{
    const string Kept = "select request from basket where persona = @PersonaId";

    /// <summary>The draft, empty when there is none.</summary>
    public static async Task<OrderRequest> Read(Db db, Caller caller) =>
        Drafted(await db.One<string>(Kept, new { caller.PersonaId }));

    static async Task<OrderRequest> Draft(Tx tx, Caller caller) =>
        Drafted(await tx.One<string>(Kept, new { caller.PersonaId }));

    static OrderRequest Drafted(string? json) =>
        json is null ? new OrderRequest { Channel = "web", Lines = [] } : Json.Read<OrderRequest>(json);

    public static Task<Result<OrderRequest>> Save(Db db, OrderRequest request, Moment now, Caller caller) =>
        db.Write<OrderRequest>(async tx =>
        {
            await Keep(tx, request, now, caller);
            return request;
        });

    static Task Keep(Tx tx, OrderRequest request, Moment now, Caller caller) =>
        tx.Do("insert into basket (persona, request, changed_at) values (@PersonaId, @json, @now) " +
            "on conflict (persona) do update set request = excluded.request, changed_at = excluded.changed_at",
            new { caller.PersonaId, json = Json.Write(WithoutPatients(request)), now = now.Microseconds });

    // A draft may lie for weeks where nobody looks after it, so whom it is for is written when the order is sent.
    static OrderRequest WithoutPatients(OrderRequest request) =>
        request with { Lines = request.Lines is null ? null : [.. request.Lines.Select(l => l.WithoutPatient())] };

    /// <summary>Adds doses of a product to the draft; the same product for the same purpose becomes one line.</summary>
    public static Task<Result<OrderRequest>> Add(
        Db db, string article, long doses, string purpose, Moment now, Caller caller) =>
        AddLines(db, [new LineRequest { ArticleNumber = article, Doses = doses, Purpose = purpose }], now, caller);

    /// <summary>Adds several lines, as <see cref="Add"/> adds one.</summary>
    /// <param name="plannedOn">The day they are for, where it is known.</param>
    public static Task<Result<OrderRequest>> AddLines(
        Db db, IReadOnlyList<LineRequest> added, Moment now, Caller caller, DateOnly? plannedOn = null) =>
        db.Write<OrderRequest>(async tx =>
    {
        var draft = await Draft(tx, caller);
        var lines = (draft.Lines ?? []).ToList();
        foreach (var line in added)
        {
            var same = lines.FindIndex(l => l.ArticleNumber == line.ArticleNumber && l.Purpose == line.Purpose);
            if (same >= 0) lines[same] = lines[same] with { Doses = (lines[same].Doses ?? 0) + (line.Doses ?? 0) };
            else lines.Add(line);
        }
        var request = WithoutPatients(draft with { Lines = lines });
        if (plannedOn is { } day) request = request with { PlannedVaccinationDate = $"{day:yyyy-MM-dd}" };
        await Keep(tx, request, now, caller);
        return request;
    }, caller.Once);

    public static Task<Result<OrderRequest>> Empty(Db db, Moment now, Caller caller) =>
        Save(db, new OrderRequest { Channel = "web", Lines = [] }, now, caller);
}
