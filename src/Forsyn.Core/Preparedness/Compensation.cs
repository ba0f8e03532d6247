using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using static Forsyn.Core.Preparedness.CompensationState;

namespace Forsyn.Core.Preparedness;

/// <summary>How far a statement of compensation has come.</summary>
public enum CompensationState { Draft, Sent, Approved, Returned }

/// <summary>What is done with a statement: the holder sends it, and whoever oversees answers.</summary>
public enum CompensationStep { Send, Approve, Return }

/// <summary>The one table of where a step of a statement leads; what is not in it is refused. A statement that came
/// back, or is to be changed, is made again as a new version.</summary>
public static class CompensationFlow
{
    static readonly Dictionary<(CompensationState, CompensationStep), CompensationState> Table = new()
    {
        [(Draft, CompensationStep.Send)] = Sent,
        [(Sent, CompensationStep.Approve)] = Approved,
        [(Sent, CompensationStep.Return)] = Returned,
    };

    /// <summary>The state a step leads to; refuses statement-not-in-state.</summary>
    public static Result<CompensationState> After(CompensationState state, CompensationStep step) =>
        Table.TryGetValue((state, step), out var next) ? next
            : Refusal.Of("statement-not-in-state", "state", Kebab.Of(state), "step", Kebab.Of(step));

    public static IReadOnlyList<CompensationStep> Possible(CompensationState state) =>
        [.. Table.Keys.Where(key => key.Item1 == state).Select(key => key.Item2)];
}

/// <summary>What a holder had towards a target when a day ended, and had to have.</summary>
/// <param name="Must">Micro-DDD or units, by the measure.</param>
/// <param name="Held">As Must; also what is more than it asks for.</param>
public readonly record struct DutyDay(
    string Atc, string Group, Measure Measure, DateOnly Day, long Must, long Held);

/// <summary>A package that a target's stock is valued by.</summary>
/// <param name="Holds">Micro-DDD or units in one pack, by the measure of the target; more than zero.</param>
/// <param name="Price">Of one pack.</param>
public sealed record PackPrice(ArticleNumber Article, long Holds, Money Price);

/// <summary>Days of one month on which rate and payers are the same.</summary>
/// <param name="Rate">What a year of stock is compensated by, of its value.</param>
public sealed record CompensationPeriod(DateRange Days, Rate Rate, IReadOnlyList<PartyKey> Payers);

/// <summary>What is compensated of one target in one period.</summary>
/// <param name="Must">Average of the days: what had to be held, in micro-DDD or units.</param>
/// <param name="Held">Average of what was held, on no day more than had to be.</param>
/// <param name="DaysShort">Days with less than had to be.</param>
/// <param name="Price">Null where no package that counts has a price; nothing is compensated then.</param>
/// <param name="Value">What the average is worth.</param>
public sealed record CompensationLine(
    string Atc, string Group, Measure Measure, CompensationPeriod Period, long Must, long Held, int DaysShort,
    PackPrice? Price, Money Value, Money Amount);

/// <summary>What one payer pays.</summary>
public readonly record struct PayerShare(PartyKey Payer, Money Amount);

/// <summary>The compensation of a year; lines and payers each sum to the amount.</summary>
public sealed record CompensationOfYear(
    Money Amount, IReadOnlyList<CompensationLine> Lines, IReadOnlyList<PayerShare> Payers);

/// <summary>What a holder is compensated for having a duty's stock lie, by dated rates.</summary>
public static class CompensationRules
{
    /// <summary>
    /// The months of some days, cut where the rate or the version of the scheme changes. Days on which there was no
    /// scheme, or no rate, are in none.
    /// </summary>
    public static IReadOnlyList<CompensationPeriod> Periods(
        IEnumerable<DutyScheme> versions, DateRange days, RuleNumber rate) =>
    [
        .. from scheme in versions
           from value in rate.Values
           let both = scheme.Valid.Intersect(value.Valid)?.Intersect(days)
           where both is not null
           from part in Months(both.Value)
           orderby part.From
           select new CompensationPeriod(part, new(value.Value), scheme.Payers),
    ];

    /// <summary>
    /// The year's compensation: for each target and period the average of what was held, on no day more than had to
    /// be, at its price, times the yearly rate and the period's part of the year. A day short lowers the average. The
    /// year is rounded once to whole øre and divided over the lines with the largest remainder, and each period's over
    /// its payers in equal parts.
    /// </summary>
    /// <param name="price">What a target's stock is valued by.</param>
    [Rule("FOR-1993-12-21-1219 § 5a", "STP-006")]
    public static CompensationOfYear CompensationForStockHeld(
        int year, IReadOnlyList<CompensationPeriod> periods, IEnumerable<DutyDay> days,
        Func<string, string, Measure, PackPrice?> price)
    {
        var byMonth = days.ToLookup(day => Month.Of(day.Day));
        var lines = new List<CompensationLine>();
        foreach (var period in periods)
            lines.AddRange(
                from day in byMonth[Month.Of(period.Days.From)]
                where period.Days.Contains(day.Day)
                group day by (day.Atc, day.Group, day.Measure) into target
                orderby target.Key.Atc, target.Key.Group, target.Key.Measure
                select Line(period, target.Key, [.. target], price(target.Key.Atc, target.Key.Group,
                    target.Key.Measure)));
        long[] weights = [.. lines.Select(line =>
            (long)((Int128)line.Value.Ore * line.Period.Rate.Millionths * line.Period.Days.Days!.Value))];
        var all = weights.Aggregate((Int128)0, (sum, weight) => sum + weight);
        var millionths = (Int128)1_000_000 * (DateTime.IsLeapYear(year) ? 366 : 365);
        var total = new Money((long)((all + millionths / 2) / millionths));
        // A year that rounds to nothing has nothing to divide.
        if (total.IsZero) return new(total, lines, []);
        var amounts = Share.Split(total, weights);
        lines = [.. lines.Select((line, i) => line with { Amount = amounts[i] })];
        return new(total, lines, Payers(lines));
    }

    static CompensationLine Line(CompensationPeriod period, (string Atc, string Group, Measure Measure) target,
        IReadOnlyList<DutyDay> days, PackPrice? price)
    {
        var (count, must, held) = (period.Days.Days!.Value, (Int128)0, (Int128)0);
        foreach (var day in days)
            (must, held) = (must + day.Must, held + Math.Max(0, Math.Min(day.Held, day.Must)));
        var average = (long)(held / count);
        var value = price is null ? Money.Zero
            : new Money((long)(((Int128)average * price.Price.Ore + price.Holds / 2) / price.Holds));
        return new(target.Atc, target.Group, target.Measure, period, (long)(must / count), average,
            days.Count(day => day.Held < day.Must), price, value, Money.Zero);
    }

    static IReadOnlyList<PayerShare> Payers(IReadOnlyList<CompensationLine> lines) =>
    [
        .. from some in lines.GroupBy(line => string.Join(' ', line.Period.Payers))
           let payers = some.First().Period.Payers
           let parts = Share.Split(Money.Sum(some.Select(line => line.Amount)), [.. payers.Select(_ => 1L)])
           from share in payers.Select((payer, i) => new PayerShare(payer, parts[i]))
           group share.Amount by share.Payer into own
           select new PayerShare(own.Key, Money.Sum(own)),
    ];

    static IEnumerable<DateRange> Months(DateRange days)
    {
        for (var month = Month.Of(days.From); month.FirstDay < days.To; month = month.Plus(1))
            if (month.Range.Intersect(days) is { } part) yield return part;
    }
}
