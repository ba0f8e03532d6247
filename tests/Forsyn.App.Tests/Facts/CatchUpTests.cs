using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Facts;

[Collection(nameof(AloneOnTheServer))]
public class CatchUpTests
{
    sealed record Rang(int Times);

    static readonly Moment Now = Databases.SeededAt;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static Subscriber Listener(List<int> heard) => new("listener", new HashSet<string> { nameof(Rang) },
        (_, fact, _) => { heard.Add(fact.As<Rang>().Times); return Task.CompletedTask; });

    static async Task Write(Db db, params object[] facts)
    {
        var done = await db.Write<bool>(async tx =>
        {
            var batch = new Batch(tx);
            foreach (var fact in facts) Outbox.Append(batch, fact, Now);
            await batch.Run();
            return true;
        });
        Assert.True(done.Ok);
    }

    [Theory, EveryDatabase]
    public async Task What_was_written_before_has_had_its_effect_after(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var heard = new List<int>();
        await Write(db, [.. Enumerable.Range(1, 250).Select(n => new Rang(n))]);
        Assert.True(await CatchUp.Run(db, [Listener(heard)], Now, Stop));
        Assert.Equal(Enumerable.Range(1, 250), heard);
        Assert.True(await CatchUp.Run(db, [Listener(heard)], Now, Stop));
        Assert.Equal(250, heard.Count);
    }

    [Theory, EveryDatabase]
    public async Task One_that_fails_holds_up_nobody_for_long_and_the_others_are_served(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var heard = new List<int>();
        var broken = new Subscriber("broken", new HashSet<string> { nameof(Rang) },
            (_, _, _) => throw new InvariantBroken("planted"));
        await Write(db, new Rang(1));
        Assert.False(await CatchUp.Run(db, [broken, Listener(heard)], Now, Stop));
        Assert.Equal([1], heard);
    }

    [Fact]
    public async Task An_older_transaction_that_still_runs_is_waited_for()
    {
        await using var db = await Databases.Fresh(DbKind.Postgres);
        var heard = new List<int>();
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        var older = db.Db.Write<bool>(async tx =>
        {
            await tx.Do("insert into once (caller, key, fingerprint, answer) values ('a', 'b', '', '')");
            begun.SetResult();
            await end.Task;
            return true;
        }, stop: Stop);
        await begun.Task;
        await Write(db, new Rang(1));
        var caughtUp = CatchUp.Run(db, [Listener(heard)], Now, Stop);
        Assert.Empty(heard);
        end.SetResult();
        Assert.True(await caughtUp);
        Assert.Equal([1], heard);
        Assert.True((await older).Ok);
    }
}
