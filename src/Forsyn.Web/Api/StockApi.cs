using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Api;

/// <summary>The country's stock by any dimension, the movements behind it, and whether the books agree.</summary>
static class StockApi
{
    public static void MapStock(this IEndpointRouteBuilder api)
    {
        var stock = api.MapGroup("/overview").WithTags("Overview").RequireAuthorization(Policy.StockNational);
        stock.MapGet("/", Figures).WithName("get-overview").WithSummary("The country's stock by any dimension")
            .Produces<OverviewBody>().ProducesProblem(422);
        stock.MapGet("/transfers", Transfers).WithName("list-overview-transfers")
            .WithSummary("The movements behind a figure").Produces<Page<TransferBehind>>().ProducesProblem(422);
        stock.MapGet("/map", Map).WithName("get-overview-map").WithSummary("Units by municipality, for a map")
            .Produces<IReadOnlyList<MapPlace>>().ProducesProblem(422);
        api.MapGet("/ledger/audit", Audit).RequireAuthorization(Policy.LedgerAudit).WithTags("Ledger")
            .WithName("audit-ledger").WithSummary("Checks the whole ledger against itself; changes nothing")
            .Produces<Audit>();
    }

    static async Task<IResult> Figures([AsParameters] StockParameters asked, Db db, Clock clock, Words words)
    {
        var query = asked.Question.Read(clock.Today);
        if (!query.Ok) return Http.Problem(query.Refusal!, words);
        var answer = await Overview.Run(db, query.Value, clock.Now);
        if (!answer.Ok) return Http.Problem(answer.Refusal!, words);
        var rows = await OverviewDetail.Of(db, query.Value, answer.Value.Rows, clock.Now);
        return Results.Ok(new OverviewBody(query.Value.Filter.AsOf, query.Value.Filter.KnownOn, query.Value.GroupBy,
            answer.Value.Total, rows, answer.Value.Next));
    }

    static async Task<IResult> Transfers([AsParameters] StockParameters asked, Db db, Clock clock, Words words)
    {
        var query = asked.Question.Read(clock.Today);
        if (!query.Ok) return Http.Problem(query.Refusal!, words);
        var (filter, cursor, limit) = (query.Value.Filter, query.Value.Cursor, query.Value.Limit);
        return (await TransfersBehind.Run(db, filter, clock.Now, cursor, limit)).Answer(words, Results.Ok);
    }

    static async Task<IResult> Map([AsParameters] StockParameters asked, Db db, Clock clock, Words words) =>
        await asked.Question.Read(clock.Today).Match(
            async query => Results.Ok(await OverviewMap.Run(db, query.Filter, clock.Now)),
            refusal => Task.FromResult(Http.Problem(refusal, words)));

    static async Task<IResult> Audit(Db db) => Results.Ok(await AuditLedger.Run(db));
}

/// <summary>The parameters of a question about stock, as the API writes them.</summary>
sealed record StockParameters(
    [property: FromQuery(Name = "articleNumber")] string? ArticleNumber,
    [property: FromQuery(Name = "query")] string? Query,
    [property: FromQuery(Name = "atc")] string? Atc, [property: FromQuery(Name = "county")] string? County,
    [property: FromQuery(Name = "municipality")] string? Municipality,
    [property: FromQuery(Name = "holderType")] string? HolderType,
    [property: FromQuery(Name = "holder")] string? Holder,
    [property: FromQuery(Name = "lot")] string? Lot, [property: FromQuery(Name = "pool")] string? Pool,
    [property: FromQuery(Name = "status")] string? Status, [property: FromQuery(Name = "expiring")] string? Expiring,
    [property: FromQuery(Name = "asOf")] string? AsOf, [property: FromQuery(Name = "groupBy")] string? GroupBy,
    [property: FromQuery(Name = "sort")] string? Sort, [property: FromQuery(Name = "cursor")] string? Cursor,
    [property: FromQuery(Name = "limit")] int? Limit,
    [property: FromQuery(Name = "substance")] string? Substance,
    [property: FromQuery(Name = "knownOn")] string? KnownOn)
{
    public StockQuestion Question => new(ArticleNumber, Query, Atc, County, Municipality, HolderType, Holder, Lot, Pool,
        Status, Expiring, AsOf, GroupBy, Sort, Cursor, Limit, Substance, KnownOn);
}

/// <summary>A page of the overview, with the total of all that was asked for.</summary>
public sealed record OverviewBody(
    DateOnly? AsOf, DateOnly? KnownOn, GroupBy GroupBy, StockFigures Total, IReadOnlyList<OverviewRow> Items,
    string? Next);
