using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Templates: lines a party orders again and again.</summary>
static class TemplatesApi
{
    public static void MapTemplates(this IEndpointRouteBuilder api)
    {
        var templates = api.MapGroup("/order-templates").WithTags("Templates").RequireAuthorization(Policy.ShopUse);
        templates.MapGet("/", List).WithName("list-templates").WithSummary("The templates of the caller's party")
            .Produces<TemplatePage>();
        templates.MapPost("/", Create).WithName("save-template")
            .WithSummary("Saves the given lines, those of an order, or those of the basket under a name")
            .Produces<TemplateReceipt>(201).ProducesProblem(404).ProducesProblem(422);
        templates.MapGet("/{id:long}", Get).WithName("get-template").WithSummary("One template with its lines")
            .Produces<TemplateView>().ProducesProblem(404);
        templates.MapPost("/{id:long}", Change).WithName("change-template")
            .WithSummary("Changes name and lines").WithMetadata(new Versioned())
            .Produces<TemplateReceipt>().ProducesProblem(404).ProducesProblem(422);
        templates.MapPost("/{id:long}/use", Use).WithName("use-template")
            .WithSummary("Puts the lines in the caller's basket").Produces<OrderRequest>().ProducesProblem(404);
        templates.MapPost("/{id:long}/delete", Delete).WithName("delete-template").WithSummary("Deletes a template")
            .Produces<DeletedBody>().ProducesProblem(404);
    }

    static async Task<IResult> List(Db db, Current who, string? query = null, long cursor = 0, int limit = 50)
    {
        var page = await ListTemplates.Run(db, who.Caller, query, cursor, limit);
        return Results.Ok(new TemplatePage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Id : null));
    }

    static async Task<IResult> Get(long id, Db db, Current who, Words words, HttpContext http) =>
        (await ListTemplates.One(db, id, who.Caller)).Answer(words, template =>
        {
            http.Response.Tag(template.Head.Version);
            return Results.Ok(template);
        });

    static async Task<IResult> Create(TemplateRequest request, Db db, Clock clock, Current who, Words words) =>
        (await SaveTemplate.Run(db, request, clock.Now, who.Caller)).Answer(words, saved =>
            Results.Created($"/api/v1/order-templates/{saved.Id}", saved));

    static async Task<IResult> Change(
        long id, TemplateRequest request, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await SaveTemplate.Run(db, request, clock.Now, who.Caller, id, http.Request.IfMatch()))
            .Answer(words, Results.Ok);

    static async Task<IResult> Use(long id, Db db, Clock clock, Current who, Words words) =>
        (await UseTemplate.Run(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Delete(long id, Db db, Current who, Words words) =>
        (await UseTemplate.Delete(db, id, who.Caller)).Answer(words, gone => Results.Ok(new DeletedBody(gone)));
}

/// <summary>A page of templates; next is the cursor of what follows, if anything may.</summary>
public sealed record TemplatePage(IReadOnlyList<TemplateSummary> Items, long? Next);

/// <summary>What is there no more.</summary>
public sealed record DeletedBody(long Id);
