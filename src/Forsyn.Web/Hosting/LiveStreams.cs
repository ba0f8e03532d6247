using Forsyn.App.Database;

namespace Forsyn.Web.Hosting;

/// <summary>
/// What streams of events rest on: a signal that something was committed, and how many streams each person has open.
/// </summary>
public sealed class LiveStreams
{
    /// <summary>A browser has a few tabs open; more is a fault, and would cost the others.</summary>
    public const int EachAtMost = 4;

    readonly Dictionary<string, int> _open = [];
    readonly Lock _lock = new();
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LiveStreams(Db db) => db.Committed += () => Interlocked.Exchange(ref _next,
        new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>Ends with the next write of this process.</summary>
    public Task NextWrite => Volatile.Read(ref _next).Task;

    /// <summary>How many streams a person has open.</summary>
    public int OpenOf(string person)
    {
        lock (_lock) return _open.GetValueOrDefault(person);
    }

    /// <summary>A place for one more stream of a person, given back when disposed; null when all are taken.</summary>
    public IDisposable? Enter(string person)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(person);
            if (open == EachAtMost) return null;
            _open[person] = open + 1;
            return new Place(this, person);
        }
    }

    void Leave(string person)
    {
        lock (_lock)
            if (--_open[person] == 0) _open.Remove(person);
    }

    sealed class Place(LiveStreams streams, string person) : IDisposable
    {
        int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) streams.Leave(person);
        }
    }
}
