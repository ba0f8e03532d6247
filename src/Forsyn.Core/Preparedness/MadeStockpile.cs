using Forsyn.Core.Ledger;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Preparedness;

/// <summary>A made stockpile of one package at one holder.</summary>
/// <param name="Units">What lies there at any time, about.</param>
/// <param name="Lots">Lots of the package.</param>
/// <param name="Fall">Where it was let fall short: the day, and how much was left, in hundredths.</param>
public sealed record MadePile(
    long Holder, long Place, Pool Pool, long Units, long UnitsPerPack, IReadOnlyList<(long Id, MadeLot Lot)> Lots,
    (DateOnly Day, int PercentLeft)? Fall = null);

/// <summary>
/// Makes how a stockpile was kept: it lies in a few lots, and each lot that comes takes the place of the one that
/// expires first, which is sold. Now and then that is forgotten. Nobody counted any of it.
/// </summary>
public static class MadeStockpile
{
    const int LotsAtATime = 3, ForgottenPercent = 15;

    /// <summary>Transfers from the first day to today, whole packs, in the order of their days.</summary>
    public static IReadOnlyList<Transfer> Of(MadePile pile, DateOnly first, DateOnly today, Random chance)
    {
        var (made, lying) = (new List<Transfer>(), new List<(long Id, MadeLot Lot)>());
        var shelf = new Slot(Status.Available, pile.Place, pile.Pool);
        var lots = pile.Lots.Where(lot => lot.Lot.ReceivedOn <= today).OrderBy(lot => lot.Lot.ReceivedOn)
            .ThenBy(lot => lot.Id).ToList();
        var there = lots.Where(lot => lot.Lot.ReceivedOn <= first).TakeLast(LotsAtATime).ToList();
        var later = lots.Where(lot => lot.Lot.ReceivedOn > first).ToList();
        // A package nobody had yet begins with its first lot.
        if (there.Count == 0) (there, later) = ([.. later.Take(1)], [.. later.Skip(1)]);
        var each = pile.Units / pile.UnitsPerPack / Math.Max(1, there.Count) * pile.UnitsPerPack;
        if (each == 0) return [];
        foreach (var lot in there)
        {
            Move(lot.Id, Slot.Outside(Status.Counted), shelf, "opening", "", Later(first, lot.Lot.ReceivedOn));
            lying.Add(lot);
        }
        var whole = true;
        foreach (var lot in later)
        {
            if (pile.Fall is { } fall && lot.Lot.ReceivedOn >= fall.Day) LetFall();
            Move(lot.Id, Slot.Outside(Status.Supplier), shelf, "receive", "", lot.Lot.ReceivedOn);
            var oldest = lying.MinBy(one => one.Lot.ExpiresOn);
            lying.Remove(oldest);
            lying.Add(lot);
            if (chance.Next(100) >= ForgottenPercent)
                Move(oldest.Id, shelf, Slot.Outside(Status.Counted), "report", "/out", lot.Lot.ReceivedOn);
        }
        LetFall();
        return made;

        // Once: so much is sold of each lot, and the lots that come later are as small as what is left.
        void LetFall()
        {
            if (!whole || pile.Fall is not { } fall || there.Exists(lot => lot.Lot.ReceivedOn > fall.Day)) return;
            whole = false;
            var left = each * fall.PercentLeft / 100 / pile.UnitsPerPack * pile.UnitsPerPack;
            each -= left;
            if (each > 0)
                foreach (var (id, _) in lying)
                    Move(id, shelf, Slot.Outside(Status.Counted), "report", "/fall", fall.Day);
            each = left;
        }

        void Move(long lot, Slot from, Slot to, string reason, string way, DateOnly day) => made.Add(new(pile.Holder,
            lot, new Quantity(each), from, to, reason, $"stockpile/{Kebab.Of(pile.Pool)}/{lot}{way}", day));
    }

    static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
