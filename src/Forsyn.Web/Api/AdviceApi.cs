using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Questions to the supply pharmacists, and their answers (MAN-012).</summary>
static class AdviceApi
{
    public static void MapAdvice(this IEndpointRouteBuilder api)
    {
        var advice = api.MapGroup("/advice").WithTags("Advice");
        advice.MapGet("/", List).RequireAuthorization(Policy.AdviceRead).WithName("list-advice")
            .WithSummary("Questions, the caller's own or everyone's for those who may; sort: newest, waiting, oldest")
            .Produces<AdvicePage>();
        advice.MapPost("/", Ask).RequireAuthorization(Policy.AdviceAsk).WithName("ask-advice")
            .WithSummary("Asks a pharmacist; a text with an identity number in it is refused")
            .Produces<AdviceReceipt>(201).ProducesProblem(422);
        advice.MapGet("/{id:long}", Get).RequireAuthorization(Policy.AdviceRead).WithName("get-advice")
            .WithSummary("One question with all that was said").Produces<AdviceView>().ProducesProblem(404);
        Move("question", AdviceAction.Question, Policy.AdviceAsk, "Asks on");
        Move("answer", AdviceAction.Answer, Policy.AdviceAnswer, "Answers, as a pharmacist");
        Move("close", AdviceAction.Close, Policy.AdviceRead, "Ends it, for those who asked and those who answer");

        void Move(string path, AdviceAction action, string policy, string about) =>
            advice.MapPost($"/{{id:long}}/{path}",
                async (long id, AdviceBody? body, Db db, Clock clock, Current who, Words words, HttpContext http) =>
                (await MoveAdvice.Run(db, id, action, body?.Text, clock.Now, who.Caller, http.Request.IfMatch()))
                    .Answer(words, Results.Ok))
                .RequireAuthorization(policy).WithName($"advice-{path}").WithSummary(about)
                .WithMetadata(new Versioned())
                .Produces<AdviceReceipt>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    static async Task<IResult> Ask(AdviceQuestion question, Db db, Clock clock, Current who, Words words) =>
        (await AskAdvice.Run(db, question, clock.Now, who.Caller)).Answer(words, receipt =>
            Results.Created($"/api/v1/advice/{receipt.Id}", receipt));

    static async Task<IResult> List(
        Db db, Current who, string? state = null, string? query = null, string? sort = null, long? cursor = null,
        int limit = 50)
    {
        var page = await ListAdvice.Run(db, new(
            Kebab.TryParse<AdviceState>(state ?? "", out var one) ? one : null, query,
            Kebab.TryParse<AdviceSort>(sort ?? "", out var order) ? order : AdviceSort.Newest, cursor, limit),
            who.Caller);
        return Results.Ok(new AdvicePage(page, page.Count == Math.Clamp(limit, 1, 200) ? page[^1].Id : null));
    }

    static async Task<IResult> Get(long id, Db db, Current who, Words words, HttpContext http) =>
        (await ListAdvice.One(db, id, who.Caller)).Answer(words, advice =>
        {
            http.Response.Tag(advice.Head.Version);
            return Results.Ok(advice);
        });
}

/// <summary>What is said to a question; it may be left out when it is only closed.</summary>
public sealed record AdviceBody(string? Text);

/// <summary>A page of questions; next is the cursor of what follows, if anything may.</summary>
public sealed record AdvicePage(IReadOnlyList<AdviceSummary> Items, long? Next);
