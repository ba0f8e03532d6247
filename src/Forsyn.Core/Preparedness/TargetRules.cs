using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Preparedness;

/// <summary>Everything a scheme's targets of one day are worked out from.</summary>
/// <param name="List">The entries in force on the day.</param>
/// <param name="Sold">Sales of the base period to those whose turnover the scheme counts.</param>
public sealed record TargetQuestion(
    DutyScheme Scheme, BasePeriod Base, IReadOnlyList<ListEntry> List, IReadOnlyList<DutyPackage> Packages,
    IReadOnlyList<SoldPacks> Sold);

/// <summary>An amount in both measures: micro-DDD and units.</summary>
public readonly record struct Amount(long Ddd, long Units)
{
    public long In(Measure measure) => measure == Measure.Ddd ? Ddd : Units;
    public static Amount operator +(Amount a, Amount b) => new(a.Ddd + b.Ddd, a.Units + b.Units);
}

/// <summary>What one holder must hold of one substance, or of one group of its packages, and the sum behind it.
/// </summary>
/// <param name="Group">What the packages have in common by the scheme's count rule; empty for all of the substance.
/// </param>
/// <param name="Measure">What fulfils it: the scheme's measure, or units where a package has no daily dose.</param>
/// <param name="All">Turnover of the base period, of all sellers.</param>
/// <param name="Own">Turnover of the base period, of the holder itself.</param>
/// <param name="Share">The part of the turnover that the holder answers for.</param>
/// <param name="SharedEqually">No holder sold any, so that the share had nothing to go by.</param>
/// <param name="Must">What must be held of it: share × span.</param>
/// <param name="Ordinary">The holder's ordinary stock besides, worked out from its own turnover (STP-009).</param>
/// <param name="Pack">The package most sold, in which the target is rounded up; null where none was sold.</param>
/// <param name="Packs">Whole packs of it that cover what must be held.</param>
public sealed record SubstanceTarget(
    PartyKey Holder, ListEntry Entry, string Group, Measure Measure, Amount All, Amount Own, Amount Share,
    bool SharedEqually, Amount Must, Amount Ordinary, ArticleNumber? Pack, long Packs);

/// <summary>Works out what must be held. Knows no country: all it goes by is the scheme, the list and the sales.
/// </summary>
public static class TargetRules
{
    /// <summary>
    /// A target for every holder, entry and group of packages, in the order of list, group and holder. The turnover is
    /// shared first, by largest remainder so that the shares sum to it exactly, and each share is then taken for the
    /// span, rounded up: to share the target instead would let a longer span lower somebody's target (the Alabama
    /// paradox). So the targets sum to the span's part of all turnover and at most one micro-DDD or unit a holder
    /// more. An entry that asks for more than the scheme allows throws InvariantBroken.
    /// </summary>
    [Rule("FOR-1993-12-21-1219 § 5", "STP-003", "STP-007", "STP-009", "STS-002")]
    public static IReadOnlyList<SubstanceTarget> StockpileTargets(TargetQuestion question)
    {
        var codes = question.List.Select(entry => entry.Atc).ToHashSet();
        var packages = question.Packages.ToLookup(package => Atc.Narrowest(package.Atc, codes) ?? "");
        var sold = question.Sold.ToLookup(one => one.Article);
        return
        [
            .. question.List.OrderBy(entry => entry.Atc, StringComparer.Ordinal).SelectMany(entry =>
            {
                if (!(entry.Span <= question.Scheme.Most))
                    throw new InvariantBroken($"{entry.Atc}: {entry.Span} is more than {question.Scheme.Most}");
                return packages[entry.Atc].GroupBy(package => GroupOf(question.Scheme.CountBy, package))
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .SelectMany(group => Targets(question, entry, group.Key, [.. group], sold));
            }),
        ];
    }

    /// <summary>What a package is counted together by; packages with the same word stand in for each other.</summary>
    public static string GroupOf(CountRule rule, DutyPackage package) => rule switch
    {
        CountRule.Substance => "",
        CountRule.Form => package.Form,
        _ => package.SubstitutionGroup is { Length: > 0 } group ? group : $"{package.Article}",
    };

    static IEnumerable<SubstanceTarget> Targets(
        TargetQuestion question, ListEntry entry, string group, IReadOnlyList<DutyPackage> packages,
        ILookup<ArticleNumber, SoldPacks> sold)
    {
        var (scheme, period) = (question.Scheme, question.Base);
        var sales = packages.SelectMany(package => sold[package.Article].Select(sale => (package, sale))).ToList();
        var by = sales.ToLookup(one => one.sale.Seller);
        var own = scheme.Holders.Select(holder => Sum(by[holder.Value])).ToArray();
        // What came back to one seller does not lower what others must hold.
        var all = by.Select(Sum).Aggregate(default(Amount), (a, b) => a + b);
        var (shares, equally) = Share(scheme, all, own);
        var measure = packages.Any(package => package.DddMicros is null) ? Measure.Units : scheme.Measure;
        var pack = MostSold(sales, measure);
        for (var i = 0; i < shares.Length; i++)
        {
            var must = new Amount(entry.Span.Of(shares[i].Ddd, period), entry.Span.Of(shares[i].Units, period));
            var ordinary = scheme.OrdinaryDays == 0 ? default : Days(own[i], scheme.OrdinaryDays, period);
            yield return new(scheme.Holders[i], entry, group, measure, all, own[i], shares[i], equally, must, ordinary,
                pack?.Article, pack is null ? 0 : PacksFor(must, pack, measure));
        }
    }

    static Amount Days(Amount sold, int days, BasePeriod period)
    {
        var span = new Span(days, SpanUnit.Days);
        return new(span.Of(sold.Ddd, period), span.Of(sold.Units, period));
    }

    static Amount Sum(IEnumerable<(DutyPackage Package, SoldPacks Sale)> sales)
    {
        var list = sales.ToList();
        return new(
            Math.Max(0, Amounts.Sum(list.Select(one => (one.Sale.Packs, one.Package.DddMicros ?? 0)))),
            Math.Max(0, Amounts.Sum(list.Select(one => (one.Sale.Packs, one.Package.UnitsPerPack)))));
    }

    /// <summary>The turnover each holder answers for, in the order of the scheme's holders.</summary>
    static (Amount[] Shares, bool Equally) Share(DutyScheme scheme, Amount all, Amount[] own)
    {
        if (scheme.Sharing == SharingRule.Own) return (own, false);
        long[] ddd, units;
        switch (scheme.Sharing)
        {
            case SharingRule.Turnover:
                (ddd, units) = ([.. own.Select(one => one.Ddd)], [.. own.Select(one => one.Units)]);
                break;
            case SharingRule.Fixed:
                ddd = units = [.. scheme.Holders.Select(holder => scheme.Shares.GetValueOrDefault(holder.Value))];
                break;
            default:
                ddd = units = [.. own.Select(_ => 1L)];
                break;
        }
        var equally = own.Length > 0 && (all.Units > 0 && units.Sum() == 0 || all.Ddd > 0 && ddd.Sum() == 0);
        if (equally) ddd = units = [.. own.Select(_ => 1L)];
        if (own.Length == 0) return ([], false);
        var (first, second) = (Basics.Share.Split(all.Ddd, ddd), Basics.Share.Split(all.Units, units));
        return ([.. first.Zip(second, (a, b) => new Amount(a, b))], equally);
    }

    static DutyPackage? MostSold(IEnumerable<(DutyPackage Package, SoldPacks Sale)> sales, Measure measure) =>
        (from one in sales
            group one.Sale.Packs by one.Package into packs
            let amount = (Int128)packs.Sum() * Each(packs.Key, measure)
            where amount > 0
            orderby amount descending, $"{packs.Key.Article}"
            select packs.Key).FirstOrDefault();

    static long PacksFor(Amount must, DutyPackage pack, Measure measure) =>
        Amounts.RoundedUp(must.In(measure), 1, Each(pack, measure));

    static long Each(DutyPackage package, Measure measure) =>
        measure == Measure.Ddd ? package.DddMicros ?? 0 : package.UnitsPerPack;
}
