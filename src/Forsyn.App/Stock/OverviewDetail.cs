using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>
/// What a row of the overview says beyond its sums: defined daily doses where FEST has them, and for products the use
/// and the days of cover. Read for the rows at hand, at most a page at a time.
/// </summary>
public static class OverviewDetail
{
    public static async Task<IReadOnlyList<OverviewRow>> Of(
        Db db, OverviewQuery query, IReadOnlyList<OverviewRow> rows, Moment now)
    {
        if (rows.Count == 0) return rows;
        var day = query.Filter.AsOf ?? now.Day;
        var doses = await DailyDoses(db, query, rows, now);
        var use = query.GroupBy == GroupBy.Product
            ? await DailyUse.ByProduct(db, rows.Select(row => row.Key), day.AddDays(day < now.Day ? 1 : 0),
                query.Filter)
            : new Dictionary<string, Consumption>();
        var numbers = Rules.Book.On(day);
        return [.. rows.Select(row => row with
        {
            DailyDosesMillionths = doses.GetValueOrDefault(row.Key),
            Use = use.GetValueOrDefault(row.Key),
            CoverDays = use.GetValueOrDefault(row.Key) is { } known && known.IsKnown(numbers)
                ? known.DaysOfCover(row.Usable) : null,
        })];
    }

    // By product first, since a package's doses are those of its units; one product without makes the sum unknown.
    static async Task<Dictionary<string, long?>> DailyDoses(
        Db db, OverviewQuery query, IReadOnlyList<OverviewRow> rows, Moment now)
    {
        if (query.GroupBy is > GroupBy.Atc5 and not GroupBy.Lot || rows.All(row => row.Units == 0)
            || await db.One<long>("select count(*) from (select 1 from fest_content limit 1) a") == 0) return [];
        if (query.GroupBy is GroupBy.Product or GroupBy.Lot) return await ByPack(db, query.GroupBy, rows);
        return await db.Snapshot(async tx =>
        {
            var by = Dimension.Of(query.GroupBy);
            var (summed, values) = await Overview.Source(tx, query.Filter, GroupBy.Product, now);
            values.Add("Wanted", InList.Of(rows.Select(row => row.Key)));
            return (await tx.List<Row>($"""
                with {summed}, {Factors}
                select {by.Key} as key, cast(sum(s.units * f.doses / p.doses_per_pack) as bigint) as doses,
                    sum(case when f.doses is null then 1 else 0 end) as unknown
                from summed s join product p on p.article_number = s.key
                left join factor f on f.article_number = s.key
                where {by.Key} in @Wanted group by {by.Key}
                """, values)).ToDictionary(row => row.Key, row => row.Unknown > 0 ? null : row.Doses);
        });
    }

    static async Task<Dictionary<string, long?>> ByPack(Db db, GroupBy by, IReadOnlyList<OverviewRow> rows)
    {
        var (from, key) = by == GroupBy.Lot
            ? ("lot l join factor f on f.article_number = l.article_number where l.id in @Wanted",
                "cast(l.id as text)")
            : ("factor f where f.article_number in @Wanted", "f.article_number");
        var doses = (await db.List<Row>($"with {Factors} select {key} as key, f.doses from {from}", new
        {
            Wanted = by == GroupBy.Lot ? InList.Of(rows.Select(row => long.Parse(row.Key)))
                : InList.Of(rows.Select(row => row.Key)),
        })).ToDictionary(row => row.Key, row => row.Doses);
        return rows.ToDictionary(row => row.Key, row => doses.GetValueOrDefault(row.Key) is { } all
            && row.DosesPerPack is { } pack ? (long?)((Int128)row.Units * all / pack) : null);
    }

    // FEST says of a package how many defined daily doses are in it; a package of several parts has those of all.
    const string Factors = """
        factor as (
            select p.article_number, cast(sum(c.statistics_factor_millionths) as bigint) as doses
            from fest_package p join fest_content c on c.id = p.id
            group by p.article_number having count(*) = count(c.statistics_factor_millionths))
        """;

    sealed class Row
    {
        public string Key { get; init; } = "";
        public long? Doses { get; init; }
        public long Unknown { get; init; }
    }
}
