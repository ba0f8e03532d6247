using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>
/// Reads what Consumption works out, from the movements of the window. Of one holder it is the outflow: use, what
/// counts found gone, and what was sent to others. Of a country, a county or any other set of holders it is the larger
/// of what is used where it is handed out, and the outflow of those who distribute (wholesalers and state authorities):
/// a transfer between two holders is not use. Call ByProduct for products, ByHolder for each holder of some products,
/// and OfHolder for what one holder has.
/// </summary>
public static class DailyUse
{
    // A short list of parameters is read fast; the page of an overview asks for fewer.
    const int AskedAtOnce = 200;

    static readonly string Distributors = string.Join(", ",
        ((PartyType[])[PartyType.Wholesaler, PartyType.Authority]).Select(type => $"'{Kebab.Of(type)}'"));

    /// <summary>
    /// Of products, at the holders the filter names by county, municipality, type or id; nothing else of it is asked
    /// for. A product nobody has or had is left out.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, Consumption>> ByProduct(
        Db db, IEnumerable<string> articles, DateOnly today, StockFilter? scope = null)
    {
        if (scope?.Holder is { } holder) return await OfHolder(db, holder, today, articles);
        var found = new Dictionary<string, Consumption>();
        foreach (var rows in await Read(db, articles, today, scope ?? new(), byHolder: false))
            found[rows.Key.Article] = Consumption.Larger(
                Of(rows, today, row => row.HandedOut), Of(rows, today, row => row.Distributed));
        return found;
    }

    /// <summary>
    /// Of one product as ByProduct has it, beside the days it is worked out from, for those who look at how use varies.
    /// </summary>
    public static async Task<(Consumption Use, IReadOnlyCollection<StockDay> Days)> OfProduct(
        Db db, string article, DateOnly today)
    {
        var rows = (await Read(db, [article], today, new(), byHolder: false)).SelectMany(found => found).ToList();
        var (handedOut, distributed) = (Of(rows, today, row => row.HandedOut), Of(rows, today, row => row.Distributed));
        var use = Consumption.Larger(handedOut, distributed);
        return (use, Days(rows, today, row => use == handedOut ? row.HandedOut : row.Distributed));
    }

    /// <summary>Each holder's outflow of some products; a holder that never had one is left out.</summary>
    public static async Task<IReadOnlyDictionary<(long Holder, string Article), Consumption>> ByHolder(
        Db db, IEnumerable<string> articles, DateOnly today, StockFilter? scope = null) =>
        (await Read(db, articles, today, scope ?? new(), byHolder: true))
            .ToDictionary(rows => rows.Key, rows => Of(rows, today, row => row.Used + row.Sent));

    /// <summary>One holder's outflow of some products, or of all it has.</summary>
    public static async Task<IReadOnlyDictionary<string, Consumption>> OfHolder(
        Db db, long holder, DateOnly today, IEnumerable<string>? articles = null) =>
        (await Read(db, articles, today, new(Holder: holder), byHolder: true))
            .ToDictionary(rows => rows.Key.Article, rows => Of(rows, today, row => row.Used + row.Sent));

    // The stock when the window ended is today's less what counts for today and later.
    static Consumption Of(IEnumerable<Row> rows, DateOnly today, Func<Row, long> used)
    {
        var all = rows.ToList();
        var stock = all.Sum(row => row.Day is null ? row.Net : row.Day >= today ? -row.Net : 0);
        return Consumption.Of(Window(today), stock, Days(all, today, used));
    }

    static List<StockDay> Days(IEnumerable<Row> rows, DateOnly today, Func<Row, long> used) =>
        [.. from row in rows
            where row.Day < today
            select new StockDay(row.Day!.Value, used(row), row.Net)];

    public static DateRange Window(DateOnly today) => Consumption.WindowOn(Rules.Book.On(today));

    static async Task<IEnumerable<IGrouping<(long Holder, string Article), Row>>> Read(
        Db db, IEnumerable<string>? articles, DateOnly today, StockFilter scope, bool byHolder)
    {
        var rows = new List<Row>();
        var chunks = articles?.Distinct().Chunk(AskedAtOnce) ?? Enumerable.Repeat<string[]?>(null, 1);
        foreach (var some in chunks)
        {
            var values = scope.Values(today);
            values.Add("From", Window(today).From);
            if (some is not null) values.Add("Articles", InList.Of(some));
            rows.AddRange(await db.Snapshot(async tx => await tx.List<Row>(
                some is not null && !byHolder && await IsSummed(tx, scope, today) ? Summed(scope)
                    : Sql(scope, some is not null, byHolder), values)));
        }
        return rows.GroupBy(row => (row.HolderId, row.ArticleNumber));
    }

    static async Task<bool> IsSummed(Tx tx, StockFilter scope, DateOnly today) =>
        (scope.Municipality, scope.Holder) is (null, null)
            && (await RollUpStock.State(tx))?.UseFrom <= Window(today).From;

    // Use and stock as of the same moment, when stock was last summed: a minute ago as a rule. The days of the window
    // are over, and average use is the same a minute later.
    static string Summed(StockFilter scope)
    {
        var (county, type) = (scope.County is not null, scope.HolderType is not null);
        var place = (county ? " and county = @County" : "") + (type ? " and holder_type = @HolderType" : "");
        var level = StockSumLevel.Find(SumItem.Product, county ? type ? SumArea.CountyAndType : SumArea.County
            : type ? SumArea.HolderType : SumArea.Country)!;
        return $"""
            select 0 as holder_id, article_number, day, cast(sum(used) as bigint) as used,
                cast(sum(sent) as bigint) as sent,
                cast(sum(case when holder_type in ({Distributors}) then 0 else used end) as bigint) as handed_out,
                cast(sum(case when holder_type in ({Distributors}) then used + sent else 0 end) as bigint)
                    as distributed,
                cast(sum(net) as bigint) as net
            from use_day where level = {(county ? UseFlow.County : UseFlow.Country)} and article_number in @Articles
                and day >= @From{(county ? "" : " and county = ''")}{place}
            group by article_number, day
            union all
            select 0, item, null, 0, 0, 0, 0, cast(sum(units) as bigint)
            from stock_sum where level = {level.Code} and item in @Articles and status in (0, 2){place} group by item
            """;
    }

    // Counts are netted by holder and day first: a report sent again moves there and back, and a lot that was given
    // another number goes down while the other goes up.
    static string Sql(StockFilter scope, bool named, bool byHolder)
    {
        var holder = byHolder ? "holder_id" : "0";
        string where(string row) => string.Join(" and ", ((string?[])
        [
            named ? "l.article_number in @Articles" : null,
            scope.County is null ? null : "m.county_number = @County",
            scope.Municipality is null ? null : "y.municipality_number = @Municipality",
            scope.HolderType is null ? null : "y.type = @HolderType",
            scope.Holder is null ? null : $"{row}.holder_id = @Holder",
        ]).Where(part => part is not null).Prepend("1 = 1"));
        string from(string table, string row) => $"from lot l join {table} {row} on {row}.lot_id = l.id " +
            $"join party y on y.id = {row}.holder_id left join municipality m on m.number = y.municipality_number";
        return $"""
            with moved as (
                select t.holder_id, l.article_number, t.counts_on as day, y.type in ({Distributors}) as distributes,
                    {UseFlow.Consumed} as consumed, sum({UseFlow.Counted}) as counted, {UseFlow.Sent} as sent,
                    {UseFlow.Net} as net
                {from("transfer", "t")}
                where t.counts_on >= @From and {where("t")}
                group by t.holder_id, l.article_number, t.counts_on, y.type),
            used as (
                select {holder} as holder_id, article_number, day, distributes, net, sent,
                    consumed + case when counted > 0 then counted else 0 end as used from moved)
            select holder_id, article_number, day, cast(sum(used) as bigint) as used, cast(sum(sent) as bigint) as sent,
                cast(sum(case when distributes then 0 else used end) as bigint) as handed_out,
                cast(sum(case when distributes then used + sent else 0 end) as bigint) as distributed,
                cast(sum(net) as bigint) as net
            from used group by holder_id, article_number, day
            union all
            select {holder.Replace("holder_id", "b.holder_id")}, l.article_number, null, 0, 0, 0, 0,
                cast(sum(b.quantity) as bigint)
            {from("balance", "b")} where b.status in (0, 2) and {where("b")}
            group by l.article_number{(byHolder ? ", b.holder_id" : "")}
            """;
    }

    sealed class Row
    {
        public long HolderId { get; init; }
        public string ArticleNumber { get; init; } = "";
        /// <summary>Null for what stands there now.</summary>
        public DateOnly? Day { get; init; }
        public long Used { get; init; }
        public long Sent { get; init; }
        public long HandedOut { get; init; }
        public long Distributed { get; init; }
        public long Net { get; init; }
    }
}
