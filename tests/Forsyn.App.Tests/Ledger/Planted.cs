using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using static Forsyn.App.Tests.Ledger.LedgerSamples;

namespace Forsyn.App.Tests.Ledger;

/// <summary>Breaks a ledger the way someone with the database password could, past every guard.</summary>
static class Planted
{
    /// <summary>
    /// Runs statements with triggers, checks and unique constraints of the ledger's tables taken away.
    /// </summary>
    public static Task Unguarded(Db db, params string[] statements) => db.Write<bool>(async tx =>
    {
        await Unguarded(tx, statements);
        return true;
    });

    public static async Task Unguarded(Tx tx, params string[] statements)
    {
        var open = tx.Kind == DbKind.Postgres ? OpenPostgres : OpenSqlite;
        foreach (var sql in open.Concat(statements)) await tx.Do(sql);
    }

    static readonly string[] OpenPostgres =
    [
        "drop trigger if exists transfer_immutable on transfer", "drop trigger if exists seal_immutable on seal",
        "alter table balance drop constraint if exists balance_never_negative",
        "alter table transfer drop constraint if exists transfer_source",
        "drop index if exists transfer_corrects", "drop index if exists transfer_settles",
    ];

    // A unique constraint of SQLite goes only with its table: a bare copy takes the table's place.
    static readonly string[] OpenSqlite =
    [
        "drop trigger if exists seal_no_update", "drop trigger if exists seal_no_delete",
        "create table bare_transfer as select * from transfer", "drop table transfer",
        "alter table bare_transfer rename to transfer",
        "create table bare_balance as select * from balance", "drop table balance",
        "alter table bare_balance rename to balance",
    ];

    /// <summary>
    /// Statements that book a transfer and its balances as the program does, without asking whether it may.
    /// </summary>
    public static string[] Booked(Transfer t, long id, long link = 0) =>
    [
        "insert into transfer (tx, holder_id, id, link, lot_id, quantity, from_status, from_place, from_pool, " +
        "to_status, to_place, to_pool, reason, source, counts_on, recorded_at, recorded_by, settles, corrects) " +
        $"values ((select max(tx) + 1 from transfer), {t.Holder}, {id}, {(link == 0 ? id : link)}, " +
        $"{t.Lot}, {t.Quantity}, {Values(t.From)}, {Values(t.To)}, " +
        $"'{t.Reason}', '{t.Source}', '{t.CountsOn:yyyy-MM-dd}', {Now.Microseconds}, 'planter', " +
        $"{Null(t.Settles)}, {Null(t.Corrects)})",
        .. Moved(t.Debit, -t.Quantity.Units), .. Moved(t.Credit, t.Quantity.Units),
    ];

    static string[] Moved(Account a, long units)
    {
        var where = $"holder_id = {a.Holder} and status = {(short)a.Slot.Status} and lot_id = {a.Lot} " +
            $"and place_id = {a.Slot.Place} and pool = {(short)a.Slot.Pool}";
        return
        [
            "insert into balance (holder_id, status, lot_id, place_id, pool, quantity, changed_at) " +
            $"select {a.Holder}, {(short)a.Slot.Status}, {a.Lot}, {a.Slot.Place}, {(short)a.Slot.Pool}, 0, 0 " +
            $"where not exists (select 1 from balance where {where})",
            $"update balance set quantity = quantity + ({units}) where {where}",
        ];
    }

    static string Values(Slot slot) => $"{(short)slot.Status}, {slot.Place}, {(short)slot.Pool}";
    static string Null(long? value) => value is { } number ? $"{number}" : "null";
}
