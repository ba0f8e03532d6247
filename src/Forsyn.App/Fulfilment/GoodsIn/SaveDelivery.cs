using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>A delivery that a supplier has announced, as it is written down or changed.</summary>
/// <param name="Supplier">Key of the supplier.</param>
/// <param name="Agreement">Id of the framework agreement it is called off from, if any.</param>
/// <param name="Reference">The supplier's order number, or the number of the call-off.</param>
/// <param name="PlannedOn">yyyy-MM-dd.</param>
/// <param name="MinimumDays">Days of shelf life agreed to be left on arrival.</param>
public sealed record DeliveryRequest(
    string? Supplier, string? PlannedOn, IReadOnlyList<DeliveryLineRequest>? Lines, string? Reference = null,
    long? Agreement = null, long? MinimumDays = null);

/// <summary>What is to come of one product: by article number, GTIN or what a scanner reads.</summary>
/// <param name="Packs">Instead of units; whole packs.</param>
public sealed record DeliveryLineRequest(
    string? Product, long? Units, long? Packs = null, string? LotNumber = null, string? ExpiresOn = null);

public sealed record DeliveryAnswer(long Id, DeliveryState State, DateOnly PlannedOn, int Lines, Quantity Units);

/// <summary>Writes down what suppliers are to bring, and what they change about it; the history is kept.</summary>
public static class SaveDelivery
{
    /// <summary>
    /// Refuses holder-missing, and delivery-faulty with everything that is wrong; nothing is written then.
    /// </summary>
    public static Task<Result<DeliveryAnswer>> Register(
        Db db, DeliveryRequest request, Moment now, Caller caller) => db.Write<DeliveryAnswer>(async tx =>
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        var read = await ReadDelivery.Of(tx, request, now.Day);
        if (!read.Ok) return read.Refusal!;
        return await Save(tx, holder, read.Value, made: false, now, caller);
    }, caller.Once);

    internal static async Task<DeliveryAnswer> Save(
        Tx tx, long holder, ReadDelivery read, bool made, Moment now, Caller caller)
    {
        var (id, batch) = (tx.Ids.Next(), new Batch(tx));
        batch.Add("insert into delivery (id, holder_id, supplier_id, agreement_id, reference, planned_on, " +
            "minimum_days, state, made, version, recorded_at, recorded_by) " +
            "values (?, ?, ?, ?, ?, ?, ?, 'expected', ?, 1, ?, ?)", id, holder, read.Supplier, read.Agreement,
            read.Reference, read.PlannedOn, read.MinimumDays, made, now, caller.PersonaId);
        Lines(batch, id, read.Lines);
        DeliveryEvents.Append(batch, id, "registered", read.PlannedOn, "", now, caller);
        await batch.Run();
        return new(id, DeliveryState.Expected, read.PlannedOn, read.Lines.Count, read.Units);
    }

    /// <summary>
    /// What is new about a delivery of which nothing has come: other lines, another day, another reference. Refuses
    /// delivery-unknown, delivery-changed-meanwhile, delivery-not-in-state and delivery-faulty.
    /// </summary>
    public static Task<Result<DeliveryAnswer>> Change(
        Db db, long id, DeliveryRequest request, string? text, Moment now, Caller caller, long? version = null) =>
        db.Write<DeliveryAnswer>(async tx =>
        {
            var head = await DeliveryHead.Lock(tx, id, caller, version, DeliveryState.Expected);
            if (!head.Ok) return head.Refusal!;
            var read = await ReadDelivery.Of(tx, request, now.Day);
            if (!read.Ok) return read.Refusal!;
            var (delivery, batch) = (read.Value, new Batch(tx));
            batch.Add("update delivery set supplier_id = ?, agreement_id = ?, reference = ?, planned_on = ?, " +
                "minimum_days = ?, version = version + 1 where id = ?", delivery.Supplier, delivery.Agreement,
                delivery.Reference, delivery.PlannedOn, delivery.MinimumDays, id);
            batch.Add("delete from delivery_line where delivery_id = ?", id);
            Lines(batch, id, delivery.Lines);
            DeliveryEvents.Append(batch, id, "changed", delivery.PlannedOn, text?.Trim() ?? "", now, caller);
            await batch.Run();
            return new DeliveryAnswer(
                id, DeliveryState.Expected, delivery.PlannedOn, delivery.Lines.Count, delivery.Units);
        }, caller.Once);

    /// <summary>
    /// Another planned day, with the reason. Refuses what Change refuses, reason-missing and delivery-day-unreadable.
    /// </summary>
    public static Task<Result<DeliveryAnswer>> Delay(
        Db db, long id, string? plannedOn, string? text, Moment now, Caller caller, long? version = null) =>
        db.Write<DeliveryAnswer>(async tx =>
        {
            var head = await DeliveryHead.Lock(
                tx, id, caller, version, DeliveryState.Expected, DeliveryState.PartlyReceived);
            if (!head.Ok) return head.Refusal!;
            if (!DateOnly.TryParseExact(plannedOn, "yyyy-MM-dd", out var day))
                return Refusal.Of("delivery-day-unreadable", "day", plannedOn ?? "");
            if (day < now.Day) return Refusal.Of("delivery-day-has-passed", "day", $"{day:yyyy-MM-dd}");
            if (string.IsNullOrWhiteSpace(text)) return Refusal.Of("reason-missing", "action", "delay");
            var batch = new Batch(tx);
            batch.Add("update delivery set planned_on = ?, version = version + 1 where id = ?", day, id);
            DeliveryEvents.Append(batch, id, "delayed", day, text.Trim(), now, caller);
            await batch.Run();
            return await head.Value.Answer(tx, head.Value.StateValue, day);
        }, caller.Once);

    /// <summary>
    /// Nothing more comes of it, with the reason: cancelled, or received when a part has come. Refuses what Delay
    /// refuses.
    /// </summary>
    public static Task<Result<DeliveryAnswer>> Cancel(
        Db db, long id, string? text, Moment now, Caller caller, long? version = null) =>
        db.Write<DeliveryAnswer>(async tx =>
        {
            var head = await DeliveryHead.Lock(
                tx, id, caller, version, DeliveryState.Expected, DeliveryState.PartlyReceived);
            if (!head.Ok) return head.Refusal!;
            if (string.IsNullOrWhiteSpace(text)) return Refusal.Of("reason-missing", "action", "cancel");
            var state = head.Value.StateValue == DeliveryState.Expected
                ? DeliveryState.Cancelled : DeliveryState.Received;
            var batch = new Batch(tx);
            batch.Add("update delivery set state = ?, version = version + 1 where id = ?", Kebab.Of(state), id);
            DeliveryEvents.Append(batch, id, state == DeliveryState.Cancelled ? "cancelled" : "closed", null,
                text.Trim(), now, caller);
            await batch.Run();
            return await head.Value.Answer(tx, state, head.Value.PlannedOn);
        }, caller.Once);

    static void Lines(Batch batch, long id, IReadOnlyList<AnnouncedLine> lines) => batch.AddRows(
        "insert into delivery_line (delivery_id, line, article_number, lot_number, expires_on, units, received) " +
        "{values}",
        [.. lines.Select(line => (object?[])
            [id, (long)line.Line, line.Article, line.LotNumber, line.ExpiresOn, line.Units, 0L])]);
}

/// <summary>What happened to a delivery, in order.</summary>
static class DeliveryEvents
{
    public static void Append(
        Batch batch, long delivery, string kind, DateOnly? planned, string text, Moment now, Caller caller) =>
        batch.Add("insert into delivery_event (id, delivery_id, kind, planned_on, text, at, by_person) " +
            "values (?, ?, ?, ?, ?, ?, ?)", batch.Tx.Ids.Next(), delivery, kind, planned, text, now, caller.Name);
}
