using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Fulfilment;

/// <param name="CollectedBy">Who took the products away: name and workplace, or the carrier.</param>
/// <param name="WithoutConsultation">The pharmacist judges that the physician on duty need not be asked.</param>
/// <param name="ConditionsMet">The pharmacist has seen that the conditions of the blue prescriptions are met.</param>
public sealed record HandOutRequest(
    string? CollectedBy, bool? WithoutConsultation = null, bool? ConditionsMet = null);

/// <summary>
/// Hands an emergency order out at the on-call pharmacy: released, lots chosen from its own stock, picked and sent, one
/// step after the other through the same use cases as at FHI. Stopped on the way, it goes on where it stands.
/// </summary>
public static class HandOut
{
    /// <summary>
    /// Refuses order-unknown, order-not-at-the-pharmacy, hand-out-incomplete with a finding for each thing that is
    /// missing, and what the steps refuse.
    /// </summary>
    public static async Task<Result<DispatchAnswer>> Run(
        Db db, long number, HandOutRequest request, Moment now, Caller caller)
    {
        var found = await GetOrder.Run(db, number, caller);
        if (!found.Ok) return found.Refusal!;
        var order = found.Value.Head;
        if (order.Route != "pharmacy") return Refusal.Of("order-not-at-the-pharmacy", "number", $"{number}");
        var wrong = new List<Finding>();
        if (string.IsNullOrWhiteSpace(request.CollectedBy))
            wrong.Add(ReadOrder.Problem("collected-by-missing", null));
        if (request.WithoutConsultation != true && (await Consult.Of(db, number)).Count == 0)
            wrong.Add(ReadOrder.Problem("consultation-not-decided", null));
        var blueWaits = await BlueLines.Waiting(db, number);
        if (blueWaits && request.ConditionsMet != true)
            wrong.Add(ReadOrder.Problem("blue-conditions-not-confirmed", null));
        if (wrong.Count > 0) return new Refusal("hand-out-incomplete", new Dictionary<string, string>(), wrong);
        // The key names the last step: with it a hand-out that is sent twice is answered as the first time.
        var stepper = caller with { Once = null };
        var state = Kebab.Read<OrderState>(order.State);
        if (state is OrderState.Placed or OrderState.Held)
        {
            if (blueWaits && await BlueLines.Check(db, number, null, now, stepper) is { Ok: false } no)
                return no.Refusal!;
            var released = await MoveOrder.Run(db, number, OrderAction.Release, "", now, stepper);
            if (!released.Ok) return released.Refusal!;
            state = released.Value;
        }
        if (state == OrderState.Released)
        {
            var allocated = await AllocateOrder.Run(db, number, now, stepper);
            if (!allocated.Ok) return allocated.Refusal!;
            state = allocated.Value.State;
        }
        if (state == OrderState.Allocated)
        {
            var picked = await PickOrder.Run(db, number, null, now, stepper);
            if (!picked.Ok) return picked.Refusal!;
        }
        return await DispatchOrder.Run(db, number, now, caller, text: request.CollectedBy!.Trim());
    }
}
