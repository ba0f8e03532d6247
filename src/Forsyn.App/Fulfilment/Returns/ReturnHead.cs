using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Fulfilment.Returns;

/// <summary>Fact: a return came to a state.</summary>
public sealed record ReturnMoved(long Return, ReturnState State, long Customer, long Supplier);

/// <summary>What was done to a return, and where it stands.</summary>
public sealed record ReturnAnswer(long Id, ReturnState State, Quantity Units);

/// <summary>A return as a use case that changes it reads it.</summary>
sealed class ReturnHead
{
    public long Id { get; init; }
    public long ShipmentId { get; init; }
    public long CustomerId { get; init; }
    public long SupplierId { get; init; }
    public string Reason { get; init; } = "";
    public string State { get; init; } = "";
    public long Version { get; init; }
    public ReturnReason ReasonValue => Kebab.Read<ReturnReason>(Reason);
    public ReturnState StateValue => Kebab.Read<ReturnState>(State);

    /// <summary>Locked until the transaction ends; refuses return-unknown and return-changed-meanwhile.</summary>
    public static async Task<Result<ReturnHead>> Lock(Tx tx, long id, bool asCustomer, Caller caller, long? version)
    {
        var head = await tx.One<ReturnHead>("select id, shipment_id, customer_id, supplier_id, reason, state, " +
            "version from goods_return where id = @id" + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
        if (head is null || (asCustomer ? head.CustomerId : head.SupplierId) != caller.Party)
            return Refusal.Of("return-unknown", "id", $"{id}");
        return version is { } seen && seen != head.Version
            ? Refusal.Of("return-changed-meanwhile", "id", $"{id}") : head;
    }

    /// <summary>Adds to the batch state, history and fact; refuses return-not-in-state.</summary>
    public Result<ReturnState> Move(Batch batch, ReturnAction action, string text, Moment now, Caller caller)
    {
        var next = ReturnRules.After(StateValue, action);
        if (!next.Ok) return next;
        batch.Add("update goods_return set state = ?, version = version + 1 where id = ?", Kebab.Of(next.Value), Id);
        Event(batch, Id, Kebab.Of(action), text, now, caller);
        Outbox.Append(batch, new ReturnMoved(Id, next.Value, CustomerId, SupplierId), now);
        return next;
    }

    public static void Event(Batch batch, long id, string kind, string text, Moment now, Caller caller) =>
        batch.Add("insert into goods_return_event (id, return_id, kind, text, at, by_person) values (?, ?, ?, ?, ?, ?)",
            batch.Tx.Ids.Next(), id, kind, text, now, caller.Name);

    public Task<List<ReturnRow>> Lines(Tx tx) => tx.List<ReturnRow>("""
        select r.line, r.lot_id, r.units, r.place_id, r.pool, r.received, r.waiting, l.lot_number, l.expires_on,
            p.name as product, p.storage
        from goods_return_line r join lot l on l.id = r.lot_id join product p on p.article_number = l.article_number
        where r.return_id = @Id order by r.line
        """, new { Id });
}

/// <summary>A line of a return.</summary>
sealed class ReturnRow
{
    public long Line { get; init; }
    public long LotId { get; init; }
    public long Units { get; init; }
    public long? PlaceId { get; init; }
    public Pool Pool { get; init; }
    public long? Received { get; init; }
    public long Waiting { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public string Product { get; init; } = "";
    public string Storage { get; init; } = "";

    public Slot At(Status status) => new(status, PlaceId ?? 0, Pool);
}
