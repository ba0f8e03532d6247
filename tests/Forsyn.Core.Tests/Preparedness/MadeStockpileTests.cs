using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Tests.Preparedness;

public class MadeStockpileTests
{
    static readonly DateOnly Today = new(2026, 5, 15), First = Today.AddDays(-400);

    static MadePile Pile(int lots, long units = 9_000) => new(7, 70, Pool.PreparednessPrimary, units, 10,
        [.. MadeLots.Of(lots, 30, Today, new Random(4)).Select((lot, n) => (100L + n, lot))]);

    [Fact]
    public void What_lies_there_is_whole_packs_of_a_few_lots_and_as_much_all_along()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var made = MadeStockpile.Of(Pile(6), First, Today, new Random(seed));
            Assert.True(LedgerRules.Changes(made).Ok);
            Assert.All(made, transfer => Assert.Equal(0, transfer.Quantity.Units % 10));
            long At(DateOnly day) => made.Where(t => t.CountsOn <= day).Sum(t =>
                t.To.Status == Status.Available ? t.Quantity.Units : -t.Quantity.Units);
            Assert.Equal(9_000, At(First));
            Assert.All(Enumerable.Range(0, 400), n => Assert.True(At(First.AddDays(n)) is >= 9_000 and <= 18_000));
        }
    }

    [Fact]
    public void One_that_was_let_fall_is_whole_until_the_day_and_short_from_then_on()
    {
        var day = Today.AddDays(-60);
        for (var seed = 0; seed < 50; seed++)
        {
            var made = MadeStockpile.Of(Pile(6) with { Fall = (day, 50) }, First, Today, new Random(seed));
            Assert.True(LedgerRules.Changes(made).Ok);
            long At(DateOnly on) => made.Where(t => t.CountsOn <= on).Sum(t =>
                t.To.Status == Status.Available ? t.Quantity.Units : -t.Quantity.Units);
            Assert.True(At(day.AddDays(-1)) >= 9_000);
            Assert.True(At(day) < At(day.AddDays(-1)) * 9 / 10);
        }
    }

    [Fact]
    public void A_lot_that_comes_takes_the_place_of_the_one_that_expires_first()
    {
        var pile = Pile(6);
        var made = MadeStockpile.Of(pile, First, Today, new Random(1));
        var left = made.Where(t => t.From.Status == Status.Available).ToList();
        Assert.NotEmpty(left);
        var expiry = pile.Lots.ToDictionary(lot => lot.Id, lot => lot.Lot.ExpiresOn);
        Assert.All(left, out_ => Assert.True(expiry[out_.Lot] < made.Where(t => t.CountsOn == out_.CountsOn
            && t.To.Status == Status.Available).Max(t => expiry[t.Lot])));
    }

    [Fact]
    public void Less_than_a_pack_for_each_lot_is_nothing_and_one_lot_is_all()
    {
        Assert.Empty(MadeStockpile.Of(Pile(6, 20), First, Today, new Random(1)));
        Assert.Equal(9_000, Assert.Single(MadeStockpile.Of(Pile(1), First, Today, new Random(1))).Quantity.Units);
    }
}
