using Forsyn.Core.Ledger;

namespace Forsyn.Core.Stock;

/// <summary>Units of a lot in a slot of the holder's, when the report's day ended and now.</summary>
public sealed record HeldSlot(long Lot, Slot Slot, long Then, long Now);

/// <summary>Units to be added to a slot (or taken, below zero) so that the books say what was counted.</summary>
public readonly record struct ReportMove(long Lot, Slot Slot, long Units);

/// <summary>What a line does to the books.</summary>
/// <param name="LeftToRecall">Units too many in the books that a recall accounts for, and no report.</param>
/// <param name="Missing">Units that cannot be taken, since they are promised to orders.</param>
public sealed record LinePlan(IReadOnlyList<ReportMove> Moves, long LeftToRecall, long Missing);

/// <summary>Spreads the difference between a count and the books over the slots of a lot.</summary>
public static class ReportPlan
{
    // What is for preparedness is taken last.
    static readonly Pool[] TakenFirst =
        [Pool.Sale, Pool.Programme, Pool.Emergency, Pool.PreparednessPrimary, Pool.PreparednessSpecialist];

    /// <summary>The slots a line counts: all of the lot unless it names a place or a pool. What is on its way in is
    /// on no shelf.</summary>
    public static IReadOnlyList<HeldSlot> Counted(CountedLine line, IEnumerable<HeldSlot> ofLot) =>
        [.. ofLot.Where(held => Counts(line, held))];

    /// <summary>Units the books had of what a line counts when its day ended.</summary>
    public static long Was(CountedLine line, IReadOnlyList<HeldSlot> ofLot)
    {
        var was = 0L;
        for (var i = 0; i < ofLot.Count; i++)
            if (Counts(line, ofLot[i])) was += ofLot[i].Then;
        return was;
    }

    static bool Counts(CountedLine line, HeldSlot held) => held.Slot.Status != Status.InTransit
        && (line.Place is null || held.Slot.Place == line.Place)
        && (line.Pool is null || held.Slot.Pool == line.Pool);

    /// <summary>
    /// More than the books have goes to the slot that has most, or to the new one; as recalled where the lot is under
    /// an open recall. Less is taken from what is available, then from quarantine; never from what is reserved, and
    /// what is recalled is for the recall to account for.
    /// </summary>
    public static LinePlan Of(long lot, IReadOnlyList<HeldSlot> counted, long units, Slot otherwise, bool recalled)
    {
        var difference = units - counted.Sum(held => held.Then);
        if (difference == 0) return new([], 0, 0);
        if (difference > 0)
        {
            var most = counted.Where(held => held.Slot.Status == Status.Available && held.Then > 0)
                .OrderByDescending(held => held.Then).FirstOrDefault()?.Slot
                ?? counted.FirstOrDefault(held => held.Then > 0)?.Slot ?? otherwise;
            return new([new(lot, most with { Status = recalled ? Status.Recalled : Status.Available }, difference)],
                0, 0);
        }
        var (moves, left) = (new List<ReportMove>(), -difference);
        foreach (var held in counted.Where(held => held.Slot.Status is Status.Available or Status.Quarantine)
            .OrderBy(held => held.Slot.Status).ThenBy(held => Array.IndexOf(TakenFirst, held.Slot.Pool))
            .ThenByDescending(held => held.Then))
        {
            var taken = Math.Min(left, held.Then);
            if (taken <= 0) continue;
            moves.Add(new(lot, held.Slot, -taken));
            left -= taken;
        }
        var toRecall = Math.Min(left,
            counted.Where(held => held.Slot.Status == Status.Recalled).Sum(held => Math.Max(0, held.Then)));
        return new(moves, toRecall, left - toRecall);
    }
}
