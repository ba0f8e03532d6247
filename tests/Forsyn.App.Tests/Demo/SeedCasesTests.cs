using Forsyn.App.Database;
using Forsyn.App.Demo;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Demo;

public class SeedCasesTests
{
    static Task<long> Count(Db db, string what) => db.One<long>($"select count(*) from {what}");

    [Theory, EveryDatabase]
    public async Task The_cases_of_the_demonstration_are_at_every_stage(DbKind kind)
    {
        await using var seeded = await Databases.Seeded(kind);
        var db = seeded.Db;
        await SeedCases.Run(db, Databases.SeededAt);
        Assert.True(await Count(db, "follow_up where closed_on is null") > 3);
        Assert.True(await Count(db, "follow_up where closed_on is not null") > 0);
        Assert.True(await Count(db, "follow_up_entry where kind = 'answer'") > 0);
        Assert.True(await Count(db, "follow_up_entry where step = 'order'") > 0);
        Assert.Equal([("decided", "primary"), ("decided", "specialist"), ("refused", "primary"),
            ("requested", "primary")], [.. (await db.List<StateRow>("select state, scheme from stock_release " +
            "order by state, scheme")).Select(row => (row.State, row.Scheme))]);
        // Something is taken out of both, and something is left.
        Assert.Equal(2, await Count(db, "(select s.release_id from release_share s group by s.release_id " +
            "having sum(s.units) > (select sum(m.units) from release_move m where m.release_id = s.release_id)) x"));
        Assert.True(await Count(db, "priority_group") > 0);
        var now = Databases.SeededAt;
        Assert.Equal((1, 1, 1), (
            await db.One<long>("select count(*) from restriction where ends_at <= @now", new { now }),
            await db.One<long>("select count(*) from restriction where starts_at <= @now and ends_at > @now",
                new { now }),
            await db.One<long>("select count(*) from restriction where starts_at > @now", new { now })));
        Assert.Equal(1, await Count(db, "programme_change where outcome is null"));
        Assert.Equal(1, await Count(db, "programme_change where outcome = 'accepted'"));
    }

    [Theory, EveryDatabase]
    public async Task Most_plans_of_rotation_hold_and_a_handful_alarms(DbKind kind)
    {
        await using var db = await Databases.Seeded(kind);
        var (all, alarms) = (await Count(db, "rotation_outlook"),
            await Count(db, "rotation_outlook where alarm_number is not null"));
        Assert.InRange(alarms, 1, all / 5);
    }

    sealed class StateRow
    {
        public string State { get; init; } = "";
        public string Scheme { get; init; } = "";
    }
}
