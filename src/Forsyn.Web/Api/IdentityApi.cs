using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Requests for access: anyone asks, those who manage people decide (CHN-002).</summary>
static class IdentityApi
{
    public static void MapIdentity(this IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/access-requests").WithTags("Access");
        requests.MapPost("/", Ask).AllowAnonymous().RequireRateLimiting(RateLimits.Access)
            .WithName("request-access").WithSummary("Asks for access to the web shop; open to everybody")
            .Produces<AccessReceipt>(201).ProducesProblem(422).ProducesProblem(429);
        requests.MapGet("/", List).RequireAuthorization(Policy.PeopleManage)
            .WithName("list-access-requests").WithSummary("Requests for access, the oldest first")
            .Produces<AccessRequestPage>();
        requests.MapGet("/{id:long}", Get).RequireAuthorization(Policy.PeopleManage)
            .WithName("get-access-request").WithSummary("One request with its history")
            .Produces<AccessRequestView>().ProducesProblem(404);
        requests.MapPost("/{id:long}/assign", Assign).RequireAuthorization(Policy.PeopleManage)
            .WithName("assign-access").WithSummary("Gives a request to one who handles them, or back to all")
            .Produces<AccessReceipt>().ProducesProblem(404).ProducesProblem(422);
        requests.MapPost("/{id:long}/approve", Approve).RequireAuthorization(Policy.PeopleManage)
            .WithName("approve-access").WithSummary("Gives access, for a customer")
            .Produces<NewPerson>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        requests.MapPost("/{id:long}/refuse", Refuse).RequireAuthorization(Policy.PeopleManage)
            .WithName("refuse-access").WithSummary("Refuses access, with a reason")
            .Produces<AccessReceipt>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static async Task<IResult> Ask(
        AccessApplication application, Db db, Clock clock, Current who, Words words) =>
        (await RequestAccess.Run(db, application, clock.Now, who.Once)).Answer(words, receipt =>
            Results.Created($"/api/v1/access-requests/{receipt.Id}", receipt));

    static async Task<IResult> List(
        Db db, string? state = null, string? query = null, string? assigned = null, long cursor = 0, int limit = 50)
    {
        var page = await AccessRequests.List(db, new(state, query, assigned, cursor, limit));
        var whole = page.Count == Math.Clamp(limit, 1, AccessRequests.MostAtOnce);
        return Results.Ok(new AccessRequestPage(page, whole ? page[^1].Id : null));
    }

    static async Task<IResult> Get(long id, Db db, Words words) =>
        (await AccessRequests.One(db, id)).Answer(words, Results.Ok);

    static async Task<IResult> Assign(long id, AssignmentBody body, Db db, Clock clock, Current who, Words words) =>
        (await AssignAccess.Run(db, id, body.Persona, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Approve(long id, ApprovalBody body, Db db, Clock clock, Current who, Words words) =>
        (await ApproveAccess.Run(db, id, body.Party, clock.Now, who.Caller, body.Reason)).Answer(words, Results.Ok);

    static async Task<IResult> Refuse(long id, AccessRefusalBody body, Db db, Clock clock, Current who, Words words) =>
        (await AccessRequests.Refuse(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <param name="Party">Key of the customer the person will order for.</param>
/// <param name="Reason">What should be said of the decision, if anything.</param>
public sealed record ApprovalBody(string? Party, string? Reason = null);

/// <param name="Persona">Who takes the request; nobody when left out.</param>
public sealed record AssignmentBody(string? Persona);

public sealed record AccessRefusalBody(string? Reason);

/// <summary>A page of requests; next is the cursor of what follows, if anything may.</summary>
public sealed record AccessRequestPage(IReadOnlyList<AccessRequest> Items, long? Next);
