using Forsyn.App.Demo;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Demo;

public class SeedCountryTests
{
    static Task<long> Count(Db db, string what) => db.One<long>($"select count(*) from {what}");

    [Theory, EveryDatabase]
    public async Task The_country_is_whole(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(15, await Count(db, "county"));
        Assert.Equal(357, await Count(db, "municipality"));
        Assert.Equal(3, await Count(db, "party where type = 'wholesaler'"));
        Assert.Equal(4, await Count(db, "party where type = 'regional-health-authority'"));
        Assert.Equal(0,
            await Count(db, "municipality m where not exists (select 1 from party p where p.type = 'health-station' " +
            "and p.municipality_number = m.number)"));
        Assert.Equal(0,
            await Count(db, "party p where not exists (select 1 from party_name n where n.party_id = p.id)"));
        Assert.Equal(0,
            await Count(db, "party p where p.type in ('health-station', 'doctors-office', 'hospital', 'pharmacy', " +
            "'wholesaler') and (select count(*) from place where party_id = p.id and is_default) <> 1"));
    }

    [Theory, EveryDatabase]
    public async Task Seeding_again_changes_nothing(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        var (parties, transfers) = (await Count(db, "party"), await Count(db, "transfer"));
        var again = await SeedCountry.Run(db, Databases.SeededAt.Plus(TimeSpan.FromDays(3)));
        Assert.True(again.Value.AlreadyDone);
        Assert.Equal((parties, transfers, 1),
            (await Count(db, "party"), await Count(db, "transfer"), await Count(db, "loaded")));
    }

    [Theory, EveryDatabase]
    public async Task The_books_of_the_opening_agree_with_themselves(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(0, await Count(db, "(select lot_id from balance group by lot_id having sum(quantity) <> 0) x"));
        Assert.Equal(0, await Count(db, "balance where quantity < 0 and status < 10"));
        // Each balance is what the transfers say, counted the plain way.
        Assert.Equal(0, await Count(db,
            """
            balance b where quantity <>
                (select coalesce(sum(quantity), 0) from transfer t where t.holder_id = b.holder_id
                    and t.lot_id = b.lot_id
                    and t.to_status = b.status and t.to_place = b.place_id and t.to_pool = b.pool)
              - (select coalesce(sum(quantity), 0) from transfer t where t.holder_id = b.holder_id
                  and t.lot_id = b.lot_id
                    and t.from_status = b.status and t.from_place = b.place_id and t.from_pool = b.pool)
            """));
        Assert.Equal(0, await Count(db, "transfer t where counts_on > '2026-05-15'"));
    }

    [Theory, EveryDatabase]
    public async Task FHI_has_at_least_three_lots_in_the_programme_pool_of_each_childhood_product_in_use(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        var lots = await db.Db.List<long>(
            """
            select count(distinct b.lot_id) from product p
            left join lot l on l.article_number = p.article_number
            left join balance b on b.lot_id = l.id and b.status = 0 and b.pool = 2 and b.quantity > 0
                and b.holder_id = (select id from party where key = 'fhi')
            where p.childhood group by p.article_number
            """);
        Assert.True(lots.Count >= 10);
        Assert.All(lots, count => Assert.True(count >= 3));
    }

    [Theory, EveryDatabase]
    public async Task Some_lots_are_too_short_to_be_sent_and_none_is_out_of_date(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(0, await Count(db, "lot where expires_on <= '2026-05-15'"));
        Assert.True(await Count(db, "lot where expires_on < '2026-08-13'") > 20);
        Assert.True(await Count(db, "lot where expires_on > '2027-11-15'") > 100);
        Assert.Equal(0, await Count(db, "lot where not (produced_on < received_on and received_on < '2026-05-15')"));
    }

    [Theory, EveryDatabase]
    public async Task Cold_stock_lies_in_cold_places(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        Assert.Equal(0, await Count(db,
            """
            balance b join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
            join place on place.id = b.place_id
            where b.status = 0 and ',' || place.storage || ',' not like '%,' || p.storage || ',%'
            """));
    }

    [Theory, EveryDatabase]
    public async Task Every_persona_acts_for_a_party_with_a_name(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        var people = await Personas.Of(db, Databases.SeededAt).All();
        Assert.Equal(16, people.Count);
        Assert.All(people, person => Assert.True(person.Party > 0 && person.PartyName.Length > 8));
        Assert.Equal("Folkehelseinstituttet", (await Personas.Of(db, Databases.SeededAt).Find("lager"))?.PartyName);
    }

    [Theory, EveryDatabase]
    [Requirement("ACT-006")]
    public async Task An_authority_has_the_name_of_the_day(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        var before = Moment.Of(new DateTimeOffset(2023, 12, 31, 12, 0, 0, TimeSpan.FromHours(1)));
        Assert.Equal("Statens legemiddelverk", (await Personas.Of(db, before).Find("dmp"))?.PartyName);
        var after = before.Plus(TimeSpan.FromDays(1));
        Assert.Equal("Direktoratet for medisinske produkter", (await Personas.Of(db, after).Find("dmp"))?.PartyName);
    }

    [Fact]
    public async Task The_same_day_gives_the_same_country_on_both_databases()
    {
        await using var one = await Databases.Seeded(DbKind.Sqlite);
        await using var other = await Databases.Seeded(DbKind.Postgres);
        const string sql =
            """
            select p.key || ' ' || l.article_number || ' ' || l.lot_number || ' ' || t.quantity || ' ' || t.counts_on
            from transfer t join party p on p.id = t.holder_id join lot l on l.id = t.lot_id order by t.id
            """;
        Assert.Equal(await one.Db.List<string>(sql), await other.Db.List<string>(sql));
    }
}
