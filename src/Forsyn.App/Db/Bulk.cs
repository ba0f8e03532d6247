using Forsyn.Core.Basics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Forsyn.App.Database;

/// <summary>
/// Loads many rows fast: binary COPY on PostgreSQL, one prepared insert on SQLite; the only code written twice.
/// </summary>
public static class Bulk
{
    /// <summary>
    /// Writes rows into empty space of a table; a constraint broken by any row fails them all. Returns how many.
    /// </summary>
    public static async Task<long> Load(
        Tx tx, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        Action<long>? progress = null) =>
        tx.Connection is NpgsqlConnection postgres
            ? await Copy(postgres, table, columns, rows, progress)
            : Insert(tx, table, columns, rows, progress);

    static async Task<long> Copy(
        NpgsqlConnection connection, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows,
        Action<long>? progress)
    {
        var copy = $"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)";
        await using var writer = await connection.BeginBinaryImportAsync(copy);
        var count = 0L;
        foreach (var row in rows)
        {
            await writer.StartRowAsync();
            foreach (var value in row)
            {
                var stored = Batch.Stored(value);
                if (stored is DBNull) await writer.WriteNullAsync(); else await writer.WriteAsync(stored);
            }
            if (++count % 10_000 == 0) progress?.Invoke(count);
        }
        await writer.CompleteAsync();
        return count;
    }

    static long Insert(
        Tx tx, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, Action<long>? progress)
    {
        var places = string.Join(", ", columns.Select((_, i) => $"${i + 1}"));
        using var command = new SqliteCommand(
            $"insert into {table} ({string.Join(", ", columns)}) values ({places})",
            (SqliteConnection)tx.Connection, (SqliteTransaction)tx.Transaction);
        for (var i = 0; i < columns.Count; i++) command.Parameters.AddWithValue($"${i + 1}", DBNull.Value);
        command.Prepare();
        var count = 0L;
        foreach (var row in rows)
        {
            if (row.Length != columns.Count)
                throw new InvariantBroken($"{row.Length} values for {columns.Count} columns of {table}");
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = Batch.Stored(row[i]);
            command.ExecuteNonQuery();
            if (++count % 10_000 == 0) progress?.Invoke(count);
        }
        return count;
    }
}
