using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Forsyn.App.Database;

namespace Forsyn.App.Continuity;

/// <summary>
/// A row as one line of JSON, the same whichever database it stands in: whole numbers, texts, days as 2026-01-31, yes
/// and no as 1 and 0, bytes as base64. It is what a backup holds and what two databases are compared by.
/// </summary>
sealed class RowText : IDisposable
{
    readonly ArrayBufferWriter<byte> _line = new();
    // Norwegian letters stay as they are, so that a line can be read and searched.
    readonly Utf8JsonWriter _json;

    public RowText() => _json = new(_line, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The line, without its end; good until the next row is written.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<object?> row)
    {
        _line.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartArray();
        foreach (var value in row)
            switch (value)
            {
                case null or DBNull: _json.WriteNullValue(); break;
                case bool flag: _json.WriteNumberValue(flag ? 1 : 0); break;
                case long or int or short:
                    _json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
                case double number: _json.WriteNumberValue(number); break;
                case string words: _json.WriteStringValue(words); break;
                case byte[] bytes: _json.WriteBase64StringValue(bytes); break;
                case DateOnly day: _json.WriteStringValue(Day(day)); break;
                case DateTime day: _json.WriteStringValue(Day(DateOnly.FromDateTime(day))); break;
                default: throw new InvariantBroken($"a {value.GetType().Name} has no place in a row");
            }
        _json.WriteEndArray();
        _json.Flush();
        return _line.WrittenSpan;
    }

    /// <summary>The line that was written last.</summary>
    public ReadOnlyMemory<byte> Written => _line.WrittenMemory;

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The values of a line as the columns of this table keep them.</summary>
    public static object?[] Read(ReadOnlySpan<byte> line, IReadOnlyList<Kept> columns)
    {
        var json = new Utf8JsonReader(line);
        var row = new object?[columns.Count];
        if (!json.Read() || json.TokenType != JsonTokenType.StartArray) throw new JsonException("a row is a list");
        for (var i = 0; i < row.Length; i++)
        {
            json.Read();
            row[i] = json.TokenType == JsonTokenType.Null ? null : columns[i] switch
            {
                Kept.Small => json.GetInt16(),
                Kept.Whole => json.GetInt64(),
                Kept.Flag => json.GetInt64() != 0,
                Kept.Number => json.GetDouble(),
                Kept.Bytes => json.GetBytesFromBase64(),
                Kept.Day => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                _ => json.GetString(),
            };
        }
        if (!json.Read() || json.TokenType != JsonTokenType.EndArray) throw new JsonException("a row is too long");
        return row;
    }

    /// <summary>All rows of a table as they stand, one after the other; the array is used again for each.</summary>
    public static IEnumerable<object?[]> Of(Tx tx, TableShape table)
    {
        using var command = tx.Connection.CreateCommand();
        command.Transaction = tx.Transaction;
        command.CommandText = $"select {table.ColumnList} from {table.Name}";
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        var row = new object?[reader.FieldCount];
        while (reader.Read())
        {
            reader.GetValues(row!);
            yield return row;
        }
    }

    public void Dispose() => _json.Dispose();
}

/// <summary>
/// The content of a table in one number, whatever order its rows are read in: the sum of the rows' SHA-256.
/// </summary>
sealed class Content
{
    readonly ulong[] _sum = new ulong[4];

    public long Rows { get; private set; }

    public void Add(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        Rows++;
        for (var i = 0; i < _sum.Length; i++)
            _sum[i] = unchecked(_sum[i] + System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash[(i * 8)..]));
    }

    public TableContent Of(string table) =>
        new(table, Rows, string.Concat(_sum.Select(part => part.ToString("x16", CultureInfo.InvariantCulture))));
}

/// <summary>How many rows a table has, and what they say in one number.</summary>
public sealed record TableContent(string Table, long Rows, string Hash);
