using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Preparedness;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>What the agency reports under goal 2.3: criteria, parameters, and the figures beside them.</summary>
static class CriteriaApi
{
    public static void MapCriteria(this IEndpointRouteBuilder api)
    {
        var group = api.MapGroup("/preparedness/criteria").WithTags("Criteria");
        group.MapGet("/", async (Db db, Clock clock, Words words, string? half = null) =>
                (await Criteria.Get(db, half, clock.Today)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SteeringRead).WithName("get-criteria")
            .WithSummary("Criteria I to V and the four parameters of goal 2.3 in a half-year, such as 2026-1")
            .Produces<CriteriaView>().ProducesProblem(422);
        group.MapPost("/", async (CriterionRequest body, Db db, Clock clock, Current who, Words words) =>
                (await Criteria.Write(db, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SteeringWrite).WithName("write-criterion")
            .WithSummary("Writes of a criterion or a parameter; what was written before stays")
            .Produces<CriteriaView>().ProducesProblem(422);
        group.MapPost("/uses", async (UseRequest body, Db db, Clock clock, Current who, Words words) =>
                (await Criteria.Use(db, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SteeringWrite).WithName("enter-supervision-use")
            .WithSummary("Enters hours and money used on supervision of stockpiles").Produces<CriteriaView>()
            .ProducesProblem(422);
        group.MapPost("/uses/{id:long}/withdraw", async (long id, Db db, Clock clock, Current who, Words words) =>
                (await Criteria.Withdraw(db, id, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.SteeringWrite).WithName("withdraw-supervision-use")
            .WithSummary("Takes an entry back; it stays").Produces<CriteriaView>().ProducesProblem(404);
    }

    /// <summary>Criteria, parameters and figures as a file.</summary>
    public static void MapCriteriaFile(this WebApplication app) =>
        app.MapGet("/preparedness/criteria.csv", async (Db db, Clock clock, Words words, string? half = null) =>
                (await Criteria.Get(db, half, clock.Today)).Answer(words, view => Results.Stream(stream =>
                    CsvFile.Write(stream, Rows(view)), CsvFile.MediaType, $"forsyn-criteria-{view.Half}.csv")))
            .RequireAuthorization(Policy.SteeringRead).ExcludeFromDescription();

    static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(CriteriaView view)
    {
        yield return ["half", "subject", "figure", "value", "unit", "text", "by", "at"];
        foreach (var one in view.Subjects)
        {
            yield return [view.Half, Kebab.Of(one.Subject), null, null, null, one.Text, one.ByPerson, one.At];
            foreach (var figure in one.Figures)
                yield return
                    [view.Half, Kebab.Of(one.Subject), figure.Key, figure.Value, figure.Unit, null, null, null];
        }
        foreach (var (by, of, count) in view.Shortages.Counts)
            yield return [view.Half, Kebab.Of(GoalSubject.ShortagesCriterion), $"notices-by-{by}-{of}", count, "count",
                null, null, null];
        await Task.CompletedTask;
    }
}
