using Forsyn.App.Database;
using Forsyn.App.Preparedness;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness;

public class DutyStockTests
{
    static readonly DateOnly Today = DutyRoad.Today, Later = Today.AddYears(1);
    static DutyScheme Primary => Schemes.All.On("primary", Today)!;

    internal static async Task<string> Article(Db db, string atc) => (await db.One<string>(
        "select article_number from product where atc = @atc order by article_number limit 1", new { atc }))!;

    [Theory, EveryDatabase]
    public async Task Only_available_units_that_are_in_date_count_by_lot_and_pool(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var books = await DutyBooks.At(road.Db, "nmd");
        var article = await Article(road.Db, "J01CA04");
        var good = await books.Receive(article, 500, Pool.PreparednessPrimary, Today, Today);
        var sale = await books.Receive(article, 300, Pool.Sale, Later, Today);
        foreach (var (pool, expires, status) in ((Pool, DateOnly, Status)[])
            [
                (Pool.PreparednessPrimary, Today.AddDays(-1), Status.Available),
                (Pool.PreparednessPrimary, Later, Status.Quarantine), (Pool.Sale, Later, Status.Recalled),
                (Pool.Sale, Later, Status.Reserved), (Pool.PreparednessPrimary, Later, Status.InTransit),
                (Pool.PreparednessSpecialist, Later, Status.Available), (Pool.Emergency, Later, Status.Available),
            ])
            await books.Receive(article, 70, pool, expires, Today, status);
        var lots = (await DutyStock.Run(road.Db, Primary, Today)).Where(lot => lot.LotNumber.StartsWith("DUTY"));
        Assert.Equal([(good, Pool.PreparednessPrimary, 500L), (sale, Pool.Sale, 300L)],
            lots.Select(lot => (lot.Lot, lot.Pool, lot.Units)));
        Assert.All(lots, lot => Assert.Equal(("primary", "J01CA04", "", "nmd", false),
            (lot.Scheme, lot.Atc, lot.PackageGroup, lot.Holder, lot.Substitute)));
    }

    [Theory, EveryDatabase]
    public async Task Every_lot_lies_at_a_holder_of_the_scheme_and_under_a_target_that_counts(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var targets = (await Targets.List(road.Db, "primary", Today, road.Regulator, limit: 500)).Items
            .Select(row => (row.Holder, row.Atc, row.PackageGroup)).ToHashSet();
        var lots = await DutyStock.Run(road.Db, Primary, Today);
        Assert.NotEmpty(lots);
        Assert.All(lots, lot => Assert.Contains((lot.Holder, lot.Atc, lot.PackageGroup), targets));
        Assert.Equal(lots.Count, lots.DistinctBy(lot => (lot.HolderId, lot.Lot, lot.Pool)).Count());
        Assert.Equal(lots.Where(lot => lot.Holder == "ahn"), await DutyStock.Run(road.Db, Primary, Today, "ahn"));
        Assert.Empty(await DutyStock.Run(road.Db, Primary, Today, "fhi"));
    }
}
