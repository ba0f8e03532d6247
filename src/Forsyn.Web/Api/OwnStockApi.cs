using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Stock of one holder: what it has, and what it enters about it.</summary>
static class OwnStockApi
{
    public static void MapOwnStock(this IEndpointRouteBuilder api)
    {
        var stock = api.MapGroup("/stock").WithTags("Stock");
        stock.MapGet("/", OnHand).RequireAuthorization(Policy.StockRead).Produces<HoldersStock>().ProducesProblem(404)
            .WithName("list-stock").WithSummary("What a holder has, lot by lot, now or as of a day");
        var entries = stock.MapGroup("/entries").RequireAuthorization(Policy.StockOwn);
        entries.MapGet("/", Entries).Produces<StockEntryPage>()
            .WithName("list-stock-entries").WithSummary("The caller's own entries: used, wasted, expired");
        entries.MapPost("/", Record).Produces<StockEntryAnswer>(201).ProducesProblem(422)
            .WithName("record-stock-entry").WithSummary("Notes what was used, wasted or expired");
        entries.MapPost("/{id:long}/undo", Undo).Produces(204).ProducesProblem(404).ProducesProblem(422)
            .WithName("undo-stock-entry").WithSummary("Takes an entry back by a correction; nothing is deleted");
    }

    static async Task<IResult> OnHand(Db db, Clock clock, Current who, Words words,
        string? holder = null, string? articleNumber = null, DateOnly? asOf = null, string? cursor = null,
        int limit = 100) =>
        (await GetHoldersStock.Run(db, new(holder, articleNumber, asOf, cursor, limit), clock.Now, who.Caller))
            .Answer(words, Results.Ok);

    static async Task<IResult> Entries(Db db, Current who, long? cursor = null, int limit = 50)
    {
        var page = await ListStockEntries.Run(db, who.Caller, cursor, limit);
        return Results.Ok(new StockEntryPage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Id : null));
    }

    static async Task<IResult> Record(StockEntryRequest request, Db db, Clock clock, Current who, Words words) =>
        (await RecordStockEntry.Run(db, request, clock.Now, who.Caller)).Answer(words, entry =>
            Results.Created($"/api/v1/stock/entries/{entry.Id}", entry));

    static async Task<IResult> Undo(long id, Db db, Clock clock, Current who, Words words) =>
        (await CorrectStockEntry.Run(db, id, clock.Now, who.Caller)).Answer(words, _ => Results.NoContent());
}

/// <summary>A page of entries; next is the cursor of what follows, if anything may.</summary>
public sealed record StockEntryPage(IReadOnlyList<StockEntryView> Items, long? Next);
