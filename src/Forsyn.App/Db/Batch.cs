using System.Text;
using Forsyn.Core.Basics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Forsyn.App.Database;

/// <summary>
/// Several statements sent to the database in one round trip, run in order, each written once for both databases.
/// </summary>
public sealed class Batch(Tx tx)
{
    // 65 535 parameters is PostgreSQL's limit a statement, 32 766 SQLite's; 500 rows of the widest table stay below
    // both.
    const int RowsAtMost = 500;
    // SQLite finds each parameter by looking through all of them, so a statement with thousands takes seconds.
    const int SqliteValuesAtMost = 600;
    readonly List<(string Sql, object[] Values)> _statements = [];

    public Tx Tx => tx;

    /// <summary>Adds a statement; every "?" takes the next value.</summary>
    public Batch Add(string sql, params object?[] values)
    {
        var text = new StringBuilder(sql.Length + values.Length * 2);
        var next = 0;
        foreach (var c in sql)
            if (c == '?') text.Append('$').Append(++next);
            else text.Append(c);
        if (next != values.Length) throw new InvariantBroken($"{values.Length} values for {next} places in: {sql}");
        _statements.Add((text.ToString(), [.. values.Select(Stored)]));
        return this;
    }

    /// <summary>
    /// Adds a statement in which {values} stands for all rows, as in "insert into t (a, b) {values}" or
    /// "with v (a, b) as ({values}) update …". A long list becomes several statements; no rows, no statement.
    /// </summary>
    public Batch AddRows(string sql, IReadOnlyList<object?[]> rows)
    {
        var place = sql.IndexOf("{values}", StringComparison.Ordinal);
        if (place < 0) throw new InvariantBroken($"no {{values}} in: {sql}");
        if (rows.Count == 0) return this;
        var most = tx.Kind == DbKind.Sqlite
            ? Math.Clamp(SqliteValuesAtMost / rows[0].Length, 1, RowsAtMost)
            : RowsAtMost;
        foreach (var chunk in rows.Chunk(most))
        {
            var text = new StringBuilder(sql, 0, place, sql.Length + chunk.Length * 40).Append("values ");
            var values = new List<object>(chunk.Length * chunk[0].Length);
            foreach (var row in chunk)
            {
                text.Append(values.Count == 0 ? "(" : ", (");
                for (var c = 0; c < row.Length; c++)
                {
                    values.Add(Stored(row[c]));
                    text.Append(c == 0 ? "$" : ", $").Append(values.Count);
                }
                text.Append(')');
            }
            _statements.Add((text.Append(sql, place + 8, sql.Length - place - 8).ToString(), [.. values]));
        }
        return this;
    }

    /// <summary>Runs what was added and forgets it; the number of rows changed is that of the last statement.</summary>
    public async Task<int> Run()
    {
        if (_statements.Count == 0) return 0;
        var changed = tx.Connection is NpgsqlConnection postgres ? await RunBatch(postgres) : RunEach();
        _statements.Clear();
        return changed;
    }

    async Task<int> RunBatch(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)tx.Transaction);
        foreach (var (sql, values) in _statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync();
        return (int)batch.BatchCommands[^1].RecordsAffected;
    }

    int RunEach()
    {
        var changed = 0;
        foreach (var (sql, values) in _statements)
        {
            using var command =
                new SqliteCommand(sql, (SqliteConnection)tx.Connection, (SqliteTransaction)tx.Transaction);
            for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"${i + 1}", values[i]);
            changed = command.ExecuteNonQuery();
        }
        return changed;
    }

    internal static object Stored(object? value) => value switch
    {
        null => DBNull.Value,
        Moment moment => moment.Microseconds,
        Money money => money.Ore,
        Quantity quantity => quantity.Units,
        Enum e => Convert.ToInt64(e, System.Globalization.CultureInfo.InvariantCulture),
        int i => (long)i,
        _ => value,
    };
}
