using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>What sellers sold in the last months to those whose turnover a scheme counts.</summary>
sealed class Sales
{
    const long Unit = 1_000_000;

    readonly Dictionary<(long Seller, string Article), Dictionary<int, long>> _packs = [];
    readonly Dictionary<long, HashSet<Month>> _months = [];
    readonly Month _last;
    readonly DateOnly _today;
    readonly int _wanted;

    Sales(DateOnly today, int wanted) =>
        (_today, _last, _wanted) = (today, Month.Of(today).Plus(-1), wanted);

    public static async Task<Sales> Of(Tx tx, DutyScheme scheme, DateOnly today, IReadOnlyList<long> sellers)
    {
        var sales = new Sales(today, Rules.Book.On(today).Months("rotation-sale-months"));
        var args = new
        {
            first = $"{sales._last.Plus(1 - sales._wanted)}", last = $"{sales._last}",
            sellers = InList.Of(sellers), buyers = InList.Of(scheme.TurnoverOf.Select(Kebab.Of)),
        };
        foreach (var row in await tx.List<MonthRow>("select distinct seller_id, month from sales_file " +
            "where month >= @first and month <= @last and seller_id in @sellers", args))
        {
            if (!sales._months.TryGetValue(row.SellerId, out var months)) sales._months[row.SellerId] = months = [];
            months.Add(row.Read);
        }
        foreach (var row in await tx.List<SoldRow>("""
            select seller_id, month, article_number, cast(sum(packs) as bigint) as packs from turnover
            where month >= @first and month <= @last and seller_id in @sellers and buyer_type in @buyers
            group by seller_id, month, article_number
            """, args))
        {
            var key = (row.SellerId, row.ArticleNumber);
            if (!sales._packs.TryGetValue(key, out var packs)) sales._packs[key] = packs = [];
            packs[row.Read.Number] = packs.GetValueOrDefault(row.Read.Number) + row.Packs;
        }
        return sales;
    }

    /// <summary>Packs in all the months; less than zero where more came back.</summary>
    public long Packs(long seller, string article) =>
        _packs.TryGetValue((seller, article), out var packs) ? packs.Values.Sum() : 0;

    /// <summary>A coming day sells what a day of the same month sold a year before; the average day where the year is
    /// not whole.</summary>
    public DailyUse Daily(long seller, string article, long unitsPerPack, int days)
    {
        if (!_packs.TryGetValue((seller, article), out var packs) || !_months.TryGetValue(seller, out var months))
            return DailyUse.None;
        if (months.Count < 12)
            return DailyUse.Steady(Rate(packs.Values.Sum(), unitsPerPack, months.Sum(month => month.Days)));
        var byMonth = new long[13];
        foreach (var month in months)
            byMonth[month.Number] = Rate(packs.GetValueOrDefault(month.Number), unitsPerPack,
                months.Where(one => one.Number == month.Number).Sum(one => one.Days));
        var series = new long[days];
        for (var n = 0; n < days; n++) series[n] = byMonth[_today.AddDays(n).Month];
        return DailyUse.ByDay(series);
    }

    static long Rate(long packs, long unitsPerPack, int days) =>
        packs <= 0 ? 0 : (long)((Int128)packs * unitsPerPack * Unit / days);

    class MonthRow
    {
        public long SellerId { get; init; }
        public string Month { get; init; } = "";
        public Month Read => Core.Basics.Month.Of(Month);
    }

    sealed class SoldRow : MonthRow
    {
        public string ArticleNumber { get; init; } = "";
        public long Packs { get; init; }
    }
}
