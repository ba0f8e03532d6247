using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class StockRegisterTests
{
    static readonly DateOnly LastOfOld = new(2023, 12, 31), FirstOfNew = new(2024, 1, 1);

    static async Task<RegisterScheme> Scheme(ReportRoad road, StockpileScheme scheme, DateOnly day) =>
        (await StockRegister.Run(road.Db, ReportRoad.Now, day)).Schemes.Single(one => one.Scheme == scheme);

    // So many units of one lot at a wholesaler, for a stockpile.
    static async Task Stockpiled(ReportRoad road, string wholesaler, Pool pool, long units)
    {
        var at = (await road.Db.One<Where>("select p.id as party, min(x.id) as place, " +
            "(select min(id) from lot) as lot from party p join place x on x.party_id = p.id " +
            "where p.key = @wholesaler group by p.id",
            new { wholesaler }))!;
        Assert.True((await Post.Run(road.Db, [new Transfer(at.Party, at.Lot, new Quantity(units),
            Slot.Outside(Status.Supplier), new Slot(Status.Available, at.Place, pool), "receive",
            $"test/{wholesaler}/{pool}", ReportRoad.Today)], ReportRoad.Now, "test")).Ok);
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-014")]
    public async Task The_primary_care_stockpile_is_the_directorates_before_2024_and_the_agencys_from_then(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        Assert.Equal(["Helsedirektoratet"], (await Scheme(road, StockpileScheme.Primary, LastOfOld)).Owners);
        Assert.Equal(["Direktoratet for medisinske produkter"],
            (await Scheme(road, StockpileScheme.Primary, FirstOfNew)).Owners);
        var before = await Register();
        await Stockpiled(road, "ahn", Pool.PreparednessPrimary, 100);
        var after = await Register();
        Assert.Equal(100, after.Sum(row => row.Stock.Units) - before.Sum(row => row.Stock.Units));
        Assert.All(after, row => Assert.Equal(StockpileScheme.Primary, row.Scheme));
        Assert.All(after, row => Assert.Equal(["Direktoratet for medisinske produkter"], row.Owners));

        async Task<IReadOnlyList<RegisterEntry>> Register() =>
            (await StockRegister.Run(road.Db, ReportRoad.Now, null, Pool.PreparednessPrimary)).Items;
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-017")]
    public async Task One_administrator_has_both_schemes_and_the_owners_differ(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var primary = await Scheme(road, StockpileScheme.Primary, ReportRoad.Today);
        var specialist = await Scheme(road, StockpileScheme.Specialist, ReportRoad.Today);
        Assert.Equal(("Sjukehusapoteka Vest HF", "Sjukehusapoteka Vest HF"),
            (primary.Administrator, specialist.Administrator));
        Assert.Equal(4, specialist.Owners.Count);
        Assert.Empty(primary.Owners.Intersect(specialist.Owners));
        Assert.True(Access.Allows([Role.StockpileAdministrator], Policy.StockReview));
        Assert.False(Access.Allows([Role.HealthAuthority], Policy.StockReview));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-004")]
    public async Task Three_wholesalers_hold_the_primary_care_stockpile_each_for_itself_and_in_total(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var before = await Scheme(road, StockpileScheme.Primary, ReportRoad.Today);
        var specialist = (await Scheme(road, StockpileScheme.Specialist, ReportRoad.Today)).Units;
        await Stockpiled(road, "ahn", Pool.PreparednessPrimary, 100);
        await Stockpiled(road, "nmd", Pool.PreparednessPrimary, 20);
        await Stockpiled(road, "apotek1", Pool.PreparednessPrimary, 3);
        await Stockpiled(road, "ahn", Pool.PreparednessSpecialist, 7);
        var primary = await Scheme(road, StockpileScheme.Primary, ReportRoad.Today);
        Assert.Equal([("ahn", 100L), ("nmd", 20), ("apotek1", 3)], primary.Holders.Zip(before.Holders,
            (now, then) => (now.Key, now.Units - then.Units)));
        Assert.Equal(123, primary.Units - before.Units);
        Assert.Equal(primary.Units, primary.Holders.Sum(holder => holder.Units));
        Assert.Equal(7, (await Scheme(road, StockpileScheme.Specialist, ReportRoad.Today)).Units - specialist);
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-018")]
    public async Task The_register_names_owner_place_and_content_of_every_stock_page_by_page(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var (rows, cursor) = (new List<RegisterEntry>(), (string?)null);
        do
        {
            var page = await StockRegister.Run(road.Db, ReportRoad.Now, cursor: cursor, limit: 200);
            rows.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(await road.Db.One<long>("select sum(quantity) from balance where status < 10"),
            rows.Sum(row => row.Stock.Units));
        Assert.All(rows, row => Assert.True(row.Owners.Count > 0 && row.Stock.Municipality != ""
            && row.Stock.Place != "" && row.Stock.Products > 0));
        Assert.Equal(rows.Count, rows.DistinctBy(r => (r.Stock.HolderId, r.Stock.PlaceId, r.Stock.Pool)).Count());
        var wholesaler = rows.First(row => row.Stock.HolderKey == "ahn");
        Assert.Equal([wholesaler.Stock.Holder], wholesaler.Owners);
        Assert.NotNull(wholesaler.Stock.ReportedAt);
    }

    [Theory, EveryDatabase]
    [Requirement("STS-009")]
    public async Task The_agency_sees_each_balance_of_a_vaccine_by_place_and_lot_at_once_after_a_movement(DbKind kind)
    {
        await using var road = await ReportRoad.On(kind);
        var holder = await road.Db.One<string>("select y.key from balance b join party y on y.id = b.holder_id " +
            "join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number where " +
            "p.class = 'vaccine' and b.status = 0 and b.quantity > 5 and y.type = 'health-station' limit 1");
        var before = (await Seen())[0];
        var station = road.Physician with
        {
            Party = await road.Db.One<long>("select id from party where key = @holder", new { holder }),
        };
        Assert.True((await RecordStockEntry.Run(road.Db, new("use", before.ArticleNumber, before.LotNumber, 2),
            ReportRoad.Now, station)).Ok);
        var after = (await Seen()).Single(lot => (lot.ArticleNumber, lot.LotNumber, lot.PlaceId, lot.Pool) ==
            (before.ArticleNumber, before.LotNumber, before.PlaceId, before.Pool));
        Assert.Equal(before.Doses - 2, after.Doses);
        Assert.Equal(ReportRoad.Now, after.ChangedAt);
        Assert.Equal("holder-unknown", (await GetHoldersStock.Run(road.Db, new(holder), ReportRoad.Now,
            road.Physician)).Refusal?.Code);

        async Task<IReadOnlyList<HeldLot>> Seen() =>
            [.. (await GetHoldersStock.Run(road.Db, new(holder), ReportRoad.Now, road.Regulator)).Value.Items
                .Where(lot => lot.Status == Status.Available && lot.Doses > 5)];
    }

    sealed class Where
    {
        public long Party { get; init; }
        public long Place { get; init; }
        public long Lot { get; init; }
    }
}
