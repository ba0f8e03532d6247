namespace Forsyn.Core.Preparedness;

/// <summary>
/// A holder's stock laid in two layers that are reported apart (INC-012): what counts towards the duty, what is
/// ordinary stock, and what is more than both ask for. The three sum to what is held, so no unit counts twice.
/// </summary>
public readonly record struct StockLayers(long Duty, long Ordinary, long Beyond)
{
    /// <summary>
    /// Stock set aside for preparedness counts towards the duty only. Stock for sale is ordinary stock up to the
    /// ordinary days; what is more counts towards a duty that is not met, where the scheme lets it.
    /// </summary>
    /// <param name="setAside">Held in the scheme's pool.</param>
    /// <param name="forSale">Held for sale.</param>
    [Rule("FOR-1993-12-21-1219 § 5", "STP-009", "INC-012")]
    public static StockLayers LayersOfStock(
        long setAside, long forSale, long mustHold, long mustHoldOrdinary, bool surplusCounts)
    {
        var ordinary = Math.Min(forSale, mustHoldOrdinary);
        var duty = Math.Min(setAside, mustHold);
        if (surplusCounts) duty += Math.Min(forSale - ordinary, mustHold - duty);
        return new(duty, ordinary, setAside + forSale - duty - ordinary);
    }

    /// <summary>
    /// All that counts towards a duty, also what is more than it asks for: what is set aside and, where the scheme lets
    /// it, what is for sale beyond the ordinary days.
    /// </summary>
    public static long Counting(long setAside, long forSale, long mustHoldOrdinary, bool surplusCounts) =>
        setAside + (surplusCounts ? Math.Max(0, forSale - mustHoldOrdinary) : 0);
}
