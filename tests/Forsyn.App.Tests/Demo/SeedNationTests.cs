using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.App.Ledger;
using Forsyn.App.Preparedness;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Demo;

public class SeedNationTests
{
    static readonly NationSize Small = new(0.0005), Hundredth = new(0.01);

    static Task<long> Count(Db db, string what) => db.One<long>($"select count(*) from {what}");

    [Theory, EveryDatabase]
    public async Task A_hundredth_of_a_nation_is_of_that_size_and_its_books_agree(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var indexes = await Indexes(db);
        var told = new List<long>();
        var made = await SeedNation.Run(db, Hundredth, Databases.SeededAt, rows: told.Add);
        Assert.True(made.Ok, $"{made.Refusal}");
        Assert.InRange(made.Value.Transfers, 400_000, 600_000);
        Assert.InRange(made.Value.Balances, 50_000, 90_000);
        Assert.InRange(told.Count, 15, 25);
        var audit = await AuditLedger.Run(db);
        Assert.Empty(audit.Differences);
        Assert.True(audit.Clean);
        Assert.Equal(indexes, await Indexes(db));
        Assert.Equal(0, await Count(db, "deferred_index"));
        foreach (var status in (int[])[0, 1, 2, 3, 4])
            Assert.NotEqual(0, await Count(db, $"balance where status = {status} and quantity > 0"));
        Assert.Equal(0, await Count(db, "product where article_number between '961000' and '989999' and not made"));
        Assert.InRange(await db.Db.One<long>(
            "select count(distinct counts_on) from transfer where recorded_by = 'made' and reason <> 'reserve'"),
            366, 400);
        await using var next = Db.Open(db.Connection);
        var id = await next.Write<long>(tx => Task.FromResult<Core.Basics.Result<long>>(tx.Ids.Next()),
            stop: TestContext.Current.CancellationToken);
        Assert.True(id.Value > await db.Db.One<long>("select max(id) from transfer"));
    }

    [Theory, EveryDatabase]
    [Requirement("STP-008"), Requirement("STP-010")]
    public async Task A_made_nation_stores_some_sixty_substances_over_five_hundred_medicines_of_all_groups(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        Assert.True((await SeedNation.Run(db, Small with { Share = 0.002 }, Databases.SeededAt)).Ok);
        var today = Databases.SeededAt.Day;
        var lists = (List<ListRow>)[.. await SubstanceList.On(db, "primary", today),
            .. await SubstanceList.On(db, "specialist", today)];
        var counts = SubstanceList.Count(lists);
        Assert.InRange(counts.Substances, 55, 75);
        Assert.InRange(counts.Medicines, 450, 550);
        Assert.All(counts.Groups.Values, count => Assert.True(count > 0));
        Assert.True(lists.Select(row => row.Span).Distinct().Count() >= 4);
        // What lies in the pools is of those packages, at those who must hold it, and near what they must.
        Assert.InRange(await Count(db, "(select distinct l.article_number from balance b join lot l on l.id = " +
            "b.lot_id where b.pool in (4, 5) and b.status = 0 and b.quantity > 0 and b.holder_id in " +
            "(select id from party where type = 'wholesaler')) stored"), 350, 550);
        var held = await db.Db.List<double>("""
            select cast(sum(coalesce(h.units, 0)) as double precision) / max(t.must_units) from target t
            join party y on y.key = t.holder left join (
                select b.holder_id, p.atc, b.pool, sum(b.quantity) as units from balance b
                join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
                where b.status = 0 and b.quantity > 0 group by b.holder_id, p.atc, b.pool) h
                on h.holder_id = y.id and h.atc = t.atc and h.pool = 4
            where t.must_units > 0
                and t.run_id = (select max(id) from target_run where scheme = 'primary' and counts_on = '2026-05-01')
            group by t.atc, t.holder
            """);
        Assert.InRange(held.Count, 90, 200);
        Assert.InRange(held.Count(part => part < 1), held.Count / 25, held.Count / 3);
        Assert.InRange(held.Average(), 0.9, 1.6);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_rows_on_either_database_and_another_seed_others()
    {
        await using var one = await Databases.Fresh(DbKind.Sqlite);
        await using var other = await Databases.Fresh(DbKind.Postgres);
        await using var third = await Databases.Fresh(DbKind.Sqlite);
        await SeedNation.Run(one, Small, Databases.SeededAt);
        await SeedNation.Run(other, Small, Databases.SeededAt);
        await SeedNation.Run(third, Small with { Seed = 2 }, Databases.SeededAt);
        Assert.Equal(await Transfers(one), await Transfers(other));
        Assert.NotEqual(await Transfers(one), await Transfers(third));
    }

    [Theory, EveryDatabase]
    public async Task A_run_that_was_ended_is_carried_on_and_makes_the_same(DbKind kind)
    {
        await using var whole = await Databases.Fresh(kind);
        await SeedNation.Run(whole, Small, Databases.SeededAt);
        await using var ended = await Databases.Fresh(kind);
        await Assert.ThrowsAsync<IOException>(() => SeedNation.Run(ended, Small, Databases.SeededAt,
            rows: there => { if (there > 7_000) throw new IOException("ended"); }));
        Assert.InRange(await Count(ended, "loaded where what like 'nation/batch/%'"), 4, 12);
        foreach (var at in (string[])["lots on shelves", "balances"])
            await Assert.ThrowsAsync<IOException>(() => SeedNation.Run(ended, Small, Databases.SeededAt,
                line => { if (line.Contains(at)) throw new IOException("ended"); }));
        var made = await SeedNation.Run(ended, Small, Databases.SeededAt);
        Assert.False(made.Value.AlreadyDone);
        Assert.True((await AuditLedger.Run(ended)).Clean);
        Assert.Equal(await Transfers(whole), await Transfers(ended));
        Assert.Equal(await Indexes(whole), await Indexes(ended));
        Assert.True((await SeedNation.Run(ended, Small, Databases.SeededAt)).Value.AlreadyDone);
    }

    [Theory, EveryDatabase]
    public async Task It_is_refused_where_there_is_something_already(DbKind kind)
    {
        await using var country = await Databases.Seeded(kind);
        Assert.Equal("database-not-empty", (await SeedNation.Run(country, Small, Databases.SeededAt)).Refusal!.Code);
        Assert.Equal(0, await Count(country, "product where article_number between '961000' and '989999'"));
        await using var nation = await Databases.Fresh(kind);
        await SeedNation.Run(nation, Small, Databases.SeededAt);
        Assert.Equal("nation-of-other-size",
            (await SeedNation.Run(nation, Hundredth, Databases.SeededAt)).Refusal!.Code);
    }

    [Theory]
    [InlineData("national", 10_000, 1_000, 50_000_000)]
    [InlineData("0.01", 1_000, 100, 500_000)]
    public void A_share_is_shared_by_packages_and_holders(string size, int packages, int holders, long transfers)
    {
        var nation = NationSize.Parse(size, 1)!;
        Assert.Equal((packages, holders, transfers), (nation.Packages, nation.Holders, nation.Transfers));
    }

    [Theory, InlineData("2"), InlineData("0"), InlineData("-0.1"), InlineData("much")]
    public void Other_sizes_are_not_understood(string size) => Assert.Null(NationSize.Parse(size, 1));

    static async Task<List<string>> Indexes(Db db) => await db.List<string>(db.Kind == DbKind.Postgres
        ? "select indexdef from pg_indexes where schemaname = current_schema() order by indexname"
        : "select name from sqlite_master where type = 'index' order by name");

    // What promises made through the ledger get as ids is not said by the seed.
    static async Task<List<string>> Transfers(Db db) => [.. (await db.List<TransferRow>(
        $"select {Post.TransferColumns} from transfer where recorded_by = 'made' and reason <> 'reserve' order by id"))
        .Select(row => $"{row.Id} {row.Link} {row.RecordedAt} {row.ToTransfer()}")];
}
