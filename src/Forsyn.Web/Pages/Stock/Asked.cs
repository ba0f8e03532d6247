using System.Globalization;
using Forsyn.App.Stock;
using Microsoft.AspNetCore.Http.Extensions;

namespace Forsyn.Web.Pages.Stock;

/// <summary>The question in the address of a page, and the addresses of questions near it.</summary>
static class Asked
{
    public static StockQuestion Of(HttpRequest request)
    {
        string? One(string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;
        return new(One("articleNumber"), One("query"), One("atc"), One("county"), One("municipality"),
            One("holderType"),
            One("holder"), One("lot"), One("pool"), One("status"), One("expiring"), One("asOf"), One("groupBy"),
            One("sort"),
            One("cursor"), int.TryParse(One("limit"), CultureInfo.InvariantCulture, out var limit) ? limit : null,
            One("substance"), One("knownOn"));
    }

    /// <summary>The parts that are filled in, by the names they have in addresses.</summary>
    public static IEnumerable<(string Name, string Value)> Parts(StockQuestion question) =>
        from part in ((string Name, string? Value)[])
        [
            ("articleNumber", question.ArticleNumber), ("query", question.Query), ("atc", question.Atc),
            ("county", question.County), ("municipality", question.Municipality), ("holderType", question.HolderType),
            ("holder", question.Holder), ("lot", question.Lot), ("pool", question.Pool), ("status", question.Status),
            ("expiring", question.Expiring), ("asOf", question.AsOf), ("groupBy", question.GroupBy),
            ("sort", question.Sort), ("substance", question.Substance), ("knownOn", question.KnownOn),
            ("cursor", question.Cursor),
        ]
        where part.Value is not null
        select (part.Name, part.Value);

    public static string Overview(StockQuestion question, string? figure = null) =>
        Address("/overview", question, figure);

    public static string File(StockQuestion question, string kind) =>
        Address($"/overview.{kind}", question with { Cursor = null });

    public static string Events(StockQuestion question) => Address("/api/v1/overview/events", question);

    public static string Transfers(StockQuestion question) =>
        Address("/overview/transfers", question with { Cursor = null, Sort = null, GroupBy = null });

    /// <summary>The question about one row only.</summary>
    public static StockQuestion Row(this StockQuestion question, GroupBy by, string key) => by switch
    {
        GroupBy.Product => question with { ArticleNumber = key, Query = null },
        GroupBy.Substance => question with { Substance = key, Query = null },
        >= GroupBy.Atc1 and <= GroupBy.Atc5 => question with { Atc = key },
        GroupBy.Pool => question with { Pool = key },
        GroupBy.Status => question with { Status = key },
        GroupBy.HolderType => question with { HolderType = key },
        GroupBy.County => question with { County = key },
        GroupBy.Municipality => question with { Municipality = key },
        GroupBy.Holder => question with { Holder = key },
        GroupBy.Lot => question with { Lot = key },
        _ => throw new InvariantBroken($"no such dimension: {by}"),
    };

    static string Address(string path, StockQuestion question, string? figure = null)
    {
        var query = new QueryBuilder(Parts(question).Select(part => KeyValuePair.Create(part.Name, part.Value)));
        if (figure is not null) query.Add("figure", figure);
        return path + query;
    }
}
