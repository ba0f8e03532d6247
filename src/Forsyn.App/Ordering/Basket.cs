using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>What a person has put aside in the web shop: the draft of one order.</summary>
public static class Basket
{
    /// <summary>The draft, empty when there is none.</summary>
    public static async Task<OrderRequest> Read(Db db, Caller caller) =>
        await db.One<string>("select request from basket where persona = @PersonaId",
            new { caller.PersonaId }) is { } json
            ? Json.Read<OrderRequest>(json) : new OrderRequest { Channel = "web", Lines = [] };

    public static Task<Result<OrderRequest>> Save(Db db, OrderRequest request, Moment now, Caller caller) =>
        db.Write<OrderRequest>(async tx =>
        {
            await tx.Do("insert into basket (persona, request, changed_at) values (@PersonaId, @json, @now) " +
                "on conflict (persona) do update set request = excluded.request, changed_at = excluded.changed_at",
                new { caller.PersonaId, json = Json.Write(WithoutPatients(request)), now = now.Microseconds });
            return request;
        });

    // A draft may lie for weeks where nobody looks after it, so whom it is for is written when the order is sent.
    static OrderRequest WithoutPatients(OrderRequest request) =>
        request with { Lines = request.Lines is null ? null : [.. request.Lines.Select(l => l.WithoutPatient())] };

    /// <summary>Adds doses of a product to the draft; the same product for the same purpose becomes one line.</summary>
    public static async Task<Result<OrderRequest>> Add(
        Db db, string article, long doses, string purpose, Moment now, Caller caller)
    {
        var draft = await Read(db, caller);
        var lines = (draft.Lines ?? []).ToList();
        var same = lines.FindIndex(l => l.ArticleNumber == article && l.Purpose == purpose);
        if (same >= 0) lines[same] = lines[same] with { Doses = (lines[same].Doses ?? 0) + doses };
        else lines.Add(new LineRequest { ArticleNumber = article, Doses = doses, Purpose = purpose });
        return await Save(db, draft with { Lines = lines }, now, caller);
    }

    public static Task<Result<OrderRequest>> Empty(Db db, Moment now, Caller caller) =>
        Save(db, new OrderRequest { Channel = "web", Lines = [] }, now, caller);
}
