using FsCheck;
using FsCheck.Fluent;
using Forsyn.Core.Ledger;
using Line = Forsyn.Tests.LedgerModel.Line;
using Spot = Forsyn.Tests.LedgerModel.Spot;

namespace Forsyn.Core.Tests.Ledger;

public class LedgerRulesProperties
{
    const int Runs = 500, PostingsARun = 200;
    // Change it to try other operations; a failure prints the seed and size to give WithReplay.
    static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(Runs).WithReplay(20260515, 1);

    static readonly Spot[] Spots =
    [
        new("available", 1, "sale"), new("available", 1, "sale"), new("available", 2, "programme"),
        new("reserved", 1, "sale"),
        new("transit", 1, "sale"), new("quarantine", 2, "programme"), new("recalled", 1, "primary"),
        new("available", 3, "specialist"), new("available", 1, "emergency"),
        new("supplier"), new("supplier"), new("consumed"), new("destroyed"), new("expired"), new("counted"),
        new("exchange"),
    ];

    static readonly Spot[] NoSpots =
    [
        new("available", 1), new("supplier", 1), new("consumed", 0, "sale"), new("nowhere", 1, "sale"),
        new("negative", 1, "sale"), new("available", -1, "sale"), new("available", 1, "other"),
    ];

    static readonly Gen<Spot> AnySpot =
        Gen.Frequency((60, Gen.Elements(Spots)), (1, Gen.Elements(NoSpots)));

    static readonly Gen<long> Units = Gen.Frequency(
        (40, Gen.Choose(1, 40).Select(u => (long)u)), (4, Gen.Choose(1, 500).Select(u => (long)u)),
        (1, Gen.Elements(0L, -1L, long.MinValue, 1_000_000_000_000, 1_000_000_000_001, long.MaxValue)));

    static readonly Gen<Line> AnyLine =
        from holder in Gen.Choose(1, 3)
        from lot in Gen.Choose(1, 3)
        from units in Units
        from @from in AnySpot
        from to in AnySpot
        from source in
            Gen.Frequency((30, Gen.Choose(1, 60).Select(s => $"paper/{s}")), (1, Gen.Elements("", " ", "paper/1")))
        select new Line(holder, lot, units, @from, to, "any", source, new DateOnly(2026, 5, 15));

    static readonly Gen<Line[]> Sent =
        from line in AnyLine
        from receiver in Gen.Choose(1, 3)
        from arrived in Gen.Frequency((9, Gen.Constant(0)), (1, Gen.Choose(-1, 1)))
        select (Line[])
        [
            line with { To = new("exchange") },
            line with
            {
                Holder = receiver, From = new("exchange"), To = new("transit", 1, "sale"),
                Source = $"of {line.Holder} {line.Source}",
                Units = line.Units is > 0 and < 1000 ? line.Units + arrived : line.Units,
            },
        ];

    static readonly Gen<Line[]> Posting = Gen.Frequency(
        (12, AnyLine.Select(l => (Line[])[l])), (4, Sent), (4, AnyLine.ArrayOf(3)),
        (1, Gen.Constant(Array.Empty<Line>())));

    [Fact]
    public void A_hundred_thousand_random_postings_answer_and_balance_as_the_model_does()
    {
        var postings = 0;
        var answers = new Dictionary<string, int>();
        Prop.ForAll(Posting.ArrayOf(PostingsARun).ToArbitrary(), run =>
        {
            var model = new LedgerModel();
            var balances = new Dictionary<Account, long>();
            foreach (var (lines, number) in run.Select((lines, number) => (lines, number)))
            {
                // What one posting repeats is for the rules; what an earlier one used is for the database.
                var unique = lines.Select(l => l.Source.Trim() == "" ? l : l with { Source = $"{number}/{l.Source}" })
                    .ToList();
                var expected = model.Post(unique);
                Assert.Equal(expected, Book(balances, [.. unique.Select(l => LedgerWords.Transfer(l))]));
                answers[expected] = answers.GetValueOrDefault(expected) + 1;
                postings++;
            }
            var stands = balances.Where(b => b.Value != 0)
                .ToDictionary(b => (b.Key.Holder, b.Key.Lot, LedgerWords.Spot(b.Key.Slot)), b => b.Value);
            Assert.Equal(model.Holdings.OrderBy(h => $"{h.Key}"), stands.OrderBy(h => $"{h.Key}"));
            Assert.All(balances.GroupBy(b => b.Key.Lot), lot => Assert.Equal(0, lot.Sum(b => b.Value)));
            Assert.All(balances, b => Assert.True(b.Value >= 0 || !b.Key.Inside));
            Assert.All(balances.Where(b => b.Key.Slot == Slot.Exchange).GroupBy(b => b.Key.Lot),
                road => Assert.Equal(0, road.Sum(b => b.Value)));
        }).Check(Fixed);
        Assert.Equal(Runs * PostingsARun, postings);
        string[] all =
        [
            "done", "not-enough-units", "nothing-to-post", "quantity-not-positive", "quantity-too-large",
            "slot-not-valid",
            "same-account", "between-outside-accounts", "source-missing", "source-repeated", "exchange-not-balanced",
        ];
        Assert.All(all, answer => Assert.True(answers.GetValueOrDefault(answer) >= 20, $"too few of {answer}"));
    }

    [Fact]
    public void Changes_come_once_an_account_in_lock_order_and_sum_to_zero_for_each_lot() =>
        Prop.ForAll(AnyLine.ArrayOf(12).ToArbitrary(), lines =>
        {
            var changes =
                LedgerRules.Changes([.. lines.Select((l, i) => LedgerWords.Transfer(l with { Source = $"{i}" }))]);
            if (!changes.Ok) return;
            var accounts = changes.Value.Select(c => c.Account).ToList();
            Assert.Equal(accounts.Order(), accounts);
            Assert.Equal(accounts.Count, accounts.Distinct().Count());
            Assert.All(changes.Value.GroupBy(c => c.Account.Lot), lot => Assert.Equal(0, lot.Sum(c => c.Units)));
        }).Check(Fixed);

    [Fact]
    public void A_correction_of_anything_undoes_its_changes() =>
        Prop.ForAll(AnyLine.ToArbitrary(), line =>
        {
            var transfer = LedgerWords.Transfer(line with { Source = "it" });
            var both = LedgerRules.Changes([transfer, transfer.Correction(1, "undo", line.Day)]);
            if (both.Ok) Assert.All(both.Value, c => Assert.Equal(0, c.Units));
            else Assert.False(LedgerRules.Changes([transfer]).Ok);
        }).Check(Fixed);

    // The database of this test: what the guarded balances answer.
    static string Book(Dictionary<Account, long> balances, IReadOnlyList<Transfer> transfers)
    {
        var changes = LedgerRules.Changes(transfers);
        if (!changes.Ok) return changes.Refusal!.Code;
        if (changes.Value.Any(c => c.Account.Inside && balances.GetValueOrDefault(c.Account) + c.Units < 0))
            return "not-enough-units";
        foreach (var (account, units) in changes.Value) balances[account] = balances.GetValueOrDefault(account) + units;
        return "done";
    }
}
