using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Who operates the vaccine supply, framework agreements, and ordering authorisations.</summary>
static class MandatesApi
{
    public static void MapMandates(this IEndpointRouteBuilder api)
    {
        var mandates = api.MapGroup("/mandates").WithTags("Mandates");
        mandates.MapGet("/operators", async (Db db) => Results.Ok(await Operators.List(db)))
            .RequireAuthorization(Policy.MandateRead).WithName("list-operators")
            .WithSummary("Who calls off, sells, stores and distributes vaccine, by day")
            .Produces<IReadOnlyList<OperatorRow>>();
        mandates.MapPost("/operators", async (OperatorChange body, Db db, Clock clock, Current who, Words words) =>
                (await Operators.Change(db, body, clock.Now, who.Caller)).Answer(words,
                    row => Results.Created("/api/v1/mandates/operators", row)))
            .RequireAuthorization(Policy.MandateManage).WithName("change-operator")
            .WithSummary("Gives a task to another party from a day to come; nothing that is done is rewritten")
            .Produces<OperatorRow>(201).ProducesProblem(422);
        mandates.MapGet("/agreements", async (Db db) => Results.Ok(await Agreements.List(db)))
            .RequireAuthorization(Policy.MandateRead).WithName("list-agreements")
            .WithSummary("Framework agreements with their three parties").Produces<IReadOnlyList<AgreementRow>>();
        mandates.MapPost("/agreements", async (AgreementRequest body, Db db, Clock clock, Current who, Words words) =>
                (await Agreements.Add(db, body, clock.Now, who.Caller)).Answer(words,
                    row => Results.Created("/api/v1/mandates/agreements", row)))
            .RequireAuthorization(Policy.MandateManage).WithName("add-agreement")
            .WithSummary("Registers a framework agreement; its three parties are distinct")
            .Produces<AgreementRow>(201).ProducesProblem(422);
        mandates.MapGet("/authorisations", async (Db db) => Results.Ok(await Authorisations.List(db)))
            .RequireAuthorization(Policy.MandateRead).WithName("list-authorisations")
            .WithSummary("Ordering authorisations: granted, used, remaining, and who reports")
            .Produces<IReadOnlyList<AuthorisationRow>>();
        mandates.MapPost("/authorisations", async (AuthorisationRequest body, Db db, Clock clock, Current who,
                Words words) => (await Authorisations.Grant(db, body, clock.Now, who.Caller)).Answer(words,
                    id => Results.Created("/api/v1/mandates/authorisations", new IdBody(id))))
            .RequireAuthorization(Policy.AuthorisationReport).WithName("grant-authorisation")
            .WithSummary("Registers what was granted for a year").Produces<IdBody>(201).ProducesProblem(422);
        mandates.MapPost("/authorisations/{id:long}/use", async (long id, AuthorisationUse body, Db db, Clock clock,
                Current who, Words words) =>
                (await Authorisations.Use(db, id, body, clock.Now, who.Caller)).Answer(words, Results.Ok))
            .RequireAuthorization(Policy.AuthorisationReport).WithName("use-authorisation")
            .WithSummary("Reports what was used; never more than is left").Produces<AuthorisationRow>()
            .ProducesProblem(404).ProducesProblem(422);
        mandates.MapPost("/authorisations/{id:long}/owner", async (long id, OwnerEndBody body, Db db, Current who,
                Words words) => (await Authorisations.EndOwner(db, id, body.To, who.Caller)).Answer(words,
                    _ => Results.NoContent()))
            .RequireAuthorization(Policy.AuthorisationReport).WithName("end-authorisation-owner")
            .WithSummary("Sets the day the owner's reporting ends").Produces(204).ProducesProblem(404);
    }
}

public sealed record IdBody(long Id);

/// <param name="To">The first day the owner no longer reports.</param>
public sealed record OwnerEndBody(DateOnly To);
