using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;
using Forsyn.Core.Tests.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Stock;

public class AllocationTests
{
    static readonly DateOnly Day = new(2026, 5, 15);

    static LotAtPlace Lot(long id, int daysLeft, long units, Pool pool = Pool.Sale) =>
        new(id, $"L{id}", Day.AddDays(daysLeft), 1, pool, new Quantity(units));

    static Allocation Take(long wanted, long pack, bool shorter, params LotAtPlace[] lots) =>
        AllocationRules.Allocate(new Quantity(wanted), pack, Pool.Sale, lots, Day, shorter, An.Numbers());

    static IEnumerable<(long Lot, long Units)> Taken(Allocation a) => a.Taken.Select(c => (c.Lot.Lot, c.Taken.Units));

    [Fact, Requirement("STS-008")]
    public void The_lot_that_expires_first_leaves_first()
    {
        var allocation = Take(25, 1, false, Lot(1, 400, 100), Lot(2, 100, 10), Lot(3, 200, 10));
        Assert.Equal([(2, 10), (3, 10), (1, 5)], Taken(allocation));
        Assert.Equal(Quantity.Zero, allocation.Missing);
    }

    [Theory, Requirement("SHL-001")]
    [InlineData(89, false, false), InlineData(90, false, true), InlineData(89, true, true), InlineData(1, true, true),
        InlineData(0, true, false)]
    public void A_lot_needs_ninety_days_at_dispatch_unless_the_receiver_accepted_less(
        int daysLeft, bool accepted, bool taken)
    {
        var allocation = Take(1, 1, accepted, Lot(1, daysLeft, 10));
        Assert.Equal(taken, allocation.Taken.Any());
        if (!taken) Assert.Equal(daysLeft <= 0 ? Verdict.Expired : Verdict.TooShort, allocation.Choices[0].Verdict);
    }

    [Fact]
    public void Stock_of_another_pool_is_passed_over_and_the_reason_is_kept()
    {
        var allocation = Take(5, 1, false, Lot(1, 200, 10, Pool.Programme), Lot(2, 300, 10));
        Assert.Equal([(2, 5)], Taken(allocation));
        Assert.Equal(Verdict.OtherPool, allocation.Choices[0].Verdict);
    }

    [Fact]
    public void Packs_are_never_broken_and_what_is_missing_is_said()
    {
        var allocation = Take(30, 10, false, Lot(1, 200, 15), Lot(2, 300, 9));
        Assert.Equal([(1, 10)], Taken(allocation));
        Assert.Equal(20, allocation.Missing.Units);
        Assert.Equal(Verdict.LessThanAPack, allocation.Choices[1].Verdict);
    }

    [Fact]
    public void A_lot_that_is_not_needed_is_still_explained() =>
        Assert.Equal(Verdict.NotNeeded, Take(5, 1, false, Lot(1, 200, 5), Lot(2, 300, 5)).Choices[1].Verdict);
}
