using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Ordering.Content;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>The national vaccination programmes, with figures for those who may read all orders.</summary>
static class ProgrammesApi
{
    public static void MapProgrammes(this IEndpointRouteBuilder api)
    {
        var programmes = api.MapGroup("/programmes").WithTags("Programmes").RequireAuthorization(Policy.CatalogueRead);
        programmes.MapGet("/", List).WithName("list-programmes")
            .WithSummary("Every national programme: days, roles, price, parties and budget")
            .Produces<IReadOnlyList<ProgrammeBody>>();
        programmes.MapGet("/{code}", Get).WithName("get-programme")
            .WithSummary("One programme with its stock, and what was ordered, delivered and booked this year")
            .Produces<ProgrammeDetails>().ProducesProblem(404);
    }

    static IResult List(Clock clock) => Results.Ok(Programmes.All.Select(one => ProgrammeBody.Of(one, clock.Today)));

    static async Task<IResult> Get(string code, Db db, Clock clock, Current who, Words words)
    {
        var found = await ProgrammeFigures.Run(db, code, clock.Now);
        if (!found.Ok) return Http.Problem(found.Refusal!, words);
        var changes = await ContentChanges.Accepted(db, code, clock.Today);
        return Results.Ok(new ProgrammeDetails(ProgrammeBody.Of(found.Value.Programme, clock.Today), found.Value.Year,
            who.May(Policy.OrdersReadAll) ? found.Value.Products : null, [.. changes.Select(AcceptedChange.Of)]));
    }
}

/// <summary>A programme; to is the first day it is no longer in force, left out where no end is set.</summary>
public sealed record ProgrammeBody(
    string Code, Purpose Purpose, bool InForce, DateOnly From, DateOnly? To, int? BornFrom, string TargetGroup,
    IReadOnlyList<Role> Roles, ProgrammePrice Price, string Responsible, string Procurer,
    IReadOnlyList<string> Consulted, string Chapter, Money? Granted, int? GrantedYear, bool Seasonal, string Law)
{
    public static ProgrammeBody Of(Programme one, DateOnly day)
    {
        var runs = one.RunsBy(Rules.Book.On(day));
        return new(one.Code, one.Purpose, runs.Contains(day), runs.From, runs.To, one.BornFrom, one.TargetGroup,
            one.Roles, one.Price, one.Responsible, one.Procurer, one.Consulted, one.Budget.Chapter, one.Budget.Granted,
            one.Budget.Year, one.Seasonal, one.Law);
    }
}

/// <summary>A change that supply answers for: from its first day the programme offers it, or no longer.</summary>
public sealed record AcceptedChange(
    long Id, string Kind, string SubjectKind, string Subject, string Name, DateOnly? InForceOn, string State)
{
    public static AcceptedChange Of(ContentChange one) =>
        new(one.Id, one.Kind, one.SubjectKind, one.Subject, one.NameNb, one.InForceOn, one.State);
}

/// <summary>A programme with its figures; the products are left out for those who may not read all orders.</summary>
public sealed record ProgrammeDetails(
    ProgrammeBody Programme, int Year, IReadOnlyList<ProgrammeProduct>? Products,
    IReadOnlyList<AcceptedChange> Changes);
