namespace Forsyn.Core.Ordering;

/// <summary>What a suggested quantity of one product rests on.</summary>
/// <param name="LastOrderOn">The day the customer last ordered the product; null when never.</param>
/// <param name="Use">Doses the customer used, by month; a month that is not there had none.</param>
/// <param name="OnHand">Doses the customer can use now.</param>
/// <param name="OnTheWay">Doses ordered or dispatched and not yet received.</param>
public sealed record SuggestionInputs(
    DateOnly Today, DateOnly? LastOrderOn, IReadOnlyDictionary<Month, long> Use, Quantity OnHand, Quantity OnTheWay,
    int DosesPerPack)
{
    /// <summary>Doses used in the months from the first to the last, both included.</summary>
    public long Used(Month first, Month last) => Use.Where(u => u.Key >= first && u.Key <= last).Sum(u => u.Value);
}

/// <summary>What came of it: a quantity, or why none is suggested.</summary>
public enum SuggestionOutcome
{
    Suggested,
    /// <summary>The customer has entered no use in the last year.</summary>
    UseNotKnown,
    /// <summary>What is there and on its way covers the expected use.</summary>
    EnoughAlready,
    /// <summary>One pack holds more than the advised months of use.</summary>
    LessThanAPack,
}

/// <summary>A suggested quantity with every step of its formula, so that anyone can work it out again.</summary>
/// <param name="Since">First day of the months the use is taken from.</param>
/// <param name="Days">Days from then to today, both included.</param>
/// <param name="Used">Doses used in those days.</param>
/// <param name="CoverDays">Days the quantity is to last.</param>
/// <param name="SeasonBefore">Doses used a year ago in the months the use is taken from.</param>
/// <param name="SeasonAhead">Doses used a year ago in the months the quantity is to last.</param>
/// <param name="Season">How much more or less is used in the coming months; one where last year says nothing.</param>
/// <param name="Expected">Used ÷ Days × CoverDays × Season, rounded up.</param>
/// <param name="Need">Expected less what is on hand and on the way.</param>
/// <param name="Limit">Doses used in the advised months: more is warned of when it is ordered (SHL-002).</param>
/// <param name="Months">The advised months of the rule book.</param>
public sealed record Suggestion(
    SuggestionOutcome Outcome, long Packs, Quantity Doses, DateOnly Since, int Days, Quantity Used, int CoverDays,
    Quantity SeasonBefore, Quantity SeasonAhead, Rate Season, Quantity Expected, Quantity OnHand, Quantity OnTheWay,
    Quantity Need, Quantity Limit, int Months)
{
    const int LongestHistory = 12;

    /// <summary>
    /// Suggests whole packs that last the advised months at the rate of use since the last order, as the season changes
    /// it; never more than the rules let pass without a warning.
    /// </summary>
    public static Suggestion Of(SuggestionInputs inputs, RuleNumbers numbers)
    {
        var months = numbers.Months("advised-use-months");
        var current = Month.Of(inputs.Today);
        var first = First(inputs.LastOrderOn, current, months);
        var days = inputs.Today.DayNumber - first.FirstDay.DayNumber + 1;
        var cover = inputs.Today.AddMonths(months).DayNumber - inputs.Today.DayNumber;
        var used = inputs.Used(first, current);
        var before = inputs.Used(first.Plus(-12), current.Plus(-12));
        var ahead = inputs.Used(current.Plus(-11), current.Plus(months - 12));
        var season = SeasonOf(before, current.Since(first) + 1, ahead, months, numbers);
        var expected = ExpectedUse(used, days, cover, season);
        var need = Math.Max(0, expected - inputs.OnHand.Units - inputs.OnTheWay.Units);
        var limit = inputs.Used(current.Plus(-months), current);
        var packs = Math.Min(new Quantity(need).PacksRoundedUp(inputs.DosesPerPack), limit / inputs.DosesPerPack);
        var outcome = inputs.Used(current.Plus(-LongestHistory), current) == 0 ? SuggestionOutcome.UseNotKnown
            : need == 0 ? SuggestionOutcome.EnoughAlready
            : packs == 0 ? SuggestionOutcome.LessThanAPack
            : SuggestionOutcome.Suggested;
        if (outcome != SuggestionOutcome.Suggested) packs = 0;
        return new(outcome, packs, new(packs * inputs.DosesPerPack), first.FirstDay, days, new(used), cover,
            new(before), new(ahead), season, new(expected), inputs.OnHand, inputs.OnTheWay, new(need), new(limit),
            months);
    }

    // Use is kept by month, so it is counted from the first day of the month of the last order. A month that has just
    // begun says too little, and an order of long ago too much: at least one whole month and at most a year is read.
    static Month First(DateOnly? lastOrder, Month current, int months)
    {
        if (lastOrder is not { } day) return current.Plus(-months);
        var month = Month.Of(day);
        return month > current.Plus(-1) ? current.Plus(-1)
            : month < current.Plus(-LongestHistory) ? current.Plus(-LongestHistory) : month;
    }

    static Rate SeasonOf(long before, int monthsBefore, long ahead, int monthsAhead, RuleNumbers numbers)
    {
        if (before == 0 || ahead == 0) return new(1_000_000);
        var millionths = (Int128)ahead * monthsBefore * 1_000_000 / ((Int128)before * monthsAhead);
        return new((long)Int128.Clamp(millionths, numbers.Rate("suggestion-season-least").Millionths,
            numbers.Rate("suggestion-season-most").Millionths));
    }

    static long ExpectedUse(long used, int days, int cover, Rate season)
    {
        var (above, below) = ((Int128)used * cover * season.Millionths, (Int128)days * 1_000_000);
        return (long)((above + below - 1) / below);
    }
}
