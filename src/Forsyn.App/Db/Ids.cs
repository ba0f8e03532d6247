using Dapper;

namespace Forsyn.App.Database;

/// <summary>
/// Gives ids before the rows are written, so that a whole order goes to the database in one batch. Each process takes
/// blocks from the counter table (hi/lo); ids are unique and rising within a process, with gaps after a restart.
/// </summary>
public sealed class Ids(Db db)
{
    const long IdBlock = 1 << 20;
    const long NumberBlock = 1000;
    readonly SemaphoreSlim _gate = new(1, 1);
    readonly Block _id = new("id", IdBlock), _order = new("order", NumberBlock);

    /// <summary>A new row id.</summary>
    public long Next() => _id.Take(1);
    /// <summary>The first of n consecutive row ids; n is at most half a million between two transactions.</summary>
    public long Next(long n) => _id.Take(n);
    /// <summary>A new order number, six digits or more.</summary>
    public long NextOrder() => _order.Take(1);

    /// <summary>
    /// The first of n consecutive row ids that nobody else gets, taken from the database's own count: for loads of more
    /// ids than a block holds.
    /// </summary>
    public static async Task<long> Reserve(Tx tx, long n) => await tx.One<long>(
        "update counter set next = next + @n where name = 'id' returning next", new { n }) - n;

    internal async Task Refill(CancellationToken stop)
    {
        if (!_id.Low && !_order.Low) return;
        await _gate.WaitAsync(stop);
        try
        {
            foreach (var block in (Block[])[_id, _order])
                if (block.Low)
                {
                    await using var connection = await db.Read(stop);
                    var end = await connection.ExecuteScalarAsync<long>(
                        "update counter set next = next + @Size where name = @Name returning next",
                        new { block.Size, block.Name });
                    block.Add(end - block.Size, end);
                }
        }
        finally { _gate.Release(); }
    }

    sealed class Block(string name, long size)
    {
        readonly Lock _lock = new();
        long _next, _end, _spare, _spareEnd;
        public string Name => name;
        public long Size => size;
        public bool Low { get { lock (_lock) return _end - _next + _spareEnd - _spare < size / 2; } }

        public void Add(long from, long to)
        {
            lock (_lock)
                if (_next == _end) (_next, _end) = (from, to);
                else if (_spare == _spareEnd) (_spare, _spareEnd) = (from, to);
        }

        public long Take(long n)
        {
            lock (_lock)
            {
                if (_end - _next < n) (_next, _end, _spare, _spareEnd) = (_spare, _spareEnd, 0, 0);
                if (_end - _next < n)
                    throw new Core.Basics.InvariantBroken(
                        $"{n} ids of '{name}' were asked for, {_end - _next} are left");
                var first = _next;
                _next += n;
                return first;
            }
        }
    }
}
