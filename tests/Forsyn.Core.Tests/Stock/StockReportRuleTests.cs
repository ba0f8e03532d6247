using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;
using Forsyn.Core.Tests.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Stock;

public class StockReportRuleTests
{
    static readonly ReportRule Weekly = new(StockReportKind.NationalStockpile,
        DateRange.OpenFrom(new(2024, 1, 1)), [PartyType.Wholesaler], false, ReportUnit.Holder,
        [ProductClass.Medicine], ReportRhythm.Weekly, 2, 10,
        Rate.Percent(50), 20);

    static ReportFacts Line(long was, long units, int pack = 1, DateOnly? told = null, bool known = true) => new(
        new CountedLine(2, "015973", "L1", told, units, false, null, null), Weekly,
        new ReportedProduct("015973", "Nexium", ProductClass.Medicine, pack),
        known ? new ReportedLot(1, "015973", "L1", new(2028, 1, 31)) : null, was, units);

    [Fact, Requirement("STS-010")]
    public void A_week_runs_from_Monday_to_Sunday_and_is_due_its_days_later()
    {
        var week = Weekly.Period(new(2026, 5, 15));
        Assert.Equal((new DateOnly(2026, 5, 11), new DateOnly(2026, 5, 17)), (week.From, week.LastDay!.Value));
        Assert.Equal(week, Weekly.Period(new(2026, 5, 11)));
        Assert.Equal(week, Weekly.Period(new(2026, 5, 17)));
        Assert.Equal(new DateOnly(2026, 5, 19), Weekly.Due(week));
        Assert.Equal(new DateOnly(2026, 5, 4), Weekly.LastDue(new(2026, 5, 19)).From);
        Assert.Equal(week, Weekly.LastDue(new(2026, 5, 20)));
    }

    [Fact]
    public void A_daily_report_is_of_the_day_itself()
    {
        var daily = Weekly with { Rhythm = ReportRhythm.Daily, DueDays = 1 };
        Assert.Equal(new DateOnly(2026, 5, 14), daily.LastDue(new(2026, 5, 16)).From);
        Assert.Equal(1, daily.Period(new(2026, 5, 16)).Days);
    }

    [Theory]
    [InlineData(10, 99, 1, ""), InlineData(10, 100, 1, "ManyTimes"), InlineData(0, 100, 1, "")]
    [InlineData(500, 50, 10, "PacksForUnits"), InlineData(500, 40, 10, ""), InlineData(500, 0, 10, "")]
    [InlineData(50, 250, 5, "UnitsForPacks"), InlineData(50, 220, 5, "")]
    [Requirement("STS-010")]
    public void An_odd_figure_is_one_many_times_the_last_or_out_by_the_size_of_the_pack(
        long was, long units, int pack, string why) =>
        Assert.Equal(why, string.Join(' ', StockReportRules.Odds(Line(was, units, pack))));

    [Theory, Requirement("STS-010")]
    [InlineData(40, 20, false), InlineData(40, 21, true), InlineData(20, 20, true), InlineData(19, 19, false)]
    public void A_full_count_that_leaves_out_more_than_half_of_many_lots_is_odd(int held, int leftOut, bool odd) =>
        Assert.Equal(odd, StockReportRules.Much_of_what_is_held_is_left_out(Weekly, held, leftOut) is not null);

    [Fact]
    public void A_new_lot_and_another_expiry_are_odd()
    {
        Assert.Equal([OddReason.UnknownLot], StockReportRules.Odds(Line(0, 4, known: false)));
        Assert.Empty(StockReportRules.Odds(Line(0, 0, known: false)));
        Assert.Equal([OddReason.ExpiryChanged], StockReportRules.Odds(Line(4, 4, told: new(2028, 2, 1))));
        Assert.Empty(StockReportRules.Odds(Line(4, 4, told: new(2028, 1, 31))));
    }

    [Fact]
    public void Less_is_taken_from_what_is_for_sale_before_preparedness_and_never_from_what_is_reserved()
    {
        static HeldSlot Held(Status status, Pool pool, long units) => new(1, new Slot(status, 1, pool), units, units);
        var slots = new[]
        {
            Held(Status.Available, Pool.PreparednessPrimary, 100), Held(Status.Available, Pool.Sale, 30),
            Held(Status.Quarantine, Pool.Sale, 5), Held(Status.Reserved, Pool.Sale, 20),
            Held(Status.Recalled, Pool.Sale, 7),
        };
        var plan = ReportPlan.Of(1, slots, 122, default, false);
        Assert.Equal([(Pool.Sale, -30L), (Pool.PreparednessPrimary, -10L)],
            plan.Moves.Select(move => (move.Slot.Pool, move.Units)));
        var none = ReportPlan.Of(1, slots, 0, default, false);
        Assert.Equal((135, 7, 20), (-none.Moves.Sum(move => move.Units), none.LeftToRecall, none.Missing));
        Assert.Equal([new ReportMove(1, new Slot(Status.Recalled, 1, Pool.PreparednessPrimary), 8)],
            ReportPlan.Of(1, slots, 170, default, recalled: true).Moves);
    }

    [Theory]
    [InlineData("31.01.2028", "2028-01-31"), InlineData("2028-02", "2028-02-29")]
    [InlineData("2028-01-31", "2028-01-31")]
    public void Expiry_is_read_as_people_write_it_and_a_number_keeps_its_zeros(string written, string meant)
    {
        var findings = new List<Finding>();
        var line = ReadReportLine.Of(new(2, "15973", " L1 ", written, "1 200", "Pakninger"),
            new Dictionary<string, long>(), false, findings);
        Assert.Equal(("015973", "L1", meant, 1200, true),
            (line!.Article, line.Lot, $"{line.ExpiresOn:yyyy-MM-dd}", line.Amount, line.Packs));
        Assert.Empty(findings);
    }

    [Theory, Requirement("ACT-002", "STS-011")]
    [InlineData(ProductClass.Equipment), InlineData(ProductClass.Medicine)]
    public void Equipment_is_counted_and_not_served_from_the_vaccine_desk(ProductClass @class) =>
        Assert.Contains("class-not-distributed", An.Order(An.Line(An.Product(@class: @class))).Blocks());
}
