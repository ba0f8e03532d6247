using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class CompensationTests
{
    static readonly SchemeSet Norway = SchemeSet.Parse(Repository.Read("data/preparedness/norway.json"));
    static readonly RuleNumber Rate = RuleBook.Parse(("compensation.json",
        Repository.Read("data/rules/compensation.json"))).Value.Find("compensation-rate")!;

    // A pack of 20 units at 50 kroner.
    static readonly PackPrice Pack = new(ArticleNumber.Of("000158"), 20, new(5_000));

    static IReadOnlyList<CompensationPeriod> Periods(string scheme, int year, RuleNumber? rate = null) =>
        CompensationRules.Periods(Norway.Versions.Where(one => one.Scheme == scheme),
            new(new(year, 1, 1), new(year + 1, 1, 1)), rate ?? Rate);

    static IEnumerable<DutyDay> Year(int year, long must, Func<DateOnly, long> held, string atc = "J01CA04")
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
            yield return new(atc, "", Measure.Units, day, must, held(day));
    }

    static CompensationOfYear Of(string scheme, int year, IEnumerable<DutyDay> days, RuleNumber? rate = null) =>
        CompensationRules.CompensationForStockHeld(year, Periods(scheme, year, rate), days, (_, _, _) => Pack);

    [Fact]
    [Requirement("STP-006")]
    public void A_whole_year_of_full_stock_gives_the_yearly_rate_of_its_value_paid_by_the_schemes_payer()
    {
        // 40 000 units are 2 000 packs, 100 000 kroner; one per cent is 1 000 kroner.
        var made = Of("primary", 2025, Year(2025, 40_000, _ => 40_000));
        Assert.Equal(Money.Kroner(1_000), made.Amount);
        Assert.Equal([new PayerShare(new PartyKey("hod"), Money.Kroner(1_000))], made.Payers);
        Assert.Equal(12, made.Lines.Count);
        Assert.All(made.Lines, line => Assert.Equal((Money.Kroner(100_000), 0), (line.Value, line.DaysShort)));
    }

    [Fact]
    public void Only_what_was_held_counts_so_a_day_short_lowers_it_and_a_day_with_more_does_not_raise_it()
    {
        var full = Of("primary", 2025, Year(2025, 40_000, _ => 40_000));
        var more = Of("primary", 2025, Year(2025, 40_000, _ => 90_000));
        Assert.Equal(full.Amount, more.Amount);
        var day = new DateOnly(2025, 3, 9);
        var less = Of("primary", 2025, Year(2025, 40_000, one => one == day ? 0 : 90_000));
        // One of 365 days: 1 000 kroner less 2.74.
        Assert.Equal(new Money(100_000 - 274), less.Amount);
        Assert.Equal(1, less.Lines.Sum(line => line.DaysShort));
        Assert.True(less.Lines[2].Amount < full.Lines[2].Amount);
        Assert.Equal(0, Of("primary", 2025, Year(2025, 40_000, _ => 0)).Amount.Ore);
        // Days that nothing is known of are days without stock.
        var half = Of("primary", 2025, Year(2025, 40_000, _ => 40_000).Where(one => one.Day.Month > 6));
        Assert.Equal(new Money(50_411), half.Amount);
    }

    [Fact]
    [Requirement("STP-006")]
    public void Lines_and_payers_each_sum_to_the_amount_to_the_last_ore()
    {
        var chance = new Random(20260524);
        for (var round = 0; round < 40; round++)
        {
            var (scheme, year) = (round % 2 == 0 ? "specialist" : "primary", 2020 + chance.Next(6));
            var days = Enumerable.Range(0, 7).SelectMany(n => Year(year, chance.Next(1, 9_000),
                _ => chance.Next(0, 9_000), $"A0{n}BC05")).ToList();
            var made = Of(scheme, year, days);
            Assert.Equal(made.Amount, Money.Sum(made.Lines.Select(line => line.Amount)));
            Assert.Equal(made.Amount, Money.Sum(made.Payers.Select(payer => payer.Amount)));
            Assert.Equal(scheme == "specialist" ? 4 : 1, made.Payers.Count);
            var ore = made.Payers.Select(payer => payer.Amount.Ore).ToList();
            Assert.True(ore.Max() - ore.Min() <= 1, "the four pay equal parts");
        }
    }

    [Fact]
    [Requirement("STP-006")]
    public void A_year_is_cut_where_the_rate_or_the_payer_changes()
    {
        var cut = Periods("primary", 2024);
        Assert.Equal(13, cut.Count);
        Assert.Equal([14, 17], cut.Where(one => one.Days.From.Month == 8).Select(one => one.Days.Days!.Value));
        Assert.Equal(365 + 1, cut.Sum(one => one.Days.Days!.Value));
        var higher = Rate with
        {
            Values = [new(new(new(2016, 1, 1), new(2025, 8, 15)), 10_000),
                new(DateRange.OpenFrom(new(2025, 8, 15)), 20_000)],
        };
        // 226 days at one per cent and 139 at two, of 100 000 kroner.
        Assert.Equal(new Money(138_082), Of("primary", 2025, Year(2025, 40_000, _ => 40_000), higher).Amount);
        // The scheme's payer was another before June 2020 and is another from 2024.
        Assert.Equal(["hdir"], Of("primary", 2023, Year(2023, 40_000, _ => 40_000)).Payers
            .Select(payer => payer.Payer.Value));
    }

    [Fact]
    public void What_has_no_price_is_not_compensated_and_a_rate_nobody_gives_is_marked_as_our_choice()
    {
        var made = CompensationRules.CompensationForStockHeld(2025, Periods("primary", 2025),
            Year(2025, 40_000, _ => 40_000), (_, _, _) => null);
        Assert.Equal((0L, 12, 0), (made.Amount.Ore, made.Lines.Count, made.Payers.Count));
        Assert.True(Rate.OwnChoice);
        Assert.Contains("Made:", Rate.Source);
    }

    [Fact]
    public void A_statement_is_sent_and_then_approved_or_returned_and_nothing_else()
    {
        Assert.Equal(CompensationState.Sent, CompensationFlow.After(CompensationState.Draft,
            CompensationStep.Send).Value);
        Assert.Equal("statement-not-in-state", CompensationFlow.After(CompensationState.Draft,
            CompensationStep.Approve).Refusal?.Code);
        Assert.Equal([CompensationStep.Approve, CompensationStep.Return],
            CompensationFlow.Possible(CompensationState.Sent));
        Assert.Empty(CompensationFlow.Possible(CompensationState.Approved));
        Assert.Empty(CompensationFlow.Possible(CompensationState.Returned));
    }
}
