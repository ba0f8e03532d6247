using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Stock;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>A holder's target with everything its plan is worked out from.</summary>
/// <param name="List">The entry of the list it rests on, such as 6 months.</param>
/// <param name="Suppliers">Names by article, of those that the holder says a lead time of.</param>
public sealed record HolderTarget(
    DutyScheme Scheme, TargetRow Target, long HolderId, Measure Measure, Span List,
    IReadOnlyDictionary<string, string> Suppliers, TargetFacts Facts)
{
    public TargetPlan Plan() => TargetPlan.Of(Facts);
}

/// <summary>
/// What plans are worked out from: the newest targets and what is decided to come, the lots of stockpile and sale, what
/// is announced, what was sold to those whose turnover the scheme counts, and how each holder buys. A season shows
/// where twelve months of the seller are in; else the average day of the months there are.
/// </summary>
public static class LoadRotation
{
    /// <summary>Of one scheme; all its targets, or those of a holder, a substance or a group of packages.</summary>
    public static Task<IReadOnlyList<HolderTarget>> Of(
        Db db, DutyScheme scheme, DateOnly today, string? holder = null, string? atc = null, string? group = null) =>
        db.Snapshot(tx => Of(tx, scheme, today, holder, atc, group));

    internal static async Task<IReadOnlyList<HolderTarget>> Of(
        Tx tx, DutyScheme scheme, DateOnly today, string? holder = null, string? atc = null, string? group = null)
    {
        var targets = await Newest(tx, scheme, today, holder, atc, group);
        if (targets.Count == 0) return [];
        var holders = targets.Select(one => one.HolderId).Distinct().ToList();
        var wanted = targets.Select(one => (one.Row.Atc, one.Row.PackageGroup)).ToHashSet();
        var counted = await DutyStock.Counted(tx, scheme, today);
        var packages = counted.Where(one => wanted.Contains((one.Atc, one.Group)))
            .ToLookup(one => (one.Atc, one.Group));
        var articles = packages.SelectMany(some => some).Select(one => $"{one.Package.Article}").ToHashSet();
        var lots = (await DutyStock.Run(tx, scheme, today, holder, counted))
            .ToLookup(lot => (lot.HolderId, $"{lot.Article}"));
        var coming = await Coming(tx, holders, articles);
        var sales = await Sales.Of(tx, scheme, today, holders);
        var (terms, suppliers) = (await Terms(tx, holders), await SupplierTerms.Of(tx, holders));
        var products = (await tx.List<PriceRow>("select article_number, name, price_ore, doses_per_pack from product " +
            "where class = 'medicine'")).ToDictionary(row => row.ArticleNumber);
        var changes = (await tx.List<ListRow>("select scheme, atc, name, span, valid_from, valid_to from list_entry " +
            "where scheme = @Scheme and (valid_from > @today or valid_to > @today)", new { scheme.Scheme, today }))
            .ToLookup(row => row.Atc);
        // A release is of a substance; where packages are counted in groups it says nothing of which.
        var released = (await Refills.Of(tx, scheme.Scheme, "", today))
            .ToLookup(one => (one.Atc, one.Holder), one => one.Units);
        var numbers = Rules.Book.On(today);
        var usual = Usual(numbers);
        return [.. targets.Select(one =>
        {
            var measure = Kebab.Read<Measure>(one.Row.Measure);
            var list = ListRow.ReadSpan(one.Row.Span);
            var found = packages[(one.Row.Atc, one.Row.PackageGroup)]
                .Where(package => Each(package, measure) > 0 && products.ContainsKey($"{package.Package.Article}"))
                .Select(package => Stock(one.HolderId, package, measure))
                .Where(package => package.Lots.Count > 0 || package.Sold > 0).ToList();
            var brought = suppliers.Where(pair => pair.Key.Holder == one.HolderId)
                .ToDictionary(pair => pair.Key.Article, pair => pair.Value.Name);
            return new HolderTarget(scheme, one.Row, one.HolderId, measure, list, brought, new(found,
                FloorStep.Released(Floor(one.Row, measure, list, changes[one.Row.Atc], today), one.Row.MustUnits,
                    one.Row.PackageGroup == "" ? [.. released[(one.Row.Atc, one.Row.Holder)]] : []),
                In(one.Row, measure, ordinary: true), today, numbers.Days("rotation-days-ahead")));
        })];

        PackageStock Stock(long at, CountedPackage package, Measure measure)
        {
            var article = $"{package.Package.Article}";
            var (product, each) = (products[article], Each(package, measure));
            var buying = Bought(terms.GetValueOrDefault((at, article)), suppliers.GetValueOrDefault((at, article)),
                usual, product.DosesPerPack);
            var sold = sales.Packs(at, article);
            return new(package.Package.Article, product.Name, product.DosesPerPack, each,
                Math.Max(0, (long)((Int128)sold * each)),
                [
                    .. lots[(at, article)].Select(lot => new PlanLot(lot.Lot, lot.LotNumber, lot.ExpiresOn,
                        new(lot.Units), lot.Pool == scheme.Pool)),
                    .. coming[(at, article)].Select(units => Announced(units, buying, today)),
                ],
                sales.Daily(at, article, product.DosesPerPack, numbers.Days("rotation-days-ahead")), buying,
                new(new(product.PriceOre), product.DosesPerPack), numbers.Days("rotation-days-left"));
        }
    }

    static async Task<Dictionary<(long, string), RotationTerm>> Terms(Tx tx, IReadOnlyList<long> holders) =>
        (await tx.List<RotationTerm>("select holder_id, article_number, lead_days, life_days, cycle_days, packs " +
            "from rotation_term where holder_id in @holders", new { holders = InList.Of(holders) }))
            .ToDictionary(term => (term.HolderId, term.ArticleNumber));

    static Buying Bought(RotationTerm? own, SupplierTerm? supplier, Buying usual, long unitsPerPack)
    {
        var lead = LeadTime.Of(own?.LeadDays, supplier?.LeadDays, usual.LeadDays);
        return new(lead.Days, own?.LifeDays ?? usual.LifeDays, own?.CycleDays ?? usual.CycleDays,
            (own?.Packs ?? 1) * unitsPerPack, lead.Basis);
    }

    internal static Buying Usual(RuleNumbers numbers) => new(numbers.Days("rotation-lead-days"),
        numbers.Days("rotation-life-days"), numbers.Days("rotation-cycle-days"), 1);

    static long Each(CountedPackage package, Measure measure) =>
        measure == Measure.Ddd ? package.Package.DddMicros ?? 0 : package.Package.UnitsPerPack;

    internal static long In(TargetRow row, Measure measure, bool ordinary = false) => (measure, ordinary) switch
    {
        (Measure.Ddd, true) => row.OrdinaryDdd,
        (Measure.Ddd, false) => row.MustDdd,
        (_, true) => row.OrdinaryUnits,
        _ => row.MustUnits,
    };

    // A decision that has not come into force yet changes the floor on its day, in proportion to the span.
    static IReadOnlyList<FloorStep> Floor(
        TargetRow row, Measure measure, Span list, IEnumerable<ListRow> changes, DateOnly today)
    {
        var must = In(row, measure);
        var steps = new List<FloorStep> { new(today, must) };
        foreach (var change in changes.OrderBy(change => change.ValidFrom))
        {
            if (change.ValidFrom > today)
                steps.Add(new(change.ValidFrom,
                    Amounts.RoundedUp(must, ListRow.ReadSpan(change.Span).YearParts, list.YearParts)));
            if (change.ValidTo is { } end && end > today && !changes.Any(next => next.ValidFrom == end))
                steps.Add(new(end, 0));
        }
        return steps;
    }

    // What is late comes tomorrow; it has no lot yet, and so much shelf life as what is bought.
    static PlanLot Announced(ExpectedUnits one, Buying buying, DateOnly today)
    {
        var day = one.Day <= today ? today.AddDays(1) : one.Day;
        return new(0, "", day.AddDays(buying.LifeDays), one.Units, Kept: false, day);
    }

    static async Task<ILookup<(long, string), ExpectedUnits>> Coming(
        Tx tx, IReadOnlyList<long> holders, IReadOnlySet<string> articles)
    {
        var found = new List<ExpectedUnits>();
        foreach (var holder in holders) found.AddRange(await ExpectedDeliveries.Of(tx.Db, holder: holder));
        return found.Where(one => articles.Contains(one.ArticleNumber))
            .ToLookup(one => (one.Holder, one.ArticleNumber));
    }

    static async Task<List<(TargetRow Row, long HolderId)>> Newest(
        Tx tx, DutyScheme scheme, DateOnly today, string? holder, string? atc, string? group)
    {
        var rows = await tx.List<TargetRow>($"""
            select t.run_id, t.atc, t.package_group, t.holder, {StockFilter.HolderName} as holder_name, t.name,
                t.substance_group, t.part, t.span, t.measure, t.share_ddd, t.share_units, t.must_ddd, t.must_units,
                t.ordinary_ddd, t.ordinary_units, t.pack, t.packs
            from target t join party y on y.key = t.holder
            where t.run_id = {Targets.RunOn("@today")} and (@holder = '' or t.holder = @holder)
                and (@atc = '' or t.atc = @atc) and (@any or t.package_group = @group)
            order by t.atc, t.package_group, t.holder
            """, new
        {
            scheme = scheme.Scheme, today, holder = holder ?? "", atc = atc ?? "",
            any = group is null, group = group ?? "",
        });
        var ids = new Dictionary<string, long>();
        foreach (var key in rows.Select(row => row.Holder).Distinct())
            ids[key] = await tx.One<long>("select id from party where key = @key", new { key });
        return [.. rows.Select(row => (row, ids[row.Holder]))];
    }

    sealed class PriceRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
    }
}
