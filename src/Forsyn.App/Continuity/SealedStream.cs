using System.Buffers.Binary;
using Forsyn.App.Database;

namespace Forsyn.App.Continuity;

/// <summary>
/// Hides what is written in pieces of a megabyte. Each piece says which file it is of, its number and whether it is the
/// last, so that none can be changed, moved, taken from another file or cut away without it showing.
/// </summary>
sealed class SealedWriter(Stream file, Key key, string fileId) : OneWay
{
    internal const int Piece = 1 << 20;
    readonly byte[] _piece = new byte[Piece];
    int _filled;
    long _number;
    bool _ended;

    internal static string Place(string fileId, long number, bool last) =>
        $"backup {fileId} {number} {(last ? "last" : "more")}";

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_filled == Piece) Hide(last: false);
            var some = Math.Min(Piece - _filled, bytes.Length);
            bytes[..some].CopyTo(_piece.AsSpan(_filled));
            _filled += some;
            bytes = bytes[some..];
        }
    }

    void Hide(bool last)
    {
        var hidden = key.Hide(_piece[.._filled], Place(fileId, _number++, last));
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, hidden.Length);
        file.Write(length);
        file.Write(hidden);
        _filled = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended) Hide(last: _ended = true);
        base.Dispose(disposing);
    }

    public override bool CanWrite => true;
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
}

/// <summary>
/// Shows what SealedWriter hid; throws InvariantBroken or EndOfStreamException where it was tampered with.
/// </summary>
sealed class SealedReader(Stream file, Key key, string fileId) : OneWay
{
    byte[] _piece = [];
    int _at;
    long _number;
    bool _last;
    int? _next;

    public override int Read(Span<byte> buffer)
    {
        while (_at == _piece.Length)
        {
            if (_last) return 0;
            var length = _next ?? Next() ?? throw new EndOfStreamException();
            if (length is < 0 or > SealedWriter.Piece + 64) throw new EndOfStreamException();
            var hidden = new byte[length];
            file.ReadExactly(hidden);
            _next = Next();
            _last = _next is null;
            _piece = key.Show(hidden, SealedWriter.Place(fileId, _number++, _last));
            _at = 0;
        }
        var some = Math.Min(buffer.Length, _piece.Length - _at);
        _piece.AsSpan(_at, some).CopyTo(buffer);
        _at += some;
        return some;
    }

    // The length of the piece that comes, or null at the end of the file.
    int? Next()
    {
        Span<byte> length = stackalloc byte[4];
        var read = file.ReadAtLeast(length, 4, throwOnEndOfStream: false);
        if (read is > 0 and < 4) throw new EndOfStreamException();
        return read == 0 ? null : BinaryPrimitives.ReadInt32BigEndian(length);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override bool CanRead => true;
}

/// <summary>A stream that goes one way, from its beginning to its end.</summary>
abstract class OneWay : Stream
{
    public override bool CanRead => false;
    public override bool CanWrite => false;
    public override bool CanSeek => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
