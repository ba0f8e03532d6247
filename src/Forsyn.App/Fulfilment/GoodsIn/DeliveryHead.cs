using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>A delivery as a use case that changes it reads it.</summary>
sealed class DeliveryHead
{
    public long Id { get; init; }
    public long HolderId { get; init; }
    public string State { get; init; } = "";
    public DateOnly PlannedOn { get; init; }
    public long? MinimumDays { get; init; }
    public long Version { get; init; }
    public DeliveryState StateValue => Kebab.Read<DeliveryState>(State);

    /// <summary>
    /// The delivery of the caller's party, locked until the transaction ends, in one of the states. Refuses
    /// delivery-unknown, delivery-changed-meanwhile and delivery-not-in-state.
    /// </summary>
    public static async Task<Result<DeliveryHead>> Lock(
        Tx tx, long id, Caller caller, long? version, params DeliveryState[] states)
    {
        var head = await tx.One<DeliveryHead>("select id, holder_id, state, planned_on, minimum_days, version " +
            "from delivery where id = @id" + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
        if (head is null || head.HolderId != caller.Party) return Refusal.Of("delivery-unknown", "id", $"{id}");
        if (version is { } seen && seen != head.Version) return Refusal.Of("delivery-changed-meanwhile", "id", $"{id}");
        return states.Contains(head.StateValue) ? head
            : Refusal.Of("delivery-not-in-state", "id", $"{id}", "state", head.State);
    }

    public async Task<DeliveryAnswer> Answer(Tx tx, DeliveryState state, DateOnly planned)
    {
        var units = await tx.List<long>("select units from delivery_line where delivery_id = @Id", new { Id });
        return new(Id, state, planned, units.Count, new(units.Sum()));
    }
}
