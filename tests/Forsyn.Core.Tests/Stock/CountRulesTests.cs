using Forsyn.Core.Basics;
using Forsyn.Core.Stock;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Stock;

public class CountRulesTests
{
    static readonly Moment Noon = Moment.InOslo(new(2026, 5, 15), new(12, 0));
    static readonly UnitPrice Price = new(Money.Kroner(1000), 10);
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(new(2026, 5, 15));

    static ShelfMove Move(long units, int minutes, int days = 0, bool byCount = false) =>
        new(Noon.Day.AddDays(days), Noon.Plus(TimeSpan.FromMinutes(minutes)), units, byCount);

    static CountFacts Counted(long? counted, long now, params ShelfMove[] moves) =>
        new(counted, Noon, Noon, 1, CountReason.Miscounted, "", Price, now, moves);

    static string[] Codes(CountFacts line)
    {
        var findings = new List<Finding>();
        CountRules.Check(line, Numbers, 1, [], findings);
        return [.. findings.Select(finding => finding.Code)];
    }

    [Fact]
    public void What_was_used_after_a_line_was_counted_is_no_difference()
    {
        var line = Counted(20, 15, Move(-5, minutes: 10));
        Assert.Equal((20, 0, 15, -5), (line.Book, line.Difference, line.Shelf, line.Moved));
    }

    [Fact]
    public void What_was_used_before_is_in_the_books_of_that_instant() =>
        Assert.Equal((15, -1), (Counted(14, 15, Move(-5, minutes: -10)).Book, Counted(14, 15).Difference));

    [Fact]
    public void What_is_written_down_late_for_the_day_before_had_happened_when_the_line_was_counted() =>
        Assert.Equal(0, Counted(15, 15, Move(-5, minutes: 60, days: -1)).Difference);

    [Fact]
    public void What_counts_for_a_later_day_has_happened_after() =>
        Assert.Equal((20, 0), (Counted(20, 15, Move(-5, -600, days: 1)).Book,
            Counted(20, 15, Move(-5, -600, days: 1)).Difference));

    [Fact]
    public void Nobody_has_said_zero_of_a_line_that_nobody_counted()
    {
        Assert.Equal(["count-line-not-counted"], Codes(Counted(null, 3)));
        Assert.Empty(Codes(Counted(null, 0)));
    }

    [Fact]
    public void What_moved_between_two_parts_of_a_line_asks_for_a_count_of_all_of_it()
    {
        var parts = Counted(15, 15, Move(-5, minutes: -10)) with { From = Noon.Plus(TimeSpan.FromHours(-1)) };
        Assert.Equal(["count-moved-between"], Codes(parts));
        Assert.Empty(Codes(parts with { From = Noon.Plus(TimeSpan.FromMinutes(-5)) }));
    }

    [Fact]
    public void A_report_that_came_after_the_line_was_counted_stands() =>
        Assert.Equal(["count-overtaken"], Codes(Counted(20, 18, Move(-2, minutes: 30, byCount: true))));

    [Fact]
    public void More_cannot_have_left_than_was_counted() =>
        Assert.Contains("count-more-moved-than-counted", Codes(Counted(4, 15, Move(-5, minutes: 10))));

    [Fact]
    public void A_difference_of_a_tenth_is_counted_again_from_ten_units_and_any_of_ten_thousand_kroner()
    {
        Assert.Empty(Codes(Counted(91, 100)));
        Assert.Equal(["count-again"], Codes(Counted(90, 100)));
        Assert.Equal(["count-again"], Codes(Counted(110, 100)));
        Assert.Empty(Codes(Counted(901, 1000)));
        Assert.Equal(["count-again"], Codes(Counted(9_900, 10_000)));
        Assert.Empty(Codes(Counted(9_901, 10_000)));
        Assert.Empty(Codes(Counted(90, 100) with { Attempts = 2 }));
    }

    [Fact]
    public void A_difference_says_why_and_another_reason_says_it_in_words()
    {
        Assert.Equal(["count-reason-missing"], Codes(Counted(14, 15) with { Reason = null }));
        Assert.Equal(["count-reason-text-missing"], Codes(Counted(14, 15) with { Reason = CountReason.Other }));
        Assert.Empty(Codes(Counted(14, 15) with { Reason = CountReason.Other, Text = "Flooded" }));
        Assert.Empty(Codes(Counted(15, 15) with { Reason = null }));
    }

    [Fact]
    public void From_twenty_five_thousand_kroner_a_second_person_approves()
    {
        Assert.False(CountRules.NeedsApproval(new(2_499_999), Numbers));
        Assert.True(CountRules.NeedsApproval(Money.Kroner(25_000), Numbers));
    }

    [Fact]
    public void A_part_of_a_pack_costs_its_part_rounded_to_the_oere()
    {
        var third = new UnitPrice(new(1000), 3);
        Assert.Equal((333, -667, 1000), (third.Of(new(1)).Ore, third.Of(new(-2)).Ore, third.Of(new(3)).Ore));
        Assert.Equal(Money.Zero, default(UnitPrice).Of(new(5)));
    }
}
