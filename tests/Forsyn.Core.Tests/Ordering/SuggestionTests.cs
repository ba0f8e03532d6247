using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Forsyn.Core.Tests.Ordering;

public class SuggestionTests
{
    static readonly DateOnly Today = new(2026, 5, 15);

    static SuggestionInputs Inputs(
        string use, DateOnly? last = null, long onHand = 0, long onTheWay = 0, int pack = 1) =>
        new(Today, last, Read(use), new(onHand), new(onTheWay), pack);

    // "2026-03 31, 2026-04 30" as use by month.
    static Dictionary<Month, long> Read(string use) => use.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split(' ')).ToDictionary(
            one => Month.TryParse(one[0], out var month) ? month : throw new FormatException(one[0]),
            one => long.Parse(one[1]));

    static Suggestion Of(SuggestionInputs inputs) => Suggestion.Of(inputs, ShippedRules.Book.On(Today));

    [Fact]
    public void Use_since_the_last_order_is_carried_on_for_three_months_less_what_there_is()
    {
        // From 1 March to 15 May are 76 days, and three months from 15 May are 92.
        var made = Of(Inputs("2026-03 30, 2026-04 30, 2026-05 16, 2026-02 40", new(2026, 3, 20), 20, 5, 10));
        Assert.Equal((new DateOnly(2026, 3, 1), 76, 76, 92),
            (made.Since, made.Days, (int)made.Used.Units, made.CoverDays));
        Assert.Equal((92, 67, 116), ((int)made.Expected.Units, (int)made.Need.Units, (int)made.Limit.Units));
        Assert.Equal((SuggestionOutcome.Suggested, 7, 70), (made.Outcome, (int)made.Packs, (int)made.Doses.Units));
    }

    [Theory]
    [InlineData("2025-03 10, 2025-04 10, 2025-05 10, 2025-06 15, 2025-07 15, 2025-08 15", 1_500_000)]
    [InlineData("2025-03 10, 2025-04 10, 2025-05 10, 2025-06 60", 2_000_000)]
    [InlineData("2025-03 10, 2025-04 10, 2025-05 10, 2025-06 61", 2_000_000)]
    [InlineData("2025-03 10, 2025-04 10, 2025-05 10, 2025-06 15", 500_000)]
    [InlineData("2025-03 10, 2025-04 10, 2025-05 10, 2025-06 3", 500_000)]
    [InlineData("2025-03 10, 2025-04 10, 2025-05 10", 1_000_000)]
    [InlineData("2025-06 30", 1_000_000)]
    public void The_season_is_how_last_year_went_on_and_keeps_within_its_limits(string lastYear, long millionths)
    {
        var made = Of(Inputs($"2026-03 30, 2026-04 30, 2026-05 16, {lastYear}", new(2026, 3, 1)));
        Assert.Equal(millionths, made.Season.Millionths);
        Assert.Equal((92 * millionths + 999_999) / 1_000_000, made.Expected.Units);
    }

    [Theory]
    [InlineData(null, "2026-02-01"), InlineData("2026-05-14", "2026-04-01"), InlineData("2026-04-30", "2026-04-01")]
    [InlineData("2026-03-31", "2026-03-01"), InlineData("2025-05-01", "2025-05-01")]
    [InlineData("2025-04-30", "2025-05-01")]
    public void At_least_a_whole_month_and_at_most_a_year_of_use_is_read(string? last, string since) =>
        Assert.Equal(DateOnly.Parse(since),
            Of(Inputs("2026-04 1", last is null ? null : DateOnly.Parse(last))).Since);

    [Theory]
    [InlineData("", 0, 1, SuggestionOutcome.UseNotKnown)]
    [InlineData("2025-04 50", 0, 1, SuggestionOutcome.UseNotKnown)]
    [InlineData("2026-04 50", 500, 1, SuggestionOutcome.EnoughAlready)]
    [InlineData("2026-04 5", 0, 10, SuggestionOutcome.LessThanAPack)]
    [InlineData("2026-04 10", 0, 10, SuggestionOutcome.Suggested)]
    public void It_says_why_nothing_is_suggested(string use, long onHand, int pack, SuggestionOutcome outcome)
    {
        var made = Of(Inputs(use, onHand: onHand, pack: pack));
        Assert.Equal(outcome, made.Outcome);
        Assert.Equal(outcome == SuggestionOutcome.Suggested, made.Packs > 0);
    }

    static readonly Gen<SuggestionInputs> Any =
        from months in Gen.Choose(0, 400).ListOf(25)
        from last in Gen.Choose(0, 800)
        from onHand in Gen.Choose(0, 600)
        from onTheWay in Gen.Choose(0, 300)
        from pack in Gen.Elements(1, 2, 10, 100)
        select new SuggestionInputs(Today, last > 700 ? null : Today.AddDays(-last),
            months.Select((doses, i) => (Month.Of(Today).Plus(-i), (long)doses)).ToDictionary(),
            new(onHand), new(onTheWay), pack);

    [Fact, Requirement("SHL-002")]
    public void A_suggestion_is_whole_packs_and_never_more_than_the_rule_lets_pass() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Any.ToArbitrary(), inputs =>
        {
            var made = Of(inputs);
            var warned = made.Packs > 0 && An.Order(An.Line(An.Product(pack: inputs.DosesPerPack),
                doses: made.Doses.Units, use: made.Limit.Units)).Codes().Contains("more-than-advised-use");
            return !warned && made.Doses.Units == made.Packs * inputs.DosesPerPack && made.Doses <= made.Limit
                && made.Doses.Units < made.Need.Units + inputs.DosesPerPack;
        }));

    [Fact]
    public void More_in_stock_or_on_the_way_never_suggests_more() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Any.ToArbitrary(), Gen.Choose(0, 50).ToArbitrary(), (inputs, more) =>
            Of(inputs with { OnHand = inputs.OnHand + new Quantity(more) }).Doses <= Of(inputs).Doses
            && Of(inputs with { OnTheWay = inputs.OnTheWay + new Quantity(more) }).Doses <= Of(inputs).Doses));
}
