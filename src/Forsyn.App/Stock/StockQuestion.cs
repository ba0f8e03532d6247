using System.Globalization;
using System.Text.Json;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.App.Stock;

/// <summary>
/// A question about stock as it is written in an address, at the command line or in a form; empty is left out.
/// </summary>
/// <param name="Expiring">30, 90 or 180 days; true is 90.</param>
/// <param name="Sort">name, units, positions, within30, expiring, within180, in-transit, quarantined or recalled; with
/// a minus before it the largest first.</param>
public sealed record StockQuestion(
    string? ArticleNumber = null, string? Query = null, string? Atc = null, string? County = null,
    string? Municipality = null,
    string? HolderType = null, string? Holder = null, string? Lot = null, string? Pool = null, string? Status = null,
    string? Expiring = null, string? AsOf = null, string? GroupBy = null, string? Sort = null, string? Cursor = null,
    int? Limit = null, string? Substance = null, string? KnownOn = null)
{
    static readonly string[] Sorts = [.. Kebab.All<SortBy>().SelectMany(name => (string[])[name, "-" + name])];

    /// <summary>Refuses stock-question-wrong with a finding for every part that cannot be read.</summary>
    public Result<OverviewQuery> Read(DateOnly today)
    {
        var wrong = new List<Finding>();
        var sort = Text(Sort) ?? "-units";
        var query = new OverviewQuery(
            new StockFilter(
                Text(ArticleNumber), Text(Query), Text(Atc)?.ToUpperInvariant(), Text(County), Text(Municipality),
                Word<PartyType>("holderType", HolderType, wrong), Number("holder", Holder, wrong),
                Number("lot", Lot, wrong),
                Inside(Word<Pool>("pool", Pool, wrong)), Inside(Word<Status>("status", Status, wrong), wrong),
                Soon(wrong), Day("asOf", AsOf, today, wrong), Text(Substance),
                Day("knownOn", KnownOn, today, wrong)),
            Word<GroupBy>("groupBy", GroupBy, wrong) ?? Stock.GroupBy.Product,
            Word<SortBy>("sort", sort.TrimStart('-'), wrong, Sorts) ?? SortBy.Units, sort.StartsWith('-'),
            Text(Cursor), Limit ?? 50);
        return wrong.Count == 0 ? query : new Refusal("stock-question-wrong", new Dictionary<string, string>(), wrong);
    }

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    // groupBy=holderType is as good as groupBy=holder-type: parameters of the API are written the one way, words the
    // other.
    static T? Word<T>(string field, string? text, List<Finding> wrong, IReadOnlyList<string>? possible = null)
        where T : struct, Enum
    {
        if (Text(text) is not { } word) return null;
        if (Kebab.TryParse<T>(word, out var value)
            || Kebab.TryParse(JsonNamingPolicy.KebabCaseLower.ConvertName(word), out value))
            return value;
        wrong.Add(Wrong("word-unknown", field, word, ("possible", string.Join(", ", possible ?? Kebab.All<T>()))));
        return null;
    }

    static Pool? Inside(Pool? pool) => pool == Core.Ledger.Pool.None ? null : pool;

    static Status? Inside(Status? status, List<Finding> wrong)
    {
        if (status is not { } code || code < Core.Ledger.Status.Supplier) return status;
        var possible = Kebab.All<Status>()
            .Where(name => Kebab.TryParse<Status>(name, out var s) && s < Core.Ledger.Status.Supplier);
        wrong.Add(Wrong("word-unknown", "status", Kebab.Of(code), ("possible", string.Join(", ", possible))));
        return null;
    }

    static long? Number(string field, string? text, List<Finding> wrong)
    {
        if (Text(text) is not { } digits) return null;
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return value;
        wrong.Add(Wrong("number-unreadable", field, digits));
        return null;
    }

    int? Soon(List<Finding> wrong)
    {
        if (Text(Expiring) is not { } text || text == "false") return null;
        if (text is "true" or "on") return StockFilter.ExpiringDays;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && StockFilter.WithinDays.Contains(days)) return days;
        wrong.Add(Wrong("word-unknown", "expiring", text,
            ("possible", string.Join(", ", StockFilter.WithinDays))));
        return null;
    }

    static DateOnly? Day(string field, string? text, DateOnly today, List<Finding> wrong)
    {
        if (Text(text) is not { } written) return null;
        if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", out var day)) wrong.Add(
            Wrong("day-unreadable", field, written));
        else if (day > today) wrong.Add(Wrong("day-not-come", field, written));
        else return day;
        return null;
    }

    internal static Finding Wrong(
        string code, string field, string text, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var args = new Dictionary<string, string> { ["field"] = field, ["text"] = text };
        foreach (var (name, value) in more) args[name] = value;
        return new Finding(code, Severity.Block, null, [], "", args);
    }
}
