using Forsyn.Core.Parties;

namespace Forsyn.Core.Shortages;

/// <summary>What a restriction says of a sale; empty where it is allowed.</summary>
/// <param name="Most">The most units that are allowed at a time; null where nothing limits them.</param>
/// <param name="FreeOn">The first day on which it is allowed again; null where no interval stands in the way.</param>
public sealed record RestrictionVerdict(IReadOnlyList<Finding> Findings, long? Most, DateOnly? FreeOn)
{
    public bool Allowed => Findings.Count == 0;
}

/// <summary>Rationing: what may be sold and dispensed, how much, how often and by whom (STS-006).</summary>
public static class RestrictionRules
{
    const string Law = "Prop. 100 L (2023–2024)";

    /// <summary>
    /// Whether a sale is allowed at an instant, and everything that stops it: more units, packs or days of use than
    /// allowed, too short since the last time, or export. Restrictions that do not hold then, do not cover the product
    /// or the actor, or exempt the sale, say nothing; an exemption does not lift a ban on export.
    /// </summary>
    [Rule(Law, "STS-006")]
    public static RestrictionVerdict SaleUnderRestrictions(
        IEnumerable<Restriction> restrictions, AskedSale sale, Moment at)
    {
        var (findings, most, free) = (new List<Finding>(), (long?)null, (DateOnly?)null);
        foreach (var one in restrictions.Where(one => one.HoldsAt(at)
            && one.Products.Covers(sale.Article, sale.Atc, sale.Form)))
        {
            if (sale.Export && one.NoParallelExport) findings.Add(Said("restriction-export", one));
            if (!one.Actors.Contains(sale.Actor) || (sale.Exempt ?? []).Any(one.Exempt.Contains)) continue;
            var limits = one.Limits;
            var packs = (sale.Units + sale.UnitsPerPack - 1) / sale.UnitsPerPack;
            if (limits.Units is { } units && sale.Units > units)
                findings.Add(Said("restriction-units", one, "most", $"{units}", "units", $"{sale.Units}"));
            if (limits.Packs is { } allowed && packs > allowed)
                findings.Add(Said("restriction-packs", one, "most", $"{allowed}", "packs", $"{packs}"));
            if (limits.DaysOfUse is { } days && sale.DaysOfUse > days)
                findings.Add(Said("restriction-days", one, "most", $"{days}", "days", $"{sale.DaysOfUse}"));
            if (limits.EveryDays is { } every && sale.LastOn is { } last && last.AddDays(every) > at.Day)
            {
                free = free is null || last.AddDays(every) > free ? last.AddDays(every) : free;
                findings.Add(Said("restriction-interval", one, "every", $"{every}", "last", $"{last:yyyy-MM-dd}",
                    "free", $"{last.AddDays(every):yyyy-MM-dd}"));
            }
            foreach (var limit in (long?[])[limits.Units, limits.Packs * sale.UnitsPerPack])
                if (limit < (most ?? long.MaxValue)) most = limit;
        }
        return new(findings, most, free);
    }

    /// <summary>
    /// Everything that stops a decision: no product, no actor or one that neither sells nor dispenses, nothing limited
    /// and no export banned, limits below one, an end that is not later than the start, a review that is not within the
    /// period, or no title, basis or grounds.
    /// </summary>
    [Rule(Law, "STS-006")]
    public static IEnumerable<Finding> DecisionOnRestriction(
        Restriction restriction, string title, string law, string grounds, DateOnly? reviewOn)
    {
        if (title == "") yield return Said("restriction-title", restriction);
        if (law == "") yield return Said("restriction-law", restriction);
        if (grounds == "") yield return Said("restriction-grounds", restriction);
        if (restriction.Products.IsEmpty) yield return Said("restriction-products", restriction);
        if (restriction.Actors.Count == 0 || restriction.Actors.Any(actor => !MayBeRestricted(actor)))
            yield return Said("restriction-actors", restriction);
        var limits = restriction.Limits;
        if (limits.IsEmpty && !restriction.NoParallelExport) yield return Said("restriction-limits", restriction);
        if (limits.Units < 1 || limits.Packs < 1 || limits.DaysOfUse < 1 || limits.EveryDays < 1)
            yield return Said("restriction-limit-low", restriction);
        if (restriction.Ends <= restriction.Starts) yield return Said("restriction-period", restriction);
        else if (reviewOn is not { } day || day < restriction.Starts.Day || day > restriction.Ends.Day)
            yield return Said("restriction-review", restriction);
    }

    /// <summary>Whether a kind of party sells, dispenses or buys medicines, so that it can be restricted.</summary>
    public static bool MayBeRestricted(PartyType actor) => actor is PartyType.Pharmacy or PartyType.Wholesaler
        or PartyType.Hospital or PartyType.DoctorsOffice or PartyType.HealthStation;

    static Finding Said(string code, Restriction of, params string[] args) => new(code, Severity.Block, null,
        ["STS-006"], Law, Refusal.Of(code, ["restriction", $"{of.Id}", .. args]).Args);
}
