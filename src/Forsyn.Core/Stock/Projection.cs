namespace Forsyn.Core.Stock;

/// <summary>Units of one lot that are there, or arrive on a later day.</summary>
/// <param name="Units">Zero or more.</param>
/// <param name="ExpiresOn">The last day it may be used, before any days that must be left are taken off.</param>
/// <param name="ArrivesOn">The day it can first be used; null where it is there already.</param>
public readonly record struct ProjectedLot(long Lot, Quantity Units, DateOnly ExpiresOn, DateOnly? ArrivesOn = null);

/// <summary>
/// What is used a day, in millionths of a unit, so that slow use is exact: the same every day, or a series from the
/// first day, after which nothing is used.
/// </summary>
public readonly struct DailyUse
{
    readonly long _steady;
    readonly IReadOnlyList<long>? _byDay;

    DailyUse(long steady, IReadOnlyList<long>? byDay) => (_steady, _byDay) = (steady, byDay);

    public static readonly DailyUse None;
    public static DailyUse Steady(long unitMillionths) => new(unitMillionths, null);
    public static DailyUse ByDay(IReadOnlyList<long> unitMillionths) => new(0, unitMillionths);

    /// <summary>So many percent of it, rounded down, for the first so many days.</summary>
    public DailyUse Times(int percent, int days)
    {
        long Part(long use) => (long)((Int128)use * percent / 100);
        return _byDay is { } series ? ByDay([.. series.Take(days).Select(Part)]) : Steady(Part(_steady));
    }

    /// <summary>Millionths of a unit on a day, counted from zero; below zero throws.</summary>
    public long On(int day)
    {
        var use = _byDay is null ? _steady : day < _byDay.Count ? _byDay[day] : 0;
        return use >= 0 ? use : throw new InvariantBroken($"{use} millionths of a unit cannot be used in a day");
    }
}

/// <summary>What becomes of a lot, in whole units; all three are zero where it arrives after the last day.</summary>
/// <param name="Lost">Units not used on the last day they could be.</param>
/// <param name="UsedFrom">The day the first of it is used.</param>
/// <param name="GoneOn">The day the last of it is used, or the first day it can be used no more; null where some is
/// left.</param>
public readonly record struct LotOutcome(
    long Lot, Quantity Used, Quantity Lost, Quantity Left, DateOnly? UsedFrom, DateOnly? GoneOn);

/// <summary>A day of a projection, in whole units.</summary>
/// <param name="Stock">What can be used when the day ends.</param>
public readonly record struct ProjectedDay(
    DateOnly Day, Quantity Arrived, Quantity Used, Quantity Lost, Quantity Unmet, Quantity Stock);

/// <summary>
/// What becomes of one holder's stock of one product, day by day, when what expires first is used first. All is
/// reckoned in millionths of a unit and told in whole units that sum.
/// </summary>
/// <param name="Lots">In the order they were given.</param>
/// <param name="Days">The curve; empty where none was asked for.</param>
/// <param name="Opening">Units there when the first day begins.</param>
/// <param name="Unmet">Units wanted that were not there, or stood under the floor; rounded up.</param>
/// <param name="RunsOutOn">The first day not all that is wanted is there.</param>
/// <param name="Loss">What the lost units cost.</param>
public sealed record Projection(
    DateOnly From, IReadOnlyList<LotOutcome> Lots, IReadOnlyList<ProjectedDay> Days, Quantity Opening, Quantity Arrived,
    Quantity Used, Quantity Lost, Quantity Left, Quantity Unmet, DateOnly? RunsOutOn, Money Loss)
{
    /// <summary>
    /// Looks a number of days ahead. Each day takes in what arrives, loses what can be used no more, and uses what
    /// expires first; what is wanted and not there is not waited for.
    /// </summary>
    /// <param name="days">Days to look ahead, the first one included; more than zero.</param>
    /// <param name="unitPrice">Price of a unit.</param>
    /// <param name="daysLeft">Days of shelf life a unit must have left when it is used or sent: FHI guarantees its
    /// customers 90 (SHL-001); zero where it is used where it lies.</param>
    /// <param name="curve">False saves the memory of the curve.</param>
    /// <param name="floor">Units that use leaves alone, day by day from the first; the last figure holds for all later
    /// days.</param>
    public static Projection Of(
        IReadOnlyList<ProjectedLot> lots, DailyUse use, DateOnly from, int days, Money unitPrice = default,
        int daysLeft = 0, bool curve = true, IReadOnlyList<long>? floor = null)
    {
        if (days <= 0) throw new InvariantBroken($"a projection looks at least one day ahead, not {days}");
        var shelf = new Shelf(lots, from, daysLeft);
        var told = curve ? new ProjectedDay[days] : [];
        var before = shelf.Told();
        var (opening, unmet, runsOut) = (shelf.Arrived, (Int128)0, (DateOnly?)null);
        for (var n = 0; n < days; n++)
        {
            var day = from.AddDays(n);
            shelf.Open(day);
            var missing = shelf.Take(use.On(n), day, floor is null or [] ? 0 : floor[Math.Min(n, floor.Count - 1)]);
            unmet += missing;
            if (missing > 0) runsOut ??= day;
            if (!curve) continue;
            var now = shelf.Told();
            var (lacked, lacks) = (RoundedUp(unmet - missing), RoundedUp(unmet));
            told[n] = new(day, now.Arrived - before.Arrived, now.Used - before.Used, now.Lost - before.Lost,
                new(lacks - lacked), now.Stock);
            before = now;
        }
        var end = shelf.Told();
        return new(from, shelf.Outcomes(), told, new(opening), new(end.Arrived.Units - opening), end.Used, end.Lost,
            end.Stock, new(RoundedUp(unmet)), runsOut, unitPrice * end.Lost.Units);
    }

    static long RoundedUp(Int128 millionths) => (long)((millionths + (Shelf.Unit - 1)) / Shelf.Unit);

    readonly record struct Totals(Quantity Arrived, Quantity Used, Quantity Lost)
    {
        public Quantity Stock => Arrived - Used - Lost;
    }

    // The lots in the order they expire. A lot that has not arrived has nothing left, so it is passed over.
    sealed class Shelf
    {
        public const long Unit = 1_000_000;

        readonly IReadOnlyList<ProjectedLot> _lots;
        readonly int[] _order, _arriving;
        readonly long[] _left;
        readonly DateOnly[] _lastDay;
        readonly LotOutcome[] _outcomes;
        readonly DateOnly?[] _usedFrom, _gone;
        readonly bool[] _arrived;
        int _first, _expired, _next;
        Int128 _there, _used, _usedOfExpired;
        long _lost;

        public long Arrived { get; private set; }

        public Shelf(IReadOnlyList<ProjectedLot> lots, DateOnly from, int daysLeft)
        {
            _lots = lots;
            _order = new int[lots.Count];
            _left = new long[lots.Count];
            _lastDay = new DateOnly[lots.Count];
            _outcomes = new LotOutcome[lots.Count];
            (_usedFrom, _gone) = (new DateOnly?[lots.Count], new DateOnly?[lots.Count]);
            _arrived = new bool[lots.Count];
            for (var i = 0; i < _order.Length; i++)
            {
                if (lots[i].Units < Quantity.Zero) throw new InvariantBroken($"a lot has {lots[i].Units} units");
                _order[i] = i;
                _outcomes[i] = new(lots[i].Lot, default, default, default, null, null);
            }
            Array.Sort(_order, (a, b) =>
                lots[a].ExpiresOn.CompareTo(lots[b].ExpiresOn) is not 0 and var expiry ? expiry
                : lots[a].Lot.CompareTo(lots[b].Lot) is not 0 and var lot ? lot : a.CompareTo(b));
            for (var at = 0; at < _order.Length; at++)
            {
                var lot = lots[_order[at]];
                _lastDay[at] = lot.ExpiresOn.DayNumber < daysLeft ? DateOnly.MinValue
                    : lot.ExpiresOn.AddDays(-daysLeft);
                if (lot.ArrivesOn is not { } day || day <= from) Arrive(at);
            }
            _arriving = [.. Enumerable.Range(0, _order.Length).Where(at => Of(at).ArrivesOn > from)
                .OrderBy(at => Of(at).ArrivesOn)];
        }

        ProjectedLot Of(int at) => _lots[_order[at]];

        void Arrive(int at)
        {
            _arrived[at] = true;
            Arrived += Of(at).Units.Units;
            _left[at] = Of(at).Units.Units * Unit;
            _there += _left[at];
            _first = Math.Min(_first, at);
        }

        /// <summary>What arrives on the day is put on the shelf, and what can be used no more is taken off.</summary>
        public void Open(DateOnly day)
        {
            for (; _next < _arriving.Length && Of(_arriving[_next]).ArrivesOn <= day; _next++)
            {
                var at = _arriving[_next];
                Arrive(at);
                // It was out of date before it came.
                if (at < _expired) Lose(at, 0, day);
            }
            for (; _expired < _order.Length && _lastDay[_expired] < day; _expired++)
                if (_arrived[_expired]) Lose(_expired, WholeUsed(_expired, ref _usedOfExpired), day);
        }

        // Rounded so that the lots that expire first sum to whole units used, however many are added up: what is lost
        // is then never more when more is used.
        long WholeUsed(int at, ref Int128 before)
        {
            var after = before + (Of(at).Units.Units * Unit - _left[at]);
            var whole = (long)(after / Unit - before / Unit);
            before = after;
            return whole;
        }

        void Lose(int at, long used, DateOnly day)
        {
            var (lot, lost) = (Of(at), Of(at).Units.Units - used);
            _lost += lost;
            _there -= _left[at];
            _left[at] = 0;
            _outcomes[_order[at]] = new(
                lot.Lot, new(used), new(lost), Quantity.Zero, _usedFrom[at], _gone[at] ?? day);
        }

        /// <summary>Takes of what expires first; returns the millionths that were not there above the floor.</summary>
        public long Take(long wanted, DateOnly day, long floor)
        {
            var above = Int128.Max(0, _there - (Int128)floor * Unit);
            var take = (long)Int128.Min(wanted, above);
            var missing = wanted - take;
            _used += take;
            _there -= take;
            while (take > 0)
            {
                while (_left[_first] == 0) _first++;
                var taken = Math.Min(take, _left[_first]);
                take -= taken;
                _left[_first] -= taken;
                _usedFrom[_first] ??= day;
                if (_left[_first] == 0) _gone[_first] = day;
            }
            return missing;
        }

        public Totals Told() => new(new(Arrived), new((long)(_used / Unit)), new(_lost));

        public LotOutcome[] Outcomes()
        {
            var used = _usedOfExpired;
            for (var at = _expired; at < _order.Length; at++)
            {
                var lot = Of(at);
                if (!_arrived[at]) continue;
                var whole = new Quantity(WholeUsed(at, ref used));
                _outcomes[_order[at]] = new(lot.Lot, whole, Quantity.Zero, lot.Units - whole, _usedFrom[at],
                    _gone[at]);
            }
            return _outcomes;
        }
    }
}
