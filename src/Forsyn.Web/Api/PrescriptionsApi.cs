using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Ordering;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Blue prescription: its table, the prescriptions of an order, their patients, and outbreaks.</summary>
static class PrescriptionsApi
{
    public static void MapPrescriptions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/blue", Table).RequireAuthorization(Policy.CatalogueRead).WithTags("Blue prescription")
            .WithName("blue-table").WithSummary("What makes which product free for the patient").Produces<BlueBody>();
        var order = api.MapGroup("/orders/{number:long}").WithTags("Blue prescription");
        order.MapGet("/prescriptions", Prescriptions).RequireAuthorization(Policy.OrdersRead)
            .WithName("order-prescriptions").WithSummary("The prescriptions of an order, with masked patients")
            .Produces<PrescriptionList>();
        order.MapPost("/check-prescriptions", Check).RequireAuthorization(Policy.OrderReview)
            .WithName("check-prescriptions").WithSummary("A pharmacist has seen that the conditions are met")
            .WithMetadata(new Versioned()).Produces<StateBody>()
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
        var patients = api.MapGroup("/patients").WithTags("Patients");
        patients.MapPost("/{id:long}/open", Open).RequireAuthorization(Policy.PatientRead).WithName("open-patient")
            .WithSummary("Shows a patient to one who says why; the look is written down").Produces<PatientBody>()
            .ProducesProblem(404).ProducesProblem(422);
        patients.MapGet("/log", Log).RequireAuthorization(Policy.PatientLog).WithName("patient-log")
            .WithSummary("Who opened which patient and why, the newest first").Produces<PatientLog>();
        MapOutbreaks(api.MapGroup("/outbreaks").WithTags("Outbreaks"));
    }

    static void MapOutbreaks(IEndpointRouteBuilder outbreaks)
    {
        outbreaks.MapGet("/", Declared).RequireAuthorization(Policy.CatalogueRead).WithName("list-outbreaks")
            .WithSummary("Declared outbreaks that prescriptions may refer to").Produces<OutbreakPage>();
        outbreaks.MapPost("/", Declare).RequireAuthorization(Policy.OrderReview).WithName("declare-outbreak")
            .WithSummary("Writes down that an outbreak is declared").Produces<OutbreakRow>(201).ProducesProblem(422);
        outbreaks.MapPost("/{id:long}/end", End).RequireAuthorization(Policy.OrderReview).WithName("end-outbreak")
            .WithSummary("Sets the last day of an outbreak").WithMetadata(new Versioned())
            .Produces<OutbreakRow>().ProducesProblem(404).ProducesProblem(422);
    }

    static IResult Table(Words words, string? query = null) =>
        Results.Ok(new BlueBody(
            [.. BlueSearch.Run(words.Language, query).Select(found => BlueRowBody.Of(found.Row, words.Language))],
            LoadBlueFacts.Table.Serogroups, LoadBlueFacts.Table.StudyProgrammes));

    static async Task<IResult> Prescriptions(long number, Db db, Current who) =>
        Results.Ok(new PrescriptionList(await BlueLines.Of(db, number, who.Caller)));

    static async Task<IResult> Check(
        long number, CheckBody? body, Db db, Clock clock, Current who, Words words, HttpContext http) =>
        (await BlueLines.Check(db, number, body?.Lines, clock.Now, who.Caller, http.Request.IfMatch()))
            .Answer(words, state => Results.Ok(new StateBody(number, state)));

    static async Task<IResult> Open(
        long id, LookBody? body, Db db, Clock clock, Current who, Words words, HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return (await Patients.Open(db, id, body?.Reason, clock.Now, who.Caller)).Answer(words, patient => Results.Ok(
            new PatientBody(patient.Name, patient.IdentityNumber, patient.MunicipalityNumber, patient.Statement)));
    }

    static async Task<IResult> Log(Db db, string? query = null, long? cursor = null, int limit = 50)
    {
        var page = await PatientLooks.List(db, query, cursor, limit);
        return Results.Ok(new PatientLog(page,
            page.Count == Math.Clamp(limit, 1, PatientLooks.MostAtOnce) ? page[^1].Id : null));
    }

    static async Task<IResult> Declared(
        Db db, Clock clock, bool onlyNow = false, long? cursor = null, int limit = 50)
    {
        var page = await Outbreaks.List(db, onlyNow ? clock.Today : null, cursor, limit);
        return Results.Ok(new OutbreakPage(page,
            page.Count == Math.Clamp(limit, 1, Outbreaks.MostAtOnce) ? page[^1].Id : null));
    }

    static async Task<IResult> Declare(OutbreakRequest request, Db db, Clock clock, Current who, Words words) =>
        (await Outbreaks.Declare(db, request, clock.Now, who.Caller)).Answer(words, row =>
            Results.Created($"/api/v1/outbreaks/{row.Id}", row));

    static async Task<IResult> End(long id, EndBody? body, Db db, Current who, Words words, HttpContext http) =>
        (await Outbreaks.End(db, id, body?.LastDay, who.Caller, http.Request.IfMatch())).Answer(words, row =>
        {
            http.Response.Tag(row.Version);
            return Results.Ok(row);
        });
}

/// <param name="Lines">Null means every line that is not checked.</param>
public sealed record CheckBody(IReadOnlyList<int>? Lines);

public sealed record LookBody(string? Reason);

public sealed record EndBody(string? LastDay);

public sealed record PrescriptionList(IReadOnlyList<Prescription> Items);

/// <summary>A patient in the clear; ToString says nothing of the person.</summary>
public sealed record PatientBody(string Name, string IdentityNumber, string MunicipalityNumber, string? Statement)
{
    public override string ToString() => "a patient";
}

public sealed record PatientLog(IReadOnlyList<PatientLook> Items, long? Next);

public sealed record OutbreakPage(IReadOnlyList<OutbreakRow> Items, long? Next);

public sealed record BlueBody(
    IReadOnlyList<BlueRowBody> Items, IReadOnlyList<string> Serogroups, IReadOnlyList<string> StudyProgrammes);

/// <summary>A row of the blue table with its words in the reader's language.</summary>
public sealed record BlueRowBody(
    string Id, string Disease, string DiseaseName, string Product, string ProductName, string? Code, string? Group,
    string Meaning, int? AgeFrom, int? AgeBelow, int? ExposedWithinDays, IReadOnlyList<BlueNeed> Needs,
    bool Interpreted, string? Law, string Requirement)
{
    public static BlueRowBody Of(BlueRow row, Language language) => new(
        row.Id, row.Disease, BlueWords.Disease(language, row.Disease), row.Product,
        BlueWords.Product(language, row.Product), row.Code, row.Group, BlueWords.Row(language, row.Id), row.AgeFrom,
        row.AgeBelow, row.ExposedWithinDays, row.Needs ?? [], row.Interpreted, row.Law, row.Requirement);
}
