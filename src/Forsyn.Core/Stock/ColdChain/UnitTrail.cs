namespace Forsyn.Core.Stock.ColdChain;

/// <summary>Where units of a lot stand: at a holder's place, or on the road to it.</summary>
public readonly record struct Position(long Holder, long Place, bool OnRoad);

/// <summary>Units of one lot moving; a null side is outside the books.</summary>
/// <param name="Earliest">The first instant they can have arrived.</param>
/// <param name="Latest">The last instant they can have left: what is registered late may have happened any time
/// between.</param>
/// <param name="Used">They left to be used, not to be destroyed or corrected.</param>
public sealed record UnitMovement(
    Position? From, Position? To, long Units, Moment Earliest, Moment Latest, bool Used = false);

/// <summary>A place that was out of range for a time.</summary>
public sealed record PlaceExposure(long Excursion, Position Where, Moment From, Moment To, Exposure Exposure);

/// <summary>Units of the lot in one position, with all they have been through.</summary>
public sealed class Trace
{
    public long Units { get; internal set; }
    public Exposure Exposure { get; internal set; } = Exposure.None;
    /// <summary>The excursions some of the units were in.</summary>
    public IReadOnlySet<long> Excursions => Met;
    internal HashSet<long> Met { get; } = [];

    internal void Add(PlaceExposure exposure)
    {
        if (Met.Add(exposure.Excursion)) Exposure = Exposure.Then(exposure.Exposure);
    }

    internal void Merge(Trace other)
    {
        Exposure = Units <= 0 ? other.Exposure : Exposure.Or(other.Exposure);
        if (Units <= 0) Met.Clear();
        Met.UnionWith(other.Met);
    }
}

/// <summary>Units used after an excursion they were in.</summary>
public readonly record struct UsedAfter(long Excursion, long Holder, long Units);

/// <summary>
/// Follows the units of one lot through the ledger. What they have been through goes with them, however late the
/// logger was read: the history is played from its beginning, so nothing has to be carried along when goods move.
/// </summary>
public sealed class UnitTrail
{
    readonly Dictionary<Position, Trace> _traces = [];
    readonly List<UsedAfter> _used = [];

    public IReadOnlyDictionary<Position, Trace> Traces => _traces;
    public IReadOnlyList<UsedAfter> Used =>
        [.. _used.GroupBy(one => (one.Excursion, one.Holder))
            .Select(group => new UsedAfter(group.Key.Excursion, group.Key.Holder, group.Sum(one => one.Units)))];

    /// <param name="movements">Of one lot, the whole history.</param>
    public static UnitTrail Follow(
        IEnumerable<UnitMovement> movements, IReadOnlyList<PlaceExposure> exposures)
    {
        var trail = new UnitTrail();
        var coming = new Queue<PlaceExposure>(exposures.OrderBy(e => e.From));
        foreach (var movement in movements.OrderBy(m => m.Latest))
        {
            while (coming.TryPeek(out var next) && next.From <= movement.Latest)
                trail.Expose(coming.Dequeue());
            trail.Move(movement, exposures);
        }
        while (coming.TryDequeue(out var rest)) trail.Expose(rest);
        return trail;
    }

    Trace At(Position where)
    {
        if (!_traces.TryGetValue(where, out var trace)) _traces[where] = trace = new();
        return trace;
    }

    void Expose(PlaceExposure exposure)
    {
        if (At(exposure.Where) is { Units: > 0 } trace) trace.Add(exposure);
    }

    void Move(UnitMovement movement, IReadOnlyList<PlaceExposure> exposures)
    {
        var leaving = movement.From is { } from ? At(from) : null;
        if (movement.To is { } to)
        {
            var arriving = At(to);
            // A place that is empty forgets: the next units have a history of their own.
            arriving.Merge(leaving ?? new());
            arriving.Units += movement.Units;
            foreach (var exposure in exposures.Where(e => e.Where == to
                && e.To >= movement.Earliest && e.From <= movement.Latest))
                arriving.Add(exposure);
        }
        if (movement.Used && leaving is not null)
            foreach (var excursion in leaving.Met)
                _used.Add(new(excursion, movement.From!.Value.Holder, movement.Units));
        if (leaving is not null) leaving.Units -= movement.Units;
    }
}
