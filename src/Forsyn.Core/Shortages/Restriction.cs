using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Shortages;

/// <summary>Who does not come under a restriction, whatever else it says.</summary>
public enum SaleExemption
{
    /// <summary>Dispensing on blue prescription.</summary>
    BluePrescription,
    /// <summary>Institutions with patients who stay there.</summary>
    Institutions,
    /// <summary>A group of patients that the decision names in words.</summary>
    PatientGroup,
}

/// <summary>Which products a restriction is about: all that fit every list that is not empty.</summary>
/// <param name="Atc">Codes of substances or groups of them.</param>
/// <param name="Articles">Packages.</param>
/// <param name="Forms">Beginnings of pharmaceutical forms in lower case, such as tablett.</param>
public sealed record ProductScope(
    IReadOnlyList<string> Atc, IReadOnlyList<ArticleNumber> Articles, IReadOnlyList<string> Forms)
{
    /// <summary>Whether a package is meant.</summary>
    public bool Covers(ArticleNumber article, string atc, string form) =>
        (Atc.Count == 0 || Atc.Any(code => atc.StartsWith(code, StringComparison.Ordinal)))
        && (Articles.Count == 0 || Articles.Contains(article))
        && (Forms.Count == 0 || Forms.Any(one => form.StartsWith(one, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Nothing is meant, and so everything would be.</summary>
    public bool IsEmpty => Atc.Count == 0 && Articles.Count == 0 && Forms.Count == 0;
}

/// <summary>The most that may be sold or dispensed at a time; what is null is not limited. The smallest counts.
/// </summary>
/// <param name="Units">Smallest units, such as tablets.</param>
/// <param name="DaysOfUse">Days the patient can use it by the dose prescribed.</param>
/// <param name="EveryDays">Days there must be between two sales to the same.</param>
public sealed record SaleLimits(long? Units, long? Packs, int? DaysOfUse, int? EveryDays)
{
    /// <summary>Nothing is limited.</summary>
    public bool IsEmpty => Units is null && Packs is null && DaysOfUse is null && EveryDays is null;
}

/// <summary>A restriction on sale and dispensing, as the agency decided it (STS-006).</summary>
/// <param name="Actors">Who comes under it: pharmacies when they dispense, wholesalers when they sell on, and those who
/// buy.</param>
/// <param name="Starts">The instant from which it holds.</param>
/// <param name="Ends">The first instant at which it no longer holds; repeal makes it earlier.</param>
/// <param name="NoParallelExport">What is meant must not be taken out of the country.</param>
public sealed record Restriction(
    long Id, ProductScope Products, IReadOnlyList<PartyType> Actors, SaleLimits Limits, Moment Starts, Moment Ends,
    IReadOnlyList<SaleExemption> Exempt, bool NoParallelExport)
{
    /// <summary>Whether it holds at an instant: the first is in, the last is not.</summary>
    public bool HoldsAt(Moment at) => at >= Starts && at < Ends;
}

/// <summary>A sale or a dispensing that is asked about; never a patient.</summary>
/// <param name="Actor">Who sells or dispenses, or buys where it is an order.</param>
/// <param name="DaysOfUse">Where it is known from the prescription.</param>
/// <param name="LastOn">The day the same got it last; null where it is not known.</param>
/// <param name="Exempt">What is true of it.</param>
public sealed record AskedSale(
    ArticleNumber Article, string Atc, string Form, long UnitsPerPack, PartyType Actor, long Units,
    int? DaysOfUse = null, DateOnly? LastOn = null, IReadOnlyList<SaleExemption>? Exempt = null, bool Export = false);
