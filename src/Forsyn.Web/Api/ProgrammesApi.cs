using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
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

    static async Task<IResult> Get(string code, Db db, Clock clock, Current who, Words words) =>
        (await ProgrammeFigures.Run(db, code, clock.Now)).Answer(words, view => Results.Ok(new ProgrammeDetails(
            ProgrammeBody.Of(view.Programme, clock.Today), view.Year,
            who.May(Policy.OrdersReadAll) ? view.Products : null)));
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

/// <summary>A programme with its figures; the products are left out for those who may not read all orders.</summary>
public sealed record ProgrammeDetails(ProgrammeBody Programme, int Year, IReadOnlyList<ProgrammeProduct>? Products);
