using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

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
        await using var stream = await connection.BeginRawBinaryCopyAsync(copy);
        var count = 0L;
        try
        {
            var buffer = new CopyBuffer(stream);
            buffer.Start();
            foreach (var row in rows)
            {
                if (row.Length != columns.Count) throw Uneven(table, columns, row);
                buffer.Row(row);
                if (buffer.Full) await buffer.Send();
                if (++count % 10_000 == 0) progress?.Invoke(count);
            }
            await buffer.End();
        }
        catch
        {
            // Otherwise closing the stream would keep what was sent.
            await stream.CancelAsync();
            throw;
        }
        return count;
    }

    static InvariantBroken Uneven(string table, IReadOnlyList<string> columns, object?[] row) =>
        new($"{row.Length} values for {columns.Count} columns of {table}");

    // Straight to SQLite: a command object for each row costs several times the insert itself.
    static long Insert(
        Tx tx, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows, Action<long>? progress)
    {
        var places = string.Join(", ", columns.Select((_, i) => $"?{i + 1}"));
        var handle = ((SqliteConnection)tx.Connection).Handle!;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(handle, $"insert into {table} ({string.Join(", ", columns)}) values ({places})",
                out var insert), handle);
        using var prepared = insert;
        var count = 0L;
        foreach (var row in rows)
        {
            if (row.Length != columns.Count) throw Uneven(table, columns, row);
            for (var i = 0; i < row.Length; i++) SqliteException.ThrowExceptionForRC(Bind(insert, i + 1, row[i]),
                handle);
            var done = raw.sqlite3_step(insert);
            if (done != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(done, handle);
            raw.sqlite3_reset(insert);
            if (++count % 10_000 == 0) progress?.Invoke(count);
        }
        return count;
    }

    // The same forms as Microsoft.Data.Sqlite writes: days as ISO text, booleans as 0 and 1.
    static int Bind(sqlite3_stmt insert, int place, object? value) => value switch
    {
        string text => BindText(insert, place, text),
        long number => raw.sqlite3_bind_int64(insert, place, number),
        int or short => raw.sqlite3_bind_int64(insert, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        bool flag => raw.sqlite3_bind_int64(insert, place, flag ? 1 : 0),
        null or DBNull => raw.sqlite3_bind_null(insert, place),
        DateOnly day => BindText(insert, place, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        double number => raw.sqlite3_bind_double(insert, place, number),
        byte[] bytes => raw.sqlite3_bind_blob(insert, place, bytes),
        _ when Batch.Stored(value) is var stored && stored.GetType() != value.GetType() => Bind(insert, place, stored),
        _ => throw new InvariantBroken($"a {value.GetType().Name} cannot be written in bulk"),
    };

    static int BindText(sqlite3_stmt insert, int place, string text)
    {
        if (text.Length > 300) return raw.sqlite3_bind_text(insert, place, text);
        Span<byte> utf8 = stackalloc byte[1024];
        return raw.sqlite3_bind_text(insert, place, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }
}
