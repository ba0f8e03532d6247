using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Questions about the country's stock that the caller keeps by name.</summary>
static class SavedViewsApi
{
    public static void MapSavedViews(this IEndpointRouteBuilder api)
    {
        var views = api.MapGroup("/overview/views").WithTags("Overview").RequireAuthorization(Policy.StockNational);
        views.MapGet("/", async (Db db, Current who) => Results.Ok(await SavedViews.List(db, who.Caller)))
            .WithName("list-saved-views").WithSummary("The caller's saved views, and those the party shares")
            .Produces<IReadOnlyList<SavedView>>();
        views.MapPost("/", async (SaveViewRequest request, Db db, Clock clock, Current who, Words words) =>
                (await SavedViews.Save(db, request, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .WithName("save-view").WithSummary("Keeps a question by name; the same name again is replaced")
            .Produces<SavedView>().ProducesProblem(422);
        views.MapDelete("/{id:long}", async (long id, Db db, Current who, Words words) =>
                (await SavedViews.Remove(db, id, who.Caller)).Answer(words, _ => Results.NoContent()))
            .WithName("remove-view").WithSummary("Removes a saved view of the caller's")
            .Produces(204).ProducesProblem(404);
    }
}
