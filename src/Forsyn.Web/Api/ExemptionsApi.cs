using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Licence exemptions: apply, decide, send on to the agency, and the approved copy.</summary>
static class ExemptionsApi
{
    const string Pdf = "application/pdf";

    public static void MapExemptions(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/exemptions").WithTags("Licence exemptions").RequireAuthorization(Policy.ExemptionUse);
        all.MapGet("/", List).WithName("list-exemptions").Produces<ExemptionPage>()
            .WithSummary("Applications: mine, those that wait for the caller, those to send on, or all one may see");
        all.MapPost("/", Apply).WithName("apply-exemption").RequireAuthorization(Policy.ShopUse)
            .WithSummary("Applies for licence exemption ahead of an order").Produces<ExemptionBody>(201)
            .ProducesProblem(422);
        all.MapGet("/{id:long}", Get).WithName("get-exemption").Produces<ExemptionBody>().ProducesProblem(404)
            .WithSummary("One application with what the physician wrote and the orders on it");
        all.MapGet("/{id:long}/copy", Copy).WithName("get-exemption-copy").WithSummary("The approved copy as PDF")
            .Produces<byte[]>(200, Pdf).ProducesProblem(404).ProducesProblem(409);
        all.MapPost("/{id:long}/approve", (long id, ExemptionDecisionBody? body, Deciding deciding) =>
                deciding.Run(new(id, true, body?.Reason, body?.Until, body?.Document)))
            .WithName("approve-exemption").WithSummary("Approves an application that was sent to the caller's party")
            .RequireAuthorization(Policy.ExemptionReview).WithMetadata(new Versioned())
            .Produces<ExemptionView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        all.MapPost("/{id:long}/refuse", (long id, ExemptionDecisionBody? body, Deciding deciding) =>
                deciding.Run(new(id, false, body?.Reason)))
            .WithName("refuse-exemption").WithSummary("Refuses an application, with a reason")
            .RequireAuthorization(Policy.ExemptionReview).WithMetadata(new Versioned())
            .Produces<ExemptionView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        all.MapPost("/{id:long}/forward", (long id, Deciding deciding) => deciding.Forward(id))
            .WithName("forward-exemption").WithSummary("Writes down that the original was sent to the agency")
            .RequireAuthorization(Policy.ExemptionReview).WithMetadata(new Versioned())
            .Produces<ExemptionView>().ProducesProblem(404).ProducesProblem(422);
    }

    static async Task<IResult> List(
        Db db, Clock clock, Current who, Words words, string scope = "all", string? query = null,
        string? articleNumber = null, long? cursor = null, int limit = 50)
    {
        if (!Kebab.TryParse<ExemptionScope>(scope, out var wanted))
            return Http.Problem(Refusal.Of("exemption-scope-wrong", "scope", scope, "possible",
                string.Join(", ", Kebab.All<ExemptionScope>())), words);
        var page = await ListExemptions.Run(
            db, new(wanted, query, articleNumber, cursor, limit), clock.Now, who.Caller);
        return Results.Ok(new ExemptionPage(page,
            page.Count == Math.Clamp(limit, 1, ListExemptions.MostAtOnce) ? page[^1].Id : null));
    }

    static async Task<IResult> Apply(ApplicationRequest request, Db db, Clock clock, Current who, Words words)
    {
        var applied = await ApplyExemption.Run(db, request, clock.Now, who.Caller);
        if (applied.Refusal is { } no) return Http.Problem(no, words);
        return (await ListExemptions.One(db, applied.Value, clock.Now, who.Caller)).Answer(words, one =>
            Results.Created($"/api/v1/exemptions/{one.Head.Id}", ExemptionBody.Of(one)));
    }

    static async Task<IResult> Get(
        long id, Db db, Clock clock, Current who, Words words, HttpResponse response) =>
        (await ListExemptions.One(db, id, clock.Now, who.Caller)).Answer(words, one =>
        {
            response.Tag(one.Head.Version);
            return Results.Ok(ExemptionBody.Of(one));
        });

    static async Task<IResult> Copy(long id, Db db, Clock clock, Current who, Words words) =>
        (await ListExemptions.One(db, id, clock.Now, who.Caller)).Answer(words, one => one.Head.ValidFrom is null
            ? Http.Problem(Refusal.Of("exemption-copy-not-in-state", "id", $"{id}"), words)
            : Results.File(ExemptionPdf.Make(one.Head, words.Language, clock.Now), Pdf,
                ExemptionPdf.FileName(one.Head, words.Language)));
}

/// <summary>What the three decisions have in common.</summary>
sealed class Deciding(Db db, Clock clock, Current who, Words words, IHttpContextAccessor http)
{
    long? Version => http.HttpContext!.Request.IfMatch();

    public async Task<IResult> Run(ExemptionDecision decision) => (await DecideExemption.Run(
        db, decision with { Version = Version }, clock.Now, who.Caller)).Answer(words, Results.Ok);

    public async Task<IResult> Forward(long id) => (await DecideExemption.Forward(
        db, id, clock.Now, who.Caller, Version)).Answer(words, Results.Ok);
}

/// <param name="Until">The last day of an approval; a year ahead when left out.</param>
/// <param name="Document">Id of the agency's decision, see /attachments; the agency must attach it.</param>
public sealed record ExemptionDecisionBody(string? Reason, DateOnly? Until, long? Document);

/// <summary>A page of applications; next is the cursor of what follows, if anything may.</summary>
public sealed record ExemptionPage(IReadOnlyList<ExemptionView> Items, long? Next);

/// <summary>What the physician wrote; left out where the key that hides it is not here.</summary>
public sealed record ApplicationBody(string Workplace, string Use, string Why);

/// <summary>One order on an application.</summary>
public sealed record ExemptionOrderBody(long OrderNumber, long Line, Quantity Doses, Moment UsedAt, bool GivenBack);

public sealed record ExemptionBody(
    ExemptionView Exemption, ApplicationBody? Application, IReadOnlyList<ExemptionOrderBody> Orders)
{
    public static ExemptionBody Of(ExemptionDetails one) => new(one.Head,
        one.Form is { } form ? new(form.Workplace, form.Use, form.Why) : null,
        [.. one.Orders.Select(o => new ExemptionOrderBody(
            o.OrderNumber, o.Line, new Quantity(o.Doses), new Moment(o.UsedAt), o.GivenBackAt is not null))]);
}
