using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Forsyn.App.Database;

/// <summary>Reads a database error: which of the few kinds that the program has an answer to is it?</summary>
public static class Trouble
{
    /// <summary>
    /// Deadlock or serialization failure, or a paper that another order was faster to use: nothing was done, the work
    /// may be run again.
    /// </summary>
    public static bool LostRace(DbException e) => e switch
    {
        PostgresException p =>
            p.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
            || Duplicate(p, "exemption_attachment_once", ""),
        SqliteException s => s.SqliteErrorCode is 5 or 6, // SQLITE_BUSY, SQLITE_LOCKED: another process writes
        _ => false,
    };

    static readonly string[] Guards = ["balance_never_negative", "exemption_never_overdrawn"];

    /// <summary>
    /// An inside account, or what is left of an exemption, would have fallen below zero: somebody else took the units
    /// first.
    /// </summary>
    public static bool Negative(DbException e) => e switch
    {
        PostgresException p =>
            p.SqlState == PostgresErrorCodes.CheckViolation && Guards.Contains(p.ConstraintName),
        SqliteException s => s.SqliteExtendedErrorCode == 275 && Guards.Any(s.Message.Contains),
        _ => false,
    };

    /// <summary>
    /// A unique constraint on the named columns (as in "transfer.holder_id, transfer.source") was hit.
    /// </summary>
    public static bool Duplicate(DbException e, string constraint, string sqliteColumns) => e switch
    {
        PostgresException p => p.SqlState == PostgresErrorCodes.UniqueViolation && p.ConstraintName == constraint,
        SqliteException s => s.SqliteExtendedErrorCode is 2067 or 1555 && s.Message.Contains(sqliteColumns),
        _ => false,
    };
}
