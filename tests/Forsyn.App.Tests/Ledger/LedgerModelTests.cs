using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ledger;

[Collection(nameof(AloneOnTheServer))]
public class LedgerModelTests
{
    const int Operations = 6_000, Batch = 200, Seed = 20260515;

    sealed class BalanceRow
    {
        public long HolderId { get; init; }
        public Status Status { get; init; }
        public long LotId { get; init; }
        public long PlaceId { get; init; }
        public Pool Pool { get; init; }
        public long Quantity { get; init; }
    }

    [Theory, EveryDatabase]
    public async Task Thousands_of_random_operations_answer_and_balance_as_the_model_does(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var ledger = new RandomLedger(db, Seed);
        var done = 0;
        for (; done < Operations; done++)
        {
            var (what, expected, actual) = await ledger.Step();
            Assert.True(expected == actual,
                $"seed {Seed}, operation {done}, {what}: the model says {expected}, the program {actual}");
            if ((done + 1) % Batch == 0) Assert.Equal(Ordered(ledger.Model.Holdings), Ordered(await Balances(db)));
        }
        Assert.Equal(Operations, done);
        await LedgerSamples.SealAll(db, rowsASeal: 1_000);
        var audit = await AuditLedger.Run(db);
        Assert.Empty(audit.Differences);
        Assert.Equal((ledger.Model.Journal.Count, 0), (audit.Transfers, audit.Unsealed));
        string[] all =
        [
            "receive: done", "take out: done", "take out: not-enough-units", "move: done", "move: same-account",
            "send: done",
            "send: not-enough-units", "reserve: done", "reserve: not-enough-units", "end: done",
            "end: more-than-reserved",
            "expire: True", "repeat: already-done", "repeat: source-used-differently", "undo: done",
            "undo: already-corrected",
            "undo: not-enough-units", "undo: exchange-not-balanced", "bad: slot-not-valid", "bad: quantity-too-large",
        ];
        Assert.All(all, answer => Assert.True(
            ledger.Answers.GetValueOrDefault(answer) >= 3,
            $"{answer}: {ledger.Answers.GetValueOrDefault(answer)} times"));
    }

    static IEnumerable<string> Ordered(IEnumerable<KeyValuePair<(long, long, LedgerModel.Spot), long>> holdings) =>
        holdings.Select(h => $"{h.Key} {h.Value}").Order();

    static async Task<IEnumerable<KeyValuePair<(long, long, LedgerModel.Spot), long>>> Balances(Db db) =>
        (await db.List<BalanceRow>("select * from balance where quantity <> 0")).Select(b =>
            KeyValuePair.Create((b.HolderId, b.LotId, LedgerWords.Spot(b.Status, b.PlaceId, b.Pool)), b.Quantity));
}
