using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// Open orders that lost their lots to a recall or a quarantine get others, and where there are none they wait as
/// released. Orders that nobody has allocated yet choose among what is left when their turn comes.
/// </summary>
public static class ReallocateLost
{
    internal static readonly Caller Program = new("forsyn", "Forsyn", [], null, "");

    public static readonly Subscriber OnLotTaken = new("lost-lots",
        new HashSet<string> { nameof(LotRecalled), nameof(LotQuarantined) }, async (tx, fact, now) =>
        {
            var documents = fact.Name == nameof(LotRecalled)
                ? fact.As<LotRecalled>().Documents : fact.As<LotQuarantined>().Documents;
            foreach (var document in documents)
                if (PlaceOrder.Number(document) is { } number) await Again(tx, number, now);
        });

    static async Task Again(Tx tx, long number, Moment now)
    {
        var locked = await MoveOrder.Lock(tx, number);
        if (!locked.Ok || locked.Value.StateValue is not (OrderState.Allocated or OrderState.Picked)) return;
        await tx.Transaction.SaveAsync("reallocation");
        if ((await AllocateOrder.Choose(tx, locked.Value, now, Program)).Ok) return;
        await tx.Transaction.RollbackAsync("reallocation");
        var batch = new Batch(tx);
        var freed = await AllocateOrder.GiveBack(batch, locked.Value, now, Program);
        var moved = MoveOrder.Append(batch, locked.Value, OrderAction.Withdraw, "", now, Program);
        if ((freed.Refusal ?? moved.Refusal) is { } no)
            throw new InvariantBroken($"order {number} cannot let go of recalled lots: {no.Code}");
        await batch.Run();
    }
}
