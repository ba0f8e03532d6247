using static Forsyn.Core.Preparedness.SupervisionState;

namespace Forsyn.Core.Preparedness;

/// <summary>How far the supervision of a wholesaler's stockpile has come (STP-011).</summary>
public enum SupervisionState
{
    Planned,
    /// <summary>The holder has been told, or the inspectors have handed the letter over at the door.</summary>
    Opened,
    /// <summary>The visit is over and the sample is counted.</summary>
    Inspected,
    /// <summary>The report with its findings is sent.</summary>
    Reported,
    Closed,
    Cancelled,
}

/// <summary>What is done in a supervision case; a note says something and moves nothing.</summary>
public enum SupervisionStep { Plan, Open, Inspect, Report, Close, Cancel, Reopen, Note }

/// <summary>The one table of where a step of a supervision case leads; what is not in it is refused.</summary>
public static class SupervisionFlow
{
    static readonly Dictionary<(SupervisionState, SupervisionStep), SupervisionState> Table = new()
    {
        [(Planned, SupervisionStep.Open)] = Opened,
        [(Opened, SupervisionStep.Inspect)] = Inspected,
        [(Inspected, SupervisionStep.Report)] = Reported,
        [(Reported, SupervisionStep.Close)] = Closed,
        [(Planned, SupervisionStep.Cancel)] = Cancelled,
        [(Opened, SupervisionStep.Cancel)] = Cancelled,
        // What was closed and turns out not to be mended goes on in the same case.
        [(Closed, SupervisionStep.Reopen)] = Reported,
    };

    /// <summary>The state a step leads to; refuses supervision-not-in-state.</summary>
    public static Result<SupervisionState> After(SupervisionState state, SupervisionStep step) =>
        step == SupervisionStep.Note ? state
        : Table.TryGetValue((state, step), out var next) ? next
        : Refusal.Of("supervision-not-in-state", "state", Kebab.Of(state), "step", Kebab.Of(step));

    public static IReadOnlyList<SupervisionStep> Possible(SupervisionState state) =>
        [.. Table.Keys.Where(key => key.Item1 == state).Select(key => key.Item2)];
}

/// <summary>How grave a deviation is, graded as inspections of good distribution practice grade theirs.</summary>
public enum DeviationGrade { Critical, Major, Other }

/// <summary>What is said of a deviation after it was written down.</summary>
public enum DeviationStep
{
    /// <summary>The holder tells what it has done.</summary>
    Answer,
    /// <summary>The regulator finds the answer good; the deviation is closed.</summary>
    Accept,
    /// <summary>The regulator does not, and sets a new deadline.</summary>
    Reject,
    /// <summary>The deadline is moved.</summary>
    Extend,
    /// <summary>The deviation should not have been written: it stays readable, and counts no more.</summary>
    Withdraw,
}

/// <summary>Where a deviation stands.</summary>
public enum DeviationState { Open, Answered, Closed, Withdrawn }

/// <summary>The one table of a deviation's steps, read from what was said of it.</summary>
public static class DeviationFlow
{
    static readonly Dictionary<(DeviationState, DeviationStep), DeviationState> Table = new()
    {
        [(DeviationState.Open, DeviationStep.Answer)] = DeviationState.Answered,
        [(DeviationState.Answered, DeviationStep.Answer)] = DeviationState.Answered,
        [(DeviationState.Answered, DeviationStep.Accept)] = DeviationState.Closed,
        // What the inspectors have seen mended themselves needs no letter from the holder.
        [(DeviationState.Open, DeviationStep.Accept)] = DeviationState.Closed,
        [(DeviationState.Answered, DeviationStep.Reject)] = DeviationState.Open,
        [(DeviationState.Open, DeviationStep.Extend)] = DeviationState.Open,
        [(DeviationState.Open, DeviationStep.Withdraw)] = DeviationState.Withdrawn,
        [(DeviationState.Answered, DeviationStep.Withdraw)] = DeviationState.Withdrawn,
    };

    /// <summary>The state a step leads to; refuses deviation-not-in-state.</summary>
    public static Result<DeviationState> After(DeviationState state, DeviationStep step) =>
        Table.TryGetValue((state, step), out var next) ? next
            : Refusal.Of("deviation-not-in-state", "state", Kebab.Of(state), "step", Kebab.Of(step));

    /// <summary>The state after steps that were each allowed when they were taken.</summary>
    public static DeviationState Of(IEnumerable<DeviationStep> steps) =>
        steps.Aggregate(DeviationState.Open, (state, step) => After(state, step).Value);

    public static IReadOnlyList<DeviationStep> Possible(DeviationState state) =>
        [.. Table.Keys.Where(key => key.Item1 == state).Select(key => key.Item2)];

    /// <summary>The deadline where none is set, by grade, in days from dated rule numbers.</summary>
    public static DateOnly Due(DeviationGrade grade, DateOnly from, RuleNumbers numbers) => from.AddDays(grade switch
    {
        DeviationGrade.Critical => numbers.Days("deviation-critical-days"),
        DeviationGrade.Major => numbers.Days("deviation-major-days"),
        _ => numbers.Days("deviation-other-days"),
    });
}

/// <summary>Why a counted line of a sample is not as the books say.</summary>
public enum SampleCause
{
    /// <summary>Nobody could say why.</summary>
    Unexplained,
    /// <summary>Sold or sent, and not yet in the report.</summary>
    NotReportedOut,
    /// <summary>Received, and not yet in the report.</summary>
    NotReportedIn,
    /// <summary>Booked on another lot of the same package.</summary>
    OtherLot,
    /// <summary>It lies at a place that was not counted.</summary>
    OtherPlace,
    /// <summary>Damaged or expired and not taken out of the books.</summary>
    Unusable,
}

/// <summary>A lot at a holder that may be chosen for a sample.</summary>
/// <param name="Key">What it is known by; chosen in this order where values are equal.</param>
/// <param name="Value">What lies there, in øre.</param>
public readonly record struct LotToSample(string Key, long Value);

/// <summary>Chooses what is counted on a visit.</summary>
public static class SampleOfLots
{
    /// <summary>
    /// Systematic sampling by value, as auditors choose: lots worth more than their share of the whole are always in,
    /// and of the others each krone has the same chance. The same seed chooses the same lots; the answer is in the
    /// order of the keys, and holds everything where there is no more than the number wanted.
    /// </summary>
    public static IReadOnlyList<LotToSample> Choose(IReadOnlyList<LotToSample> lots, int wanted, int seed)
    {
        if (wanted <= 0) return [];
        var rest = lots.OrderBy(lot => lot.Key, StringComparer.Ordinal).ToList();
        if (rest.Count <= wanted) return rest;
        var chosen = new List<LotToSample>();
        // A lot of no value weighs one øre, so that it can be met at all.
        while (wanted > chosen.Count)
        {
            var step = Step(rest, wanted - chosen.Count);
            var large = rest.Where(lot => Weight(lot) >= step).ToList();
            if (large.Count == 0) break;
            chosen.AddRange(large.OrderByDescending(Weight).Take(wanted - chosen.Count));
            rest = [.. rest.Except(chosen)];
        }
        if (chosen.Count < wanted) chosen.AddRange(Systematic(rest, wanted - chosen.Count, new Random(seed)));
        return [.. chosen.OrderBy(lot => lot.Key, StringComparer.Ordinal)];
    }

    static IEnumerable<LotToSample> Systematic(List<LotToSample> lots, int wanted, Random random)
    {
        var step = Step(lots, wanted);
        var (next, passed, taken) = (random.NextInt64(step), 0L, 0);
        foreach (var lot in lots)
        {
            passed += Weight(lot);
            if (passed <= next || taken == wanted) continue;
            (next, taken) = (next + step, taken + 1);
            yield return lot;
        }
    }

    // Every lot left is lighter than the step, so that none is met twice; rounded down, so that enough are met.
    static long Step(List<LotToSample> lots, int wanted) => Math.Max(1, lots.Sum(Weight) / wanted);

    static long Weight(LotToSample lot) => Math.Max(1, lot.Value);
}

/// <summary>What speaks for supervising a holder.</summary>
/// <param name="ShortDays">Days of the last twelve months on which something it must hold was missing, over all
/// targets.</param>
/// <param name="LateReports">Stock reports of the last twelve months that came late or not at all.</param>
/// <param name="LastVisit">The last time it was visited; null for never.</param>
/// <param name="OpenDeviations">Deviations of earlier cases that are not closed.</param>
public sealed record SupervisionRisk(
    string Holder, long ShortDays, long LateReports, DateOnly? LastVisit, long OpenDeviations)
{
    /// <summary>
    /// Holders in the order they should be visited: most days short first, then most late reports, then most open
    /// deviations, then who has waited longest. No weights are made up between things that do not compare.
    /// </summary>
    public static IReadOnlyList<SupervisionRisk> HighestFirst(IEnumerable<SupervisionRisk> all) =>
        [.. all.OrderByDescending(one => one.ShortDays).ThenByDescending(one => one.LateReports)
            .ThenByDescending(one => one.OpenDeviations).ThenBy(one => one.LastVisit ?? DateOnly.MinValue)
            .ThenBy(one => one.Holder, StringComparer.Ordinal)];
}
