using Forsyn.Core.Stock;

namespace Forsyn.Core.Preparedness;

/// <summary>How new units are bought: all numbers are more than zero, except that delivery may take no days.</summary>
/// <param name="LeadDays">Days from order to arrival.</param>
/// <param name="LifeDays">Days of shelf life a unit has when it arrives.</param>
/// <param name="CycleDays">Days of sale an order covers.</param>
/// <param name="Multiple">Units that are ordered together: a pack, a pallet.</param>
/// <param name="Lead">What the lead time rests on.</param>
public readonly record struct Buying(
    int LeadDays, int LifeDays, int CycleDays, long Multiple, LeadBasis Lead = LeadBasis.Common);

/// <summary>What a plan for one holder and one product starts from.</summary>
/// <param name="Lots">All lots, those on order too; ids above zero.</param>
/// <param name="Floor">Units that must be there when each day ends, from the first day; the last figure holds for all
/// later days. Never empty.</param>
/// <param name="Kept">The lots that are stockpile today; only the loss without rotation asks for them.</param>
/// <param name="DaysLeft">Days of shelf life a unit must have left when it is sold or counted.</param>
/// <param name="Stop">Days on which nothing arrives; what was under way comes when they are over.</param>
public sealed record RotationFacts(
    IReadOnlyList<ProjectedLot> Lots, IReadOnlySet<long> Kept, DailyUse Sale, IReadOnlyList<long> Floor, long Ordinary,
    Buying Buying, DateOnly From, int Days, Money UnitPrice, int DaysLeft = 0, DateRange? Stop = null)
{
    /// <summary>The floor of a day, counted from zero.</summary>
    public long FloorOn(int day) => Floor[Math.Min(day, Floor.Count - 1)];
}

/// <summary>Units to buy, and when.</summary>
/// <param name="Lot">Minus one for the first purchase, minus two for the second, and so on.</param>
public readonly record struct Purchase(long Lot, DateOnly OrderOn, DateOnly ArrivesOn, Quantity Units);

/// <summary>Why a floor cannot hold.</summary>
public enum BreachCause
{
    /// <summary>There was less than the floor when the plan begins, and nothing can arrive sooner.</summary>
    OpensBelow,
    /// <summary>So much expires at once that what can be ordered comes too late.</summary>
    Expiry,
    /// <summary>The floor rises before more can arrive.</summary>
    FloorRises,
}

/// <summary>Days in a row on which the floor does not hold, in units, and why.</summary>
public readonly record struct FloorBreach(Shortfall Short, BreachCause Cause);

/// <summary>
/// A plan that keeps the floor of a stockpile while its lots leave for the ordinary market before they expire.
/// </summary>
/// <param name="Ahead">What becomes of each lot and each day, purchases included. Sale that stands under the floor is
/// not made, and is unmet.</param>
/// <param name="Breaches">Empty where the floor holds every day.</param>
/// <param name="LostWithout">Units that would expire if the stockpile stood apart and only the rest were sold.</param>
/// <param name="Alarm">The first lot of those there today that cannot be sold in time; null where all can.</param>
public sealed record Rotation(
    Projection Ahead, IReadOnlyList<Purchase> Purchases, IReadOnlyList<FloorBreach> Breaches, Quantity LostWithout,
    Money LossWithout, LotOutcome? Alarm)
{
    /// <summary>
    /// Sells what expires first, over stockpile and ordinary stock alike (STS-004), and buys no earlier than stock
    /// would fall below floor and ordinary stock, in orders of a cycle's sale.
    /// </summary>
    public static Rotation Plan(RotationFacts facts)
    {
        if (facts.Floor.Count == 0) throw new InvariantBroken("a floor has at least one figure");
        if (facts.Buying is not { LeadDays: >= 0, LifeDays: > 0, CycleDays: > 0, Multiple: > 0 })
            throw new InvariantBroken($"nobody can buy by {facts.Buying}");
        var lots = facts.Lots.Select(lot => Held(lot, facts)).ToList();
        var purchases = Buy(lots, facts);
        var ahead = Project(lots, facts, facts.Floor);
        return new(ahead, purchases, Breached(ahead, facts), Lost(apart: true) + Lost(apart: false),
            facts.UnitPrice * (Lost(apart: true) + Lost(apart: false)).Units, FirstLost(ahead));

        Quantity Lost(bool apart) => Projection.Of(
            [.. facts.Lots.Where(lot => facts.Kept.Contains(lot.Lot) == apart)],
            apart ? DailyUse.None : facts.Sale, facts.From, facts.Days, default, facts.DaysLeft, curve: false).Lost;
    }

    static Projection Project(IReadOnlyList<ProjectedLot> lots, RotationFacts facts, IReadOnlyList<long>? floor) =>
        Projection.Of(lots, facts.Sale, facts.From, facts.Days, facts.UnitPrice, facts.DaysLeft, floor: floor);

    static ProjectedLot Held(ProjectedLot lot, RotationFacts facts) =>
        lot.ArrivesOn is { } day && day >= facts.From ? lot with { ArrivesOn = Open(day, facts) } : lot;

    // The first day from this one on which something can arrive.
    static DateOnly Open(DateOnly day, RotationFacts facts) =>
        facts.Stop is { } stop && stop.Contains(day) ? stop.To ?? DateOnly.MaxValue : day;

    static List<Purchase> Buy(List<ProjectedLot> lots, RotationFacts facts)
    {
        var (purchases, looked) = (new List<Purchase>(), 0);
        while (true)
        {
            var days = Project(lots, facts, null).Days;
            var low = looked;
            while (low < days.Count && Missing(days[low], low, facts) <= 0) low++;
            if (low == days.Count) return purchases;
            var soonest = Math.Max(low, facts.Buying.LeadDays);
            var arrives = Open(facts.From.AddDays(soonest), facts).DayNumber - facts.From.DayNumber;
            if (arrives >= days.Count) return purchases;
            looked = Math.Min(arrives + facts.Buying.CycleDays, days.Count);
            var units = Wanted(days, arrives, looked, facts);
            if (units <= 0) continue;
            var day = facts.From.AddDays(arrives);
            var lot = -1L - purchases.Count;
            purchases.Add(new(lot, day.AddDays(-facts.Buying.LeadDays), day, new(units)));
            lots.Add(new(lot, new(units), day.AddDays(facts.Buying.LifeDays), day));
        }
    }

    static long Missing(ProjectedDay day, int n, RotationFacts facts) =>
        facts.FloorOn(n) + facts.Ordinary - day.Stock.Units + day.Unmet.Units;

    // The most that is missing on any day of the cycle; what was wanted and not there adds up.
    static long Wanted(IReadOnlyList<ProjectedDay> days, int from, int to, RotationFacts facts)
    {
        var (most, unmet) = (0L, 0L);
        for (var n = from; n < to; n++)
        {
            most = Math.Max(most, Missing(days[n], n, facts) + unmet);
            unmet += days[n].Unmet.Units;
        }
        return new Quantity(most).PacksRoundedUp(facts.Buying.Multiple) * facts.Buying.Multiple;
    }

    static List<FloorBreach> Breached(Projection ahead, RotationFacts facts) =>
        [.. Shortfall.In(ahead.Days.Select((day, n) => (day.Day, facts.FloorOn(n) - day.Stock.Units)))
            .Select(one => new FloorBreach(one, Cause(ahead, one.From.DayNumber - facts.From.DayNumber)))];

    // Sale never takes what is under the floor, so one of three things has happened.
    static BreachCause Cause(Projection ahead, int n) =>
        ahead.Days[n].Lost > Quantity.Zero ? BreachCause.Expiry
        : n == 0 ? BreachCause.OpensBelow
        : BreachCause.FloorRises;

    static LotOutcome? FirstLost(Projection ahead)
    {
        LotOutcome? first = null;
        foreach (var lot in ahead.Lots)
            if (lot is { Lot: > 0, Lost.Units: > 0 } && (first is null || lot.GoneOn < first.Value.GoneOn)) first = lot;
        return first;
    }
}
