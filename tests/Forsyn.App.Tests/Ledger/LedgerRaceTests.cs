using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

/// <summary>Many callers at once; on PostgreSQL over as many connections.</summary>
public class LedgerRaceTests
{
    // As an order does: read which lots have units, the one that comes first first, and promise one unit of it.
    static Task<Result<long>> ClaimOne(Db db, string document) => db.Write<long>(async tx =>
    {
        var lot = await tx.One<long?>(
            "select lot_id from balance where holder_id = 1 and status = 0 and quantity > 0 order by lot_id limit 1");
        if (lot is null) return Refusal.Of("not-enough-units", "document", document);
        var batch = new Batch(tx);
        var ids = Reservations.Reserve(batch, 1, document, [new(1, lot.Value, 1, Pool.Sale, new(1))], Day, null, Now,
            "test");
        if (!ids.Ok) return ids.Refusal!;
        await batch.Run();
        return ids.Value[0];
    });

    static Task<Result<long>[]> HundredClaims(Db db) => Task.WhenAll(Enumerable.Range(1, 100).Select(
        i => Task.Run(() => ClaimOne(db, $"order/{i}"), TestContext.Current.CancellationToken)));

    [Theory, EveryDatabase]
    public async Task Of_a_hundred_claims_at_once_on_sixty_units_of_a_lot_exactly_sixty_are_won(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        var claims = await HundredClaims(db);
        Assert.Equal(60, claims.Count(c => c.Ok));
        Assert.Equal(60, claims.Where(c => c.Ok).Select(c => c.Value).Distinct().Count());
        Assert.All(claims.Where(c => !c.Ok), c => Assert.Contains(c.Refusal!.Code,
            (string[])["not-enough-units", "stock-taken-by-another"]));
        Assert.Equal((0, 60), (await Units(db, Status.Available), await Units(db, Status.Reserved)));
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task Of_a_hundred_claims_at_once_on_sixty_lots_of_one_unit_exactly_sixty_are_won(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, [.. Enumerable.Range(1, 60).Select(lot => In(1, $"receipt/{lot}", lot))]);
        var claims = await HundredClaims(db);
        Assert.Equal(60, claims.Count(c => c.Ok));
        Assert.True((await AuditLedger.Run(db)).Clean);
    }

    [Theory, EveryDatabase]
    public async Task The_same_request_from_twenty_callers_at_once_is_booked_once(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Book(db, In(60, "receipt/1"));
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(
            _ => Task.Run(() => Post.Run(db, [Out(50, "use/1")], Now, "test"), TestContext.Current.CancellationToken)));
        Assert.Single(answers, a => !a.Value.AlreadyDone);
        Assert.Single(answers.Select(a => a.Value.Ids[0]).Distinct());
        Assert.Equal(10, await Units(db, Status.Available));
    }

    [Theory, EveryDatabase]
    public async Task Callers_that_move_among_lots_in_opposite_directions_all_get_an_answer(DbKind kind)
    {
        const int callers = 32, turns = 50;
        await using var fresh = await Databases.Fresh(kind);
        Db db = fresh;
        for (var holder = 1L; holder <= 2; holder++)
            await Book(db, [.. Enumerable.Range(1, 6).Select(lot => In(200, $"receipt/{lot}", lot, holder))]);
        var answers = await Task.WhenAll(Enumerable.Range(1, callers).Select(
            caller => Task.Run(() => Turns(db, caller, turns), TestContext.Current.CancellationToken)));
        Assert.Equal(callers * turns, answers.Sum(a => a.Count));
        Assert.All(answers.SelectMany(a => a).Distinct(),
            code => Assert.Contains(code, (string[])["done", "not-enough-units", "stock-taken-by-another"]));
        Assert.True(answers.SelectMany(a => a).Count(a => a == "done") > callers * turns / 2);
        await SealTransfers.Run(db, Now);
        Assert.Empty((await AuditLedger.Run(db)).Differences);
    }

    static async Task<List<string>> Turns(Db db, int caller, int turns)
    {
        var random = new Random(caller);
        var answers = new List<string>();
        for (var turn = 0; turn < turns; turn++)
        {
            var source = $"{caller}/{turn}";
            answers.Add(random.Next(4) switch
            {
                0 => Code(await Post.Run(db, Opposite(random, source), Now, "test")),
                1 => Code(await ReserveTwo(db, random, source)),
                2 => Code(await Free(db, random)),
                // Units sent are taken in at once, so that they can go back the other way.
                _ => Code(await Post.Run(db, Arriving(random, source), Now, "test")),
            });
        }
        return answers;
    }

    static string Code<T>(Result<T> result) => result.Match(_ => "done", refusal => refusal.Code);

    // Two lots, one from each holder to the other, named in any order.
    static Transfer[] Opposite(Random random, string source)
    {
        var (one, other) = (random.Next(1, 7), random.Next(1, 7));
        Transfer[] both =
        [
            .. Send(random.Next(1, 6), $"{source}/a", receiver: 2, one, holder: 1),
            .. Send(random.Next(1, 6), $"{source}/b", receiver: 1, other, holder: 2),
        ];
        return random.Next(2) == 0 ? both : [.. both.Reverse()];
    }

    static Transfer[] Arriving(Random random, string source)
    {
        var holder = random.Next(1, 3);
        return
        [
            .. new[] { random.Next(1, 4), random.Next(4, 7) }.Select(lot => new Transfer(
                holder, lot, new(1), Shelf with { Status = Status.InTransit }, Shelf, "arrive", $"{source}/{lot}",
                    Day)),
        ];
    }

    static Task<Result<long>> ReserveTwo(Db db, Random random, string source)
    {
        int[] lots = random.Next(2) == 0 ? [random.Next(1, 4), random.Next(4, 7)] : [random.Next(4, 7),
            random.Next(1, 4)];
        var holder = random.Next(1, 3);
        return db.Write<long>(async tx =>
        {
            var batch = new Batch(tx);
            var ids = Reservations.Reserve(
                batch, holder, source, [.. lots.Select((lot, i) => new Promise(i, lot, 1, Pool.Sale, new(2)))], Day,
                    null, Now, "test");
            if (!ids.Ok) return ids.Refusal!;
            await batch.Run();
            return ids.Value[0];
        });
    }

    // Posts or voids some document's reservations, whoever made them.
    static Task<Result<int>> Free(Db db, Random random)
    {
        var (holder, post, skip) = (random.Next(1, 3), random.Next(2) == 0, random.Next(5));
        return db.Write<int>(async tx =>
        {
            var document = await tx.One<string>(
                "select document from reservation where holder_id = @holder and state = 0 " +
                "order by id limit 1 offset @skip", new { holder, skip });
            if (document is null) return 0;
            var pending = await Reservations.Pending(tx, holder, document);
            if (pending.Count == 0) return 0;
            var batch = new Batch(tx);
            var ids = Reservations.Settle(batch, [.. pending.Select(r => new Settlement(r, post ? r.Quantity : 0))],
                post ? ReservationState.Posted : ReservationState.Voided, new(3 - holder, 1), Day, Now, "test");
            return ids.Ok ? await batch.Run() : ids.Refusal!;
        });
    }
}
