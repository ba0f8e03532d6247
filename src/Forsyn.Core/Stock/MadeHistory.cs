using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>
/// A made history of a country's stock, day by day: holders report, wholesalers receive and deliver, some units are
/// used, wasted, put in quarantine or recalled. Packages come in the order of their popularity. The same arguments make
/// the same history; it can be gone through once, and the balances are what it ended with.
/// </summary>
public sealed class MadeHistory
{
    const int DaysBetweenReports = 7;
    // One lot in so many is recalled, so many days before the end.
    const int OneLotInIsRecalled = 997, RecalledDaysBefore = 30;
    // A delivery is a row at each side and one when it has come.
    const double RowsALine = 1.1;
    // In thousands of the lines of a report that move stock some other way than a count does.
    const int Delivered = 40, Wasted = 46, Quarantined = 50, Used = 250, FromSupplier = 300;

    readonly IReadOnlyList<MadeHolder> _holders;
    readonly IReadOnlyList<MadePackage> _packages;
    readonly Random _random;
    readonly DateOnly _first;
    readonly int _days;
    readonly double _rate;
    long _id;

    // Shelves of a holder lie together, the popular packages first.
    readonly MadeShelf[] _shelves;
    readonly int[] _firstShelf;
    readonly (long Id, int Package)[] _lots;
    readonly int[] _atWholesaler;
    // By holder and storage; looked up for every transfer.
    readonly long[][] _places;

    /// <param name="firstId">Ids of transfers and documents are counted from here.</param>
    /// <param name="transfers">About how many transfers the days shall hold.</param>
    public MadeHistory(
        IReadOnlyList<MadeHolder> holders, IReadOnlyList<MadePackage> packages, DateOnly first, int days, long shelves,
        long transfers, long firstId, int seed)
    {
        (_holders, _packages, _first, _days, _random) = (holders, packages, first, days, new Random(seed));
        (_id, FirstId) = (firstId, firstId);
        _lots = [.. packages.SelectMany((package, p) => package.Lots.Select(lot => (lot.Id, p)))];
        _atWholesaler = new int[_lots.Length];
        _places = [.. holders.Select(holder => Enum.GetValues<StorageCondition>()
            .Select(storage => holder.Places[storage].FirstOrDefault()).ToArray())];
        _firstShelf = new int[holders.Count + 1];
        _shelves = new MadeShelves(holders, packages, first, shelves, _random).Fill(_firstShelf, _atWholesaler);
        var shelfDays = _shelves.Sum(shelf => Math.Max(0L, days - shelf.From));
        _rate = Math.Max(0, (transfers - _shelves.Length) / (RowsALine * Math.Max(1, shelfDays)));
    }

    public long FirstId { get; }
    public int Shelves => _shelves.Length;

    /// <summary>The postings in the order they were made; each day's after the day before.</summary>
    public IEnumerable<Posting> Postings()
    {
        for (var day = 0; day < _days; day++)
            for (var holder = 0; holder < _holders.Count; holder++)
            {
                var daily = _holders[holder].Type is PartyType.Wholesaler or PartyType.Hospital;
                if (!daily && holder % DaysBetweenReports != day % DaysBetweenReports) continue;
                var posting = Report(holder, day, daily ? _rate : _rate * DaysBetweenReports);
                if (posting.Transfers.Count > 0) yield return posting;
            }
    }

    /// <summary>What the postings gone through have led to.</summary>
    public IEnumerable<(Change Change, Moment At)> Balances()
    {
        for (var holder = 0; holder < _holders.Count; holder++)
            for (var s = _firstShelf[holder]; s < _firstShelf[holder + 1]; s++)
            {
                if (!_shelves[s].Open) continue;
                var at = At(holder, _shelves[s].Moved);
                foreach (var (status, units) in _shelves[s].Balances())
                    yield return (new Change(new Account(_holders[holder].Party, Slot(holder, s, status),
                        _lots[_shelves[s].Lot].Id), units), at);
            }
    }

    Moment At(int holder, int day) =>
        Moment.InOslo(_first.AddDays(day), new TimeOnly(15, 0)).Plus(TimeSpan.FromSeconds(holder));

    Posting Report(int holder, int day, double rate)
    {
        var document = new MadeDocument(_id++, _holders[holder], _first.AddDays(day));
        var (from, to) = (_firstShelf[holder], _firstShelf[holder + 1]);
        var next = Skip(rate, 0);
        for (var s = from; s < to; s++)
        {
            ref var shelf = ref _shelves[s];
            if (!shelf.Open)
            {
                if (shelf.From > day) continue;
                shelf.Open = true;
                Move(document, holder, s, Status.Counted, Status.Available, Filling(holder, s), "opening", day);
            }
            else if (shelf.InTransit > 0)
                Move(document, holder, s, Status.InTransit, Status.Available, shelf.InTransit, "receive", day);
            else if (IsRecalled(shelf.Lot, day))
            {
                if (shelf.Available > 0)
                    Move(document, holder, s, Status.Available, Status.Recalled, shelf.Available, "recall", day);
            }
            else if (--next <= 0)
            {
                Line(document, holder, s, day);
                next = Skip(rate, (double)(s - from) / (to - from));
            }
        }
        var posting = new Posting(_id, document.Transfers, At(holder, day), "made");
        _id += document.Transfers.Count;
        return posting;
    }

    // Popular packages move nine times as often as the least popular: how many are passed over until the next that did.
    int Skip(double rate, double place)
    {
        var chance = Math.Clamp(rate * (1.8 - 1.6 * place), 1e-6, 0.9);
        return 1 + (int)Math.Min(1e6, Math.Log(1 - _random.NextDouble()) / Math.Log(1 - chance));
    }

    bool IsRecalled(int lot, int day) => lot % OneLotInIsRecalled == 5 && day >= _days - RecalledDaysBefore;

    void Line(MadeDocument document, int holder, int s, int day)
    {
        ref var shelf = ref _shelves[s];
        var pack = Package(s).Product.DosesPerPack;
        var some = Math.Min(shelf.Available, 1 + _random.Next(1 + shelf.Available / 8));
        var way = _random.Next(1000);
        if (_holders[holder].Type == PartyType.Wholesaler)
        {
            if (way < FromSupplier || shelf.Available < pack)
                Move(document, holder, s, Status.Supplier, Status.Available, Filling(holder, s), "receive", day);
            else Move(document, holder, s, Status.Available, Status.Counted, some, "report", day);
        }
        else if (shelf.Available < pack || way < Delivered) Deliver(document, holder, s, day);
        else if (way < Wasted) Move(document, holder, s, Status.Available, Status.Destroyed, some, "waste-broken", day);
        else if (way < Quarantined)
        {
            if (shelf.Quarantine > 0)
                Move(document, holder, s, Status.Quarantine, Status.Available, shelf.Quarantine, "release", day);
            else Move(document, holder, s, Status.Available, Status.Quarantine, some, "quarantine", day);
        }
        else if (way < Used && _holders[holder].Type != PartyType.Pharmacy)
            Move(document, holder, s, Status.Available, Status.Consumed, some, "use", day);
        else if (way % 3 == 0)
            Move(document, holder, s, Status.Counted, Status.Available, Filling(holder, s), "report", day);
        else Move(document, holder, s, Status.Available, Status.Counted, some, "report", day);
    }

    // From a wholesaler that has the lot; without one, the next report finds that more came.
    void Deliver(MadeDocument document, int holder, int s, int day)
    {
        ref var shelf = ref _shelves[s];
        ref var source = ref _shelves[_atWholesaler[shelf.Lot]];
        var units = Filling(holder, s);
        if (!source.Open || source.Available < units)
        {
            Move(document, holder, s, Status.Counted, Status.Available, units, "report", day);
            return;
        }
        var seller = Array.BinarySearch(_firstShelf, _atWholesaler[shelf.Lot]) is >= 0 and var at ? at
            : ~Array.BinarySearch(_firstShelf, _atWholesaler[shelf.Lot]) - 1;
        source.Move(Status.Available, Status.Exchange, units, day);
        shelf.Move(Status.Exchange, Status.InTransit, units, day);
        document.Deliver(_holders[seller].Party, _lots[shelf.Lot].Id, units,
            Slot(seller, _atWholesaler[shelf.Lot], Status.Available), Slot(holder, s, Status.InTransit));
    }

    void Move(MadeDocument document, int holder, int s, Status from, Status to, int units, string reason, int day)
    {
        if (units <= 0) return;
        _shelves[s].Move(from, to, units, day);
        document.Move(_lots[_shelves[s].Lot].Id, units, Slot(holder, s, from), Slot(holder, s, to), reason);
    }

    Slot Slot(int holder, int s, Status status) => status >= Status.Supplier ? Ledger.Slot.Outside(status)
        : new(status, _places[holder][(int)Package(s).Product.Storage], _shelves[s].Pool);

    // Whole packs: what comes at a time.
    int Filling(int holder, int s)
    {
        var (least, most) = _holders[holder].Type switch
        {
            PartyType.Wholesaler => (300, 3000), PartyType.Hospital => (5, 60), _ => (1, 12),
        };
        return _random.Next(least, most) * Package(s).Product.DosesPerPack;
    }

    MadePackage Package(int s) => _packages[_lots[_shelves[s].Lot].Package];
}
