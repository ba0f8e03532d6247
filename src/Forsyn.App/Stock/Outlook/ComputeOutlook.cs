using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Outlook;

/// <summary>What was worked out.</summary>
public sealed record OutlookRun(DateOnly Day, long Products, long Holders, long Proposals);

/// <summary>
/// Works out for every product what each holder will lose and lack, and the transfers that avoid loss. Products are
/// taken some at a time and written before the next are read, so that a nation needs no more memory than a county.
/// </summary>
public static class ComputeOutlook
{
    const int ProductsAtOnce = 40;
    // A delivery that is announced has no lot yet; so long it can be used at least, or it would be refused at the door.
    const int LifeOfDeliveries = 365;

    /// <summary>Works it out when it has not been done today.</summary>
    public static async Task Due(Db db, Moment now)
    {
        if (await db.One<long>("select count(*) from outlook_run where computed_on = @Day", new { now.Day }) == 0)
            await Run(db, now);
    }

    public static async Task<OutlookRun> Run(Db db, Moment now, Action<string>? progress = null)
    {
        var (today, numbers) = (now.Day, Rules.Book.On(now.Day));
        var products = await db.List<ProductRow>("select article_number, storage, price_ore, doses_per_pack " +
            "from product where article_number in (select l.article_number from lot l join balance b on " +
            "b.lot_id = l.id where b.status = 0 and b.quantity > 0) order by article_number");
        var places = (await db.List<PlaceRow>("select y.id, coalesce(m.number, '') as municipality, " +
            "coalesce(m.county_number, '') as county, coalesce(c.health_region, '') as region from party y " +
            "left join municipality m on m.number = y.municipality_number left join county c on " +
            "c.number = m.county_number")).ToDictionary(row => row.Id, row => row.ToPlace());
        var (holders, told, proposals, done) = (new HashSet<long>(), new HashSet<long>(), 0L, 0L);
        foreach (var some in products.Chunk(ProductsAtOnce))
        {
            var plans = await Plan(db, some, places, today, numbers);
            told.UnionWith(await SaveOutlook.Run(db, plans, today));
            foreach (var (_, plan) in plans)
            {
                holders.UnionWith(plan.Outlooks.Select(one => one.Holder));
                proposals += plan.Proposals.Count;
            }
            progress?.Invoke($"{done += some.Length} of {products.Count} products, {proposals} transfers proposed");
        }
        await SaveOutlook.End(db, products.Count, holders.Count, told, now);
        return new(today, products.Count, holders.Count, proposals);
    }

    static async Task<List<(ProductRow Product, TransferPlan Plan)>> Plan(
        Db db, ProductRow[] products, Dictionary<long, HolderPlace> places, DateOnly today, RuleNumbers numbers)
    {
        var articles = products.Select(product => product.ArticleNumber).ToList();
        var use = (await DailyUse.ByHolder(db, articles, today)).ToLookup(one => one.Key.Article);
        var stock = await HeldLots(db, articles, numbers);
        var coming = (await ExpectedDeliveries.Of(db, articles)).ToLookup(one => (one.ArticleNumber, one.Holder));
        var declined = (await db.List<DeclinedRow>("select from_holder, to_holder, lot_id from stock_move where " +
            "declined_until > @today and article_number in @articles",
            new { today, articles = InList.Of(articles) })).Select(row => row.ToDeclined()).ToHashSet();
        var plans = new List<(ProductRow, TransferPlan)>();
        foreach (var product in products)
        {
            // Where so little is known of the use that no average can be trusted, nothing is said.
            var holders = use[product.ArticleNumber]
                .Where(one => one.Value.IsKnown(numbers) && places.ContainsKey(one.Key.Holder))
                .Select(one => Of(one.Key.Holder, one.Value, stock[(product.ArticleNumber, one.Key.Holder)].ToList(),
                    coming[(product.ArticleNumber, one.Key.Holder)])).ToList();
            if (holders.Count == 0) continue;
            var cost = numbers.Money(product.Storage == Kebab.Of(StorageCondition.Room)
                ? "transfer-cost-room" : "transfer-cost-cold");
            plans.Add((product, new TransferProposals(product.Price, cost, numbers).Of(holders, declined)));
        }
        return plans;

        HolderStock Of(long holder, Consumption used, List<LotRow> lots, IEnumerable<ExpectedUnits> announced) => new(
            holder, places[holder],
            [
                .. lots.Select(lot => lot.ToLot()),
                .. announced.Select(one => new ProjectedLot(0, one.Units,
                    (one.Day < today ? today : one.Day).AddDays(LifeOfDeliveries),
                    one.Day <= today ? today.AddDays(1) : one.Day)),
            ],
            lots.Where(lot => lot.ArrivesOn is null).Select(lot => lot.LotId).ToHashSet(), used.PerDayMillionths);
    }

    // What may be used day by day: available, and of no stockpile. What is on its way, and what two have agreed to
    // move or one has said yes to, stands where it is going.
    static async Task<ILookup<(string Article, long Holder), LotRow>> HeldLots(
        Db db, IReadOnlyList<string> articles, RuleNumbers numbers)
    {
        var arrives = numbers.Day.AddDays(numbers.Days("proposal-road-days"));
        const string promised = "(m.state = 'agreed' or (m.state = 'proposed' and (m.given_by is not null " +
            "or m.taken_by is not null)))";
        var rows = await db.List<LotRow>($"""
            select l.article_number, b.holder_id, b.lot_id, l.expires_on, cast(sum(b.quantity) as bigint) as units,
                case when b.status = {(short)Status.InTransit} then 1 else 0 end as comes
            from balance b join lot l on l.id = b.lot_id
            where l.article_number in @articles and b.status in ({(short)Status.Available}, {(short)Status.InTransit})
                and b.pool in ({(short)Pool.Sale}, {(short)Pool.Programme}) and b.quantity > 0
            group by l.article_number, b.holder_id, b.lot_id, l.expires_on, b.status
            union all
            select m.article_number, m.from_holder, m.lot_id, l.expires_on, -m.units, 0
            from stock_move m join lot l on l.id = m.lot_id where m.article_number in @articles
                and {promised}
            union all
            select m.article_number, m.to_holder, m.lot_id, l.expires_on, m.units, 1
            from stock_move m join lot l on l.id = m.lot_id where m.article_number in @articles
                and {promised}
            """, new { articles = InList.Of(articles) });
        return rows.GroupBy(row => (row.ArticleNumber, row.HolderId, row.LotId, row.ExpiresOn, row.Comes))
            .Select(same => new LotRow
            {
                ArticleNumber = same.Key.ArticleNumber, HolderId = same.Key.HolderId, LotId = same.Key.LotId,
                ExpiresOn = same.Key.ExpiresOn, Units = Math.Max(0, same.Sum(row => row.Units)),
                ArrivesOn = same.Key.Comes == 0 ? null : arrives,
            })
            .ToLookup(row => (row.ArticleNumber, row.HolderId));
    }

    internal sealed class ProductRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Storage { get; init; } = "";
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
        public UnitPrice Price => new(new(PriceOre), DosesPerPack);
    }

    sealed class PlaceRow
    {
        public long Id { get; init; }
        public string Municipality { get; init; } = "";
        public string County { get; init; } = "";
        public string Region { get; init; } = "";
        public HolderPlace ToPlace() => new(Municipality, County, Region);
    }

    sealed class LotRow
    {
        public string ArticleNumber { get; init; } = "";
        public long HolderId { get; init; }
        public long LotId { get; init; }
        public DateOnly ExpiresOn { get; init; }
        public long Units { get; init; }
        public long Comes { get; init; }
        public DateOnly? ArrivesOn { get; init; }
        public ProjectedLot ToLot() => new(LotId, new(Units), ExpiresOn, ArrivesOn);
    }

    sealed class DeclinedRow
    {
        public long FromHolder { get; init; }
        public long ToHolder { get; init; }
        public long LotId { get; init; }
        public Declined ToDeclined() => new(FromHolder, ToHolder, LotId);
    }
}
