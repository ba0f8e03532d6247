namespace Forsyn.Core.Stock;

/// <summary>How near two holders are, the nearest first.</summary>
public enum Nearness { Municipality, County, Region, Country }

/// <summary>Where a holder is: numbers of municipality and county, and the health region.</summary>
public readonly record struct HolderPlace(string Municipality, string County, string Region)
{
    public Nearness To(HolderPlace other) =>
        Municipality.Length > 0 && Municipality == other.Municipality ? Nearness.Municipality
        : County.Length > 0 && County == other.County ? Nearness.County
        : Region.Length > 0 && Region == other.Region ? Nearness.Region : Nearness.Country;
}

/// <summary>A holder's stock of one product and how fast it is used.</summary>
/// <param name="Lots">What can be used or comes. A lot that may not be sent on is not among Movable.</param>
/// <param name="Movable">Ids of the lots that may be sent to others: neither recalled nor set aside, and of no
/// stockpile.</param>
public sealed record HolderStock(
    long Holder, HolderPlace Place, IReadOnlyList<ProjectedLot> Lots, IReadOnlySet<long> Movable,
    long PerDayMillionths);

/// <summary>A pair of holders and a lot that is not proposed now.</summary>
public readonly record struct Declined(long From, long To, long Lot);

/// <summary>Units of a lot one holder would lose and another uses in time.</summary>
/// <param name="Saved">What the units cost that nobody loses any more.</param>
/// <param name="Cost">What the parcel costs.</param>
/// <param name="LostOn">The first day the giver could use them no more.</param>
/// <param name="RunsOutOn">The day the receiver runs out without them; null where it does not.</param>
/// <param name="LastsUntil">The day the receiver runs out with them; null where it does not.</param>
public sealed record TransferProposal(
    long From, long To, long Lot, Quantity Units, Money Saved, Money Cost, Nearness Nearness, DateOnly LostOn,
    DateOnly? RunsOutOn, DateOnly? LastsUntil);

/// <summary>A holder's outlook, without and with what is proposed.</summary>
public sealed record HolderOutlook(
    long Holder, long PerDayMillionths, Quantity Units, Quantity Lost, Quantity LostWith, DateOnly? LostOn,
    DateOnly? RunsOutOn, Quantity Unmet, Quantity UnmetWith);

/// <summary>What a product's holders would lose, and the transfers that avoid it.</summary>
public sealed record TransferPlan(IReadOnlyList<HolderOutlook> Outlooks, IReadOnlyList<TransferProposal> Proposals);

/// <summary>
/// Finds transfers between holders that avoid loss to expiry. Only what a holder would lose is sent, so that its own
/// use goes on as before; a receiver gets no more than it uses in time, so that no loss is moved. The parcel that saves
/// most kroner beyond its cost is taken first, among equals the nearest pair, and the rest is worked out anew after it.
/// </summary>
/// <param name="cost">What a parcel of the product costs.</param>
public sealed class TransferProposals(UnitPrice price, Money cost, RuleNumbers numbers)
{
    // Loss is looked for at a receiver as long as any lot lasts, and no longer than five years.
    const int FarthestDays = 1830;
    // The receivers that by a quick sum could use most are worked out exactly; the rest would save less.
    const int Looked = 12;

    readonly int _days = numbers.Days("projection-days"), _road = numbers.Days("proposal-road-days"),
        _left = numbers.Days("proposal-days-left");
    readonly Money _least = numbers.Money("proposal-least-value");
    int _far;

    sealed class Holder(HolderStock stock)
    {
        public HolderStock Stock { get; } = stock;
        public List<ProjectedLot> Lots { get; } = [.. stock.Lots];
        public Projection First { get; set; } = null!;
        public Projection Now { get; set; } = null!;
        public long? LostInTheEnd { get; set; }
    }

    sealed record Parcel(Holder From, Holder To, int At, long Units, Money Saved);

    public TransferPlan Of(IReadOnlyList<HolderStock> stocks, IReadOnlySet<Declined> declined)
    {
        var holders = stocks.Select(stock => new Holder(stock)).ToList();
        foreach (var holder in holders) holder.First = holder.Now = Look(holder, holder.Lots, _days);
        var last = stocks.SelectMany(stock => stock.Lots).Select(lot => lot.ExpiresOn.DayNumber).DefaultIfEmpty().Max();
        _far = Math.Clamp(last - numbers.Day.DayNumber + 2, _days, FarthestDays);
        var proposals = new List<TransferProposal>();
        var tried = new HashSet<(long Holder, long Lot)>();
        while (Worst(holders, tried) is var (giver, at))
        {
            var lot = giver.Lots[at].Lot;
            if (Best(giver, at, holders, declined, proposals) is { } parcel) proposals.Add(Send(parcel));
            else tried.Add((giver.Stock.Holder, lot));
        }
        return new([.. holders.Select(holder => new HolderOutlook(holder.Stock.Holder,
            holder.Stock.PerDayMillionths, holder.First.Opening, holder.First.Lost, holder.Now.Lost,
            LostOn(holder.First), holder.First.RunsOutOn, holder.First.Unmet, holder.Now.Unmet))], proposals);
    }

    Projection Look(Holder holder, IReadOnlyList<ProjectedLot> lots, int days) => Projection.Of(
        lots, DailyUse.Steady(holder.Stock.PerDayMillionths), numbers.Day, days, curve: false);

    static DateOnly? LostOn(Projection ahead) =>
        ahead.Lots.Where(lot => lot.Lost > Quantity.Zero).Min(lot => lot.GoneOn);

    // The lot that most is lost of, of those nobody has been sought for in vain.
    (Holder Giver, int At)? Worst(IEnumerable<Holder> holders, HashSet<(long, long)> tried)
    {
        (Holder, int)? worst = null;
        var most = 0L;
        foreach (var holder in holders)
        {
            if (holder.Now.Lost.IsZero) continue;
            for (var at = 0; at < holder.Lots.Count; at++)
            {
                var (lot, lost) = (holder.Lots[at], Packs(holder.Now.Lots[at].Lost.Units));
                if (lost <= most || lot.ArrivesOn is not null || !holder.Stock.Movable.Contains(lot.Lot)
                    || lot.ExpiresOn < numbers.Day.AddDays(_road + _left)
                    || tried.Contains((holder.Stock.Holder, lot.Lot))) continue;
                (worst, most) = ((holder, at), lost);
            }
        }
        return worst;
    }

    long Packs(long units) => units / Math.Max(1, price.UnitsPerPack) * Math.Max(1, price.UnitsPerPack);

    Parcel? Best(
        Holder giver, int at, IReadOnlyList<Holder> holders, IReadOnlySet<Declined> declined,
        IReadOnlyList<TransferProposal> before)
    {
        var lot = giver.Lots[at];
        var lost = Spare(giver, at);
        if (lost == 0) return null;
        var taken = before.Where(one => one.From == giver.Stock.Holder && one.Lot == lot.Lot)
            .Select(one => one.To).ToHashSet();
        var likely = holders.Where(one => one != giver && one.Stock.PerDayMillionths > 0
                && !taken.Contains(one.Stock.Holder)
                && !declined.Contains(new(giver.Stock.Holder, one.Stock.Holder, lot.Lot)))
            .Select(one => (Holder: one, Room: Math.Min(lost, Room(one, lot)), Near: Near(giver, one)))
            .Where(one => one.Room > 0)
            .OrderByDescending(one => one.Room).ThenBy(one => one.Near).ThenBy(one => one.Holder.Stock.Holder)
            .Take(Looked);
        return likely.Select(one => Fit(giver, one.Holder, at, lost)).OfType<Parcel>()
            .OrderByDescending(one => one.Saved.Ore).ThenBy(one => Near(giver, one.To))
            .ThenBy(one => one.To.Stock.Holder).FirstOrDefault();
    }

    // A part of a unit may be used of what in whole units is lost: then a pack fewer is sent.
    long Spare(Holder giver, int at)
    {
        var lot = giver.Lots[at];
        for (var units = Packs(giver.Now.Lots[at].Lost.Units); units > 0; units -= Math.Max(1, price.UnitsPerPack))
        {
            ProjectedLot[] without = [.. giver.Lots];
            without[at] = lot with { Units = lot.Units - new Quantity(units) };
            if (Look(giver, without, _days).Unmet <= giver.Now.Unmet) return units;
        }
        return 0;
    }

    static Nearness Near(Holder one, Holder other) => one.Stock.Place.To(other.Stock.Place);

    // No more than this can be used of the lot: what is used until its last day, less what must be used before it.
    long Room(Holder holder, ProjectedLot lot)
    {
        var days = Math.Min(_days, lot.ExpiresOn.DayNumber - numbers.Day.DayNumber + 1);
        var use = (long)((Int128)holder.Stock.PerDayMillionths * days / 1_000_000);
        foreach (var own in holder.Lots)
            if (own.ExpiresOn <= lot.ExpiresOn && own.ArrivesOn is null) use -= own.Units.Units;
        // What expires sooner and is lost all the same takes no room.
        return use + holder.Now.Lost.Units;
    }

    // As many units as the receiver loses none more for: what it would lose more is taken off until nothing is.
    Parcel? Fit(Holder giver, Holder to, int at, long lost)
    {
        var lot = giver.Lots[at];
        var before = to.LostInTheEnd ??= Look(to, to.Lots, _far).Lost.Units;
        for (var units = Packs(lost); units > 0;)
        {
            var with = lot with { Units = new(units), ArrivesOn = numbers.Day.AddDays(_road) };
            var more = Look(to, [.. to.Lots, with], _far).Lost.Units - before;
            if (more <= 0)
            {
                var saved = price.Of(new(units));
                return saved - cost < _least ? null : new(giver, to, at, units, saved);
            }
            units = Packs(units - Math.Min(more, units));
        }
        return null;
    }

    TransferProposal Send(Parcel parcel)
    {
        var (from, to, lot) = (parcel.From, parcel.To, parcel.From.Lots[parcel.At]);
        var lostOn = from.Now.Lots[parcel.At].GoneOn!.Value;
        var (before, units) = (to.Now, new Quantity(parcel.Units));
        from.Lots[parcel.At] = lot with { Units = lot.Units - units };
        from.Now = Look(from, from.Lots, _days);
        from.LostInTheEnd = to.LostInTheEnd = null;
        to.Lots.Add(lot with { Units = units, ArrivesOn = numbers.Day.AddDays(_road) });
        to.Now = Look(to, to.Lots, _days);
        return new(from.Stock.Holder, to.Stock.Holder, lot.Lot, units, parcel.Saved, cost, Near(from, to), lostOn,
            before.RunsOutOn, to.Now.RunsOutOn);
    }
}
