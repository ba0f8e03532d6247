using System.Buffers.Binary;
using System.Text;
using Forsyn.Core.Basics;

namespace Forsyn.App.Database;

/// <summary>
/// Rows as PostgreSQL's binary COPY takes them, kept until there are enough to send. Npgsql's own writer looks each
/// value's type up anew, which costs more than the server needs for the row.
/// </summary>
sealed class CopyBuffer(Stream copy)
{
    const int SendAt = 1 << 16;
    static readonly DateOnly Epoch = new(2000, 1, 1);
    static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    byte[] _bytes = new byte[2 * SendAt];
    int _length;

    public void Start() => Bytes(Head);

    /// <summary>Adds a row; the caller sends when Full says so.</summary>
    public void Row(object?[] row)
    {
        Short((short)row.Length);
        foreach (var value in row) Value(value);
    }

    public bool Full => _length >= SendAt;

    public async Task Send()
    {
        await copy.WriteAsync(_bytes.AsMemory(0, _length));
        _length = 0;
    }

    public async Task End()
    {
        Short(-1);
        await Send();
    }

    // A long is written as bigint and a short as smallint: the .NET type is that of the column, as with Npgsql's own.
    void Value(object? value)
    {
        switch (value)
        {
            case null or DBNull: Int(-1); break;
            case long number: Int(8); BinaryPrimitives.WriteInt64BigEndian(Take(8), number); break;
            case short number: Int(2); Short(number); break;
            case string text: Text(text); break;
            case bool flag: Int(1); Take(1)[0] = flag ? (byte)1 : (byte)0; break;
            case DateOnly day: Int(4); Int(day.DayNumber - Epoch.DayNumber); break;
            case double number: Int(8); BinaryPrimitives.WriteDoubleBigEndian(Take(8), number); break;
            case byte[] bytes: Int(bytes.Length); Bytes(bytes); break;
            default:
                var stored = Batch.Stored(value);
                if (stored.GetType() == value.GetType())
                    throw new InvariantBroken($"a {value.GetType().Name} cannot be written in bulk");
                Value(stored);
                break;
        }
    }

    void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Int(length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));
    void Short(short number) => BinaryPrimitives.WriteInt16BigEndian(Take(2), number);
    void Int(int number) => BinaryPrimitives.WriteInt32BigEndian(Take(4), number);

    Span<byte> Take(int length)
    {
        if (_length + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + length));
        var taken = _bytes.AsSpan(_length, length);
        _length += length;
        return taken;
    }
}
