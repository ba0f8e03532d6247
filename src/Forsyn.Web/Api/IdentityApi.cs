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
        requests.MapPost("/", Ask).AllowAnonymous().RequireRateLimiting(RateLimits.Access);
        requests.MapGet("/", List).RequireAuthorization(Policy.PeopleManage);
        requests.MapPost("/{id:long}/approve", Approve).RequireAuthorization(Policy.PeopleManage);
        requests.MapPost("/{id:long}/refuse", Refuse).RequireAuthorization(Policy.PeopleManage);
    }

    static async Task<IResult> Ask(AccessApplication application, Db db, Clock clock, Words words) =>
        (await RequestAccess.Run(db, application, clock.Now)).Answer(words, receipt =>
            Results.Created($"/api/v1/access-requests/{receipt.Id}", receipt));

    static async Task<IResult> List(Db db, string? state = null, long cursor = 0, int limit = 50)
    {
        var page = await AccessRequests.List(db, state, cursor, limit);
        var whole = page.Count == Math.Clamp(limit, 1, AccessRequests.MostAtOnce);
        return Results.Ok(new { items = page, next = whole ? page[^1].Id : (long?)null });
    }

    static async Task<IResult> Approve(long id, ApprovalBody body, Db db, Clock clock, Current who, Words words) =>
        (await ApproveAccess.Run(db, id, body.Party, clock.Now, who.Caller)).Answer(words, Results.Ok);

    static async Task<IResult> Refuse(long id, AccessRefusalBody body, Db db, Clock clock, Current who, Words words) =>
        (await AccessRequests.Refuse(db, id, body.Reason, clock.Now, who.Caller)).Answer(words, Results.Ok);
}

/// <param name="Party">Key of the customer the person will order for.</param>
public sealed record ApprovalBody(string? Party);

public sealed record AccessRefusalBody(string? Reason);
