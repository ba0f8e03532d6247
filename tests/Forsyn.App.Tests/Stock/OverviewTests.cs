using Forsyn.App.Database;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class OverviewTests
{
    /// <summary>Each filter beside what it means, said once more in plain code.</summary>
    static readonly (StockFilter Filter, Func<SmallCountry.Held, bool> Meant)[] Filters =
    [
        (new(), _ => true),
        (new(ArticleNumber: "000001"), held => held.Lot.Article == "000001"),
        (new(Query: "PRODUCT 000002"), held => held.Lot.Article == "000002"),
        (new(Query: "1%0"), held => false),
        (new(Query: "100%"), _ => true),
        (new(Atc: "J07"), held => held.Lot.Atc.StartsWith("J07")),
        (new(County: "46"), held => held.Holder.County == "46"),
        (new(Municipality: "0301"), held => held.Holder.Municipality == "0301"),
        (new(HolderType: PartyType.Pharmacy), held => held.Holder.Type == PartyType.Pharmacy),
        (new(Holder: 3), held => held.Holder.Id == 3),
        (new(Lot: 2), held => held.Lot.Id == 2),
        (new(Pool: Pool.Programme), held => held.Slot.Pool == Pool.Programme),
        (new(Status: Status.Reserved), held => held.Slot.Status == Status.Reserved),
        (new(Atc: "J06", County: "46", Pool: Pool.Sale, Status: Status.Available),
            held => held.Lot.Atc.StartsWith("J06")
            && held.Holder.County == "46" && held.Slot is { Pool: Pool.Sale, Status: Status.Available }),
    ];

    static readonly DateOnly?[] Days = [null, RandomLedger.FirstDay.AddDays(4), RandomLedger.FirstDay.AddDays(13)];

    [Theory, EveryDatabase]
    public async Task Every_figure_is_what_replaying_the_journal_gives(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 11, steps: 400);
        foreach (var day in Days)
            foreach (var (filter, meant) in Filters)
            {
                var held = country.Replay(day).Where(meant).ToList();
                var soon = day ?? country.Now.Day;
                foreach (var by in day is null ? Enum.GetValues<GroupBy>() : [GroupBy.Product, GroupBy.Municipality])
                {
                    var answer = (await Overview.Run(db, new(filter with { AsOf = day }, by), country.Now)).Value;
                    AssertSame(Figures("", held, soon), answer.Total);
                    var expected = held.GroupBy(one => KeyOf(by, one)).Select(group => Figures(group.Key, group, soon))
                        .OrderByDescending(row => row.Units).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
                    Assert.Equal(expected.Select(row => row.Units), answer.Rows.Select(row => row.Units));
                    foreach (var row in expected) AssertSame(row, answer.Rows.Single(given => given.Key == row.Key));
                }
            }
    }

    [Theory, EveryDatabase]
    public async Task The_changes_of_the_movements_behind_a_figure_sum_to_the_figure(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 12, steps: 300);
        foreach (var day in Days)
            foreach (var (filter, _) in Filters)
            {
                var asked = filter with { AsOf = day };
                Assert.Equal((await Overview.Total(db, asked, country.Now)).Units, await Sum(asked));
                Assert.Equal((await Overview.Total(db, asked, country.Now)).Expiring,
                    await Sum(asked with { Expiring = 90 }));
            }

        async Task<long> Sum(StockFilter filter)
        {
            var (sum, cursor) = (0L, (string?)null);
            do
            {
                var page = (await TransfersBehind.Run(db, filter, country.Now, cursor, limit: 60)).Value;
                sum += page.Items.Sum(row => row.Change);
                cursor = page.Next;
            } while (cursor is not null);
            return sum;
        }
    }

    [Theory, EveryDatabase]
    public async Task A_figure_can_be_asked_for_as_it_was_known_on_a_day_and_as_of_another(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 15, steps: 80);
        var (then, known) = (country.Now.Day, country.Now);
        await country.Go(60, aDayLater: true);
        foreach (var day in (DateOnly?[])[null, RandomLedger.FirstDay.AddDays(13)])
        {
            var held = country.Replay(day, known);
            Assert.NotEqual(held.Sum(one => one.Units), country.Replay(day).Sum(one => one.Units));
            var filter = new StockFilter(AsOf: day, KnownOn: then);
            AssertSame(Figures("", held, day ?? country.Now.Day), await Overview.Total(db, filter, country.Now));
            var (sum, cursor) = (0L, (string?)null);
            do
            {
                var page = (await TransfersBehind.Run(db, filter, country.Now, cursor, limit: 200)).Value;
                sum += page.Items.Sum(row => row.Change);
                cursor = page.Next;
            } while (cursor is not null);
            Assert.Equal(held.Sum(one => one.Units), sum);
        }
    }

    [Theory, EveryDatabase]
    public async Task Paging_gives_every_row_once_and_in_order(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 13, steps: 150);
        foreach (var by in (GroupBy[])[GroupBy.Product, GroupBy.Atc4, GroupBy.Pool, GroupBy.Status, GroupBy.Holder])
            foreach (var sort in Enum.GetValues<SortBy>())
                foreach (var descending in (bool[])[true, false])
                {
                    var whole = (await Overview.Run(db, new(new(), by, sort, descending), country.Now)).Value.Rows;
                    var (paged, cursor) = (new List<OverviewRow>(), (string?)null);
                    do
                    {
                        var page = (
                            await Overview.Run(db, new(new(), by, sort, descending, cursor, Limit: 1),
                                country.Now)).Value;
                        paged.AddRange(page.Rows);
                        cursor = page.Next;
                    } while (cursor is not null);
                    Assert.Equal(whole.Select(row => row.Key), paged.Select(row => row.Key));
                }
        var all = (await TransfersBehind.Run(db, new(), country.Now, limit: 200)).Value.Items;
        var (ids, next) = (new List<long>(), (string?)null);
        do
        {
            var page = (await TransfersBehind.Run(db, new(), country.Now, next, limit: 7)).Value;
            ids.AddRange(page.Items.Select(row => row.Id));
            next = page.Next;
        } while (next is not null);
        Assert.Equal(all.Select(row => row.Id), ids);
    }

    [Theory, EveryDatabase]
    public async Task The_map_and_the_file_hold_the_same_units_as_the_table(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var country = await SmallCountry.Make(db, seed: 14, steps: 150);
        var map = await OverviewMap.Run(db, new(), country.Now);
        Assert.Equal(["0301", "4601", "4602"], map.Select(place => place.Number));
        var rows = (await Overview.Run(db, new(new(), GroupBy.Municipality), country.Now)).Value.Rows.ToDictionary(
            row => row.Key);
        Assert.All(map, place => Assert.Equal(rows[place.Number].Units, place.Units));
        Assert.Equal((map[0].Units * 1000 + 350_000) / 700_000, map[0].PerThousand);
        Assert.Equal(["4601", "4602"],
            (await OverviewMap.Run(db, new(County: "46", Municipality: "4602"), country.Now)).Select(p => p.Number));
        var file = new List<OverviewRow>();
        await foreach (var row in Overview.All(db, new(new(), GroupBy.Lot), country.Now)) file.Add(row);
        Assert.Equal((await Overview.Run(db, new(new(), GroupBy.Lot), country.Now)).Value.Rows, file);
    }

    [Theory, EveryDatabase]
    public async Task A_cursor_of_another_list_is_refused(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var now = LedgerSamples.Now;
        Assert.Equal("cursor-invalid", (await Overview.Run(db, new(new(), Cursor: "what"), now)).Refusal?.Code);
        Assert.Equal("cursor-invalid", (await Overview.Run(db, new(new(), Cursor: "a|b"), now)).Refusal?.Code);
        Assert.Equal("cursor-invalid", (await TransfersBehind.Run(db, new(), now, "9|9")).Refusal?.Code);
    }

    internal static OverviewRow Figures(string key, IEnumerable<SmallCountry.Held> held, DateOnly day)
    {
        var rows = held.ToList();
        return new()
        {
            Key = key, Units = rows.Sum(row => row.Units), Positions = rows.Count,
            Within30 = Within(30), Expiring = Within(90), Within180 = Within(180),
            InTransit = In(Status.InTransit), Quarantined = In(Status.Quarantine), Recalled = In(Status.Recalled),
            Products = rows.DistinctBy(row => row.Lot.Article).Count(),
            Holders = rows.DistinctBy(row => row.Holder).Count(), Lots = rows.DistinctBy(row => row.Lot).Count(),
            Oldest = rows.Count == 0 ? null : new Moment(rows.Min(row => row.ChangedAt)),
            Newest = rows.Count == 0 ? null : new Moment(rows.Max(row => row.ChangedAt)),
            Reported = 0, Late = 0,
        };

        long Within(int days) => rows.Where(row => row.Lot.ExpiresOn <= day.AddDays(days)).Sum(row => row.Units);
        long In(Status status) => rows.Where(row => row.Slot.Status == status).Sum(row => row.Units);
    }

    // Names are not compared: the model knows none.
    static void AssertSame(StockFigures expected, StockFigures actual) => Assert.Equal(
        Bare(expected), Bare(actual));

    static OverviewRow Bare(StockFigures row) => new()
    {
        Units = row.Units, Positions = row.Positions, Within30 = row.Within30, Expiring = row.Expiring,
        Within180 = row.Within180, InTransit = row.InTransit, Quarantined = row.Quarantined, Recalled = row.Recalled,
        Products = row.Products, Holders = row.Holders, Lots = row.Lots, Oldest = row.Oldest, Newest = row.Newest,
        Reported = row.Reported, Late = row.Late,
    };

    static string KeyOf(GroupBy by, SmallCountry.Held held) => by switch
    {
        GroupBy.Product => held.Lot.Article,
        GroupBy.Substance => "substance",
        GroupBy.Atc1 => held.Lot.Atc[..1],
        GroupBy.Atc2 => held.Lot.Atc[..3],
        GroupBy.Atc3 => held.Lot.Atc[..4],
        GroupBy.Atc4 => held.Lot.Atc[..5],
        GroupBy.Atc5 => held.Lot.Atc,
        GroupBy.Pool => Kebab.Of(held.Slot.Pool),
        GroupBy.Status => Kebab.Of(held.Slot.Status),
        GroupBy.HolderType => Kebab.Of(held.Holder.Type),
        GroupBy.County => held.Holder.County,
        GroupBy.Municipality => held.Holder.Municipality,
        GroupBy.Holder => $"{held.Holder.Id}",
        _ => $"{held.Lot.Id}",
    };
}
