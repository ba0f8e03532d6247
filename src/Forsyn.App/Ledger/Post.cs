using System.Data.Common;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>The one function that moves anything: books linked transfers and their balances, all or none.</summary>
public static class Post
{
    public const string TransferColumns =
        "holder_id, id, link, lot_id, quantity, from_status, from_place, from_pool, to_status, to_place, to_pool, " +
        "reason, source, counts_on, recorded_at, recorded_by, settles, corrects";

    /// <summary>
    /// Adds the booking to a batch of the caller's transaction and returns the transfers' ids. When the batch runs,
    /// units that are not there break the guard "balance_never_negative": the whole transaction fails and Db.Write runs
    /// it again. The rows go in before the balances, so a repeated source is told from missing units, and the balances,
    /// which others wait for, are locked last.
    /// </summary>
    public static Result<IReadOnlyList<long>> Append(
        Batch batch, IReadOnlyList<Transfer> transfers, Moment now, string by)
    {
        var changes = LedgerRules.Changes(transfers);
        if (!changes.Ok) return changes.Refusal!;
        var first = batch.Tx.Ids.Next(transfers.Count);
        batch.AddRows($"insert into transfer ({TransferColumns}) {{values}}",
            [.. transfers.Select((t, i) => Row(t, first + i, first, now, by))]);
        AppendChanges(batch, changes.Value, now);
        return transfers.Select((_, i) => first + i).ToList();
    }

    // From here on the rows themselves go in bulk; the balances are still changed under their guard.
    const int Many = 500;

    /// <summary>As Append, for postings that may be long, such as a report of everything a wholesaler has.</summary>
    public static async Task<Result<IReadOnlyList<long>>> Load(
        Batch batch, IReadOnlyList<Transfer> transfers, Moment now, string by)
    {
        if (transfers.Count < Many) return Append(batch, transfers, now, by);
        var changes = LedgerRules.Changes(transfers);
        if (!changes.Ok) return changes.Refusal!;
        var first = batch.Tx.Ids.Next(transfers.Count);
        await Bulk.Load(batch.Tx, "transfer", TransferColumns.Split(", "),
            transfers.Select((t, i) => Row(t, first + i, first, now, by)));
        await LoadChanges(batch.Tx, changes.Value, now);
        return transfers.Select((_, i) => first + i).ToList();
    }

    internal static object?[] Row(Transfer t, long id, long link, Moment now, string by) =>
    [
        t.Holder, id, link, t.Lot, t.Quantity, (short)t.From.Status, t.From.Place, (short)t.From.Pool,
        (short)t.To.Status, t.To.Place, (short)t.To.Pool, t.Reason, t.Source, t.CountsOn, now, by, t.Settles,
        t.Corrects,
    ];

    // Every row is made to exist first, then locked, then changed, each time in account order: a transaction that holds
    // a lock never waits for one that sorts earlier, so two of them cannot wait for each other.
    static void AppendChanges(Batch batch, IReadOnlyList<Change> changes, Moment now)
    {
        const string key = "holder_id, status, lot_id, place_id, pool";
        var rows = changes.Select(c => (object?[])[.. Key(c.Account), 0L, now]).ToList();
        batch.AddRows($"insert into balance ({key}, quantity, changed_at) {{values}} on conflict do nothing", rows);
        if (batch.Tx.Kind == DbKind.Postgres)
            batch.AddRows($"select 1 from balance where ({key}) in ({{values}}) " +
                "order by status, holder_id, lot_id, place_id, pool for update",
                [.. changes.Select(c => Key(c.Account))]);
        batch.AddRows(
            "with change (h, s, l, p, o, units, at) as ({values}) " +
            "update balance set quantity = quantity + change.units, changed_at = change.at from change " +
            "where holder_id = change.h and status = change.s and lot_id = change.l and place_id = change.p and " +
            "pool = change.o",
            [.. changes.Select(c => (object?[])[.. Key(c.Account), c.Units, now])]);
    }

    // As AppendChanges, from a table beside the others: statements with a value for each row cost far more. On
    // PostgreSQL what was not there is written once, with its units, and need not be locked and changed; what takes
    // units from a balance that is not there begins at none and falls to the guard.
    static async Task LoadChanges(Tx tx, IReadOnlyList<Change> changes, Moment now)
    {
        const string key = "holder_id, status, lot_id, place_id, pool";
        const string same = "b.holder_id = c.holder_id and b.status = c.status and b.lot_id = c.lot_id and " +
            "b.place_id = c.place_id and b.pool = c.pool";
        const string order = "c.status, c.holder_id, c.lot_id, c.place_id, c.pool";
        const string takes = "c.units < 0 and c.status < 10";
        await tx.Do("create temp table if not exists posting (holder_id bigint, status smallint, lot_id bigint, " +
            "place_id bigint, pool smallint, units bigint)");
        await tx.Do("delete from posting");
        await Bulk.Load(tx, "posting", [.. key.Split(", "), "units"],
            changes.Select(c => (object?[])[.. Key(c.Account), c.Units]));
        if (tx.Kind == DbKind.Postgres)
        {
            // Nothing else tells the planner how many rows there are; with a wrong guess it reads all balances.
            await tx.Do("analyze posting");
            await tx.Do($"with fresh as (insert into balance ({key}, quantity, changed_at) " +
                $"select {key}, case when {takes} then 0 else units end, @now from posting c order by {order} " +
                $"on conflict do nothing returning {key}) " +
                $"delete from posting c using fresh b where {same} and not ({takes})", new { now });
            await tx.Do($"select count(*) from (select 1 from balance b join posting c on {same} order by {order} " +
                "for update of b) held");
        }
        else
            await tx.Do($"insert into balance ({key}, quantity, changed_at) select {key}, 0, @now from posting c " +
                "where true on conflict do nothing", new { now });
        await tx.Do("update balance as b set quantity = b.quantity + c.units, changed_at = @now from posting c " +
            $"where {same}", new { now });
        await tx.Do("delete from posting");
    }

    internal static object?[] Key(Account a) =>
        [a.Holder, (short)a.Slot.Status, a.Lot, a.Slot.Place, (short)a.Slot.Pool];

    /// <summary>
    /// Books linked transfers in a transaction of their own. The same sources with the same content are already done.
    /// </summary>
    /// <returns>
    /// The ids, and whether they were there before. Refuses what LedgerRules refuses, then source-used-differently,
    /// already-corrected, already-settled and not-enough-units.
    /// </returns>
    public static async Task<Result<Posted>> Run(Db db, IReadOnlyList<Transfer> transfers, Moment now, string by)
    {
        try
        {
            return await db.Write<Posted>(async tx =>
            {
                var batch = new Batch(tx);
                var ids = Append(batch, transfers, now, by);
                if (!ids.Ok) return ids.Refusal!;
                await batch.Run();
                return new Posted(ids.Value, AlreadyDone: false);
            }, whenShort: Refusal.Of("not-enough-units"));
        }
        catch (DbException e) when (Repeats(e) is { } code)
        {
            return await SameAsBefore(db, transfers, code);
        }
    }

    static string? Repeats(DbException e) =>
        Trouble.Duplicate(e, "transfer_source", "transfer.holder_id, transfer.source") ? "source-used-differently"
        : Trouble.Duplicate(e, "transfer_corrects", "transfer.holder_id, transfer.corrects") ? "already-corrected"
        : Trouble.Duplicate(e, "transfer_settles", "transfer.holder_id, transfer.settles") ? "already-settled"
        : null;

    static async Task<Result<Posted>> SameAsBefore(Db db, IReadOnlyList<Transfer> transfers, string code)
    {
        var ids = new List<long>();
        foreach (var t in transfers)
        {
            var row = await db.One<TransferRow>(
                $"select {TransferColumns} from transfer where holder_id = @Holder and source = @Source",
                new { t.Holder, t.Source });
            if (row is null) return Refusal.Of(code, "source", t.Source);
            if (row.ToTransfer() != t) return Refusal.Of("source-used-differently", "source", t.Source);
            ids.Add(row.Id);
        }
        return new Posted(ids, AlreadyDone: true);
    }
}

public sealed record Posted(IReadOnlyList<long> Ids, bool AlreadyDone);

/// <summary>A stored transfer.</summary>
public sealed class TransferRow
{
    public long Tx { get; init; }
    public long HolderId { get; init; }
    public long Id { get; init; }
    public long Link { get; init; }
    public long LotId { get; init; }
    public long Quantity { get; init; }
    public Status FromStatus { get; init; }
    public long FromPlace { get; init; }
    public Pool FromPool { get; init; }
    public Status ToStatus { get; init; }
    public long ToPlace { get; init; }
    public Pool ToPool { get; init; }
    public string Reason { get; init; } = "";
    public string Source { get; init; } = "";
    public DateOnly CountsOn { get; init; }
    public long RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public long? Settles { get; init; }
    public long? Corrects { get; init; }

    public Transfer ToTransfer() => new(
        HolderId, LotId, new Quantity(Quantity), new Slot(FromStatus, FromPlace, FromPool),
        new Slot(ToStatus, ToPlace, ToPool), Reason, Source, CountsOn, Settles, Corrects);
}
