namespace Forsyn.Core.Catalogue;

/// <summary>A row of the plain list of brands.</summary>
public sealed record ListedBrand(
    string FestId, string Name, string NameFormStrength, string Atc, string Substance, string Manufacturer,
    string PrescriptionGroup);

/// <summary>A row of the plain list of packages; everything but number and name may be empty.</summary>
public sealed record ListedPackage(
    ArticleNumber ArticleNumber, string Name, string NameFormStrength, string Atc, string PrescriptionGroup);

/// <summary>How a package came to its ATC code, or why it did not.</summary>
public enum JoinOutcome { HadAtc, Joined, NoNameFormStrength, NoSuchBrand, BrandsDiffer, BrandWithoutAtc }

/// <summary>A package with the brand of the same name, form and strength, if there is one.</summary>
public sealed record JoinedPackage(ListedPackage Package, JoinOutcome Outcome, ListedBrand? Brand)
{
    public bool HasAtc => Outcome is JoinOutcome.HadAtc or JoinOutcome.Joined;
    public string Atc => Package.Atc.Length > 0 ? Package.Atc : Brand?.Atc ?? "";
    public string Substance => Brand?.Substance ?? "";
    public string PrescriptionGroup =>
        Package.PrescriptionGroup.Length > 0 ? Package.PrescriptionGroup : Brand?.PrescriptionGroup ?? "";
}

/// <summary>Joins the two lists, which share no number, by the exact text of name, form and strength.</summary>
public static class ListJoin
{
    /// <summary>
    /// Several brands may bear one text, as parallel imports do; they count as one as long as they agree on the ATC
    /// code. Where they do not, none is taken: a wrong code is worse than none.
    /// </summary>
    public static IReadOnlyList<JoinedPackage> Join(IEnumerable<ListedBrand> brands,
        IEnumerable<ListedPackage> packages)
    {
        var byText = brands.ToLookup(brand => brand.NameFormStrength, StringComparer.Ordinal);
        return [.. packages.Select(package => Join(package, [.. byText[package.NameFormStrength]]))];
    }

    static JoinedPackage Join(ListedPackage package, IReadOnlyList<ListedBrand> brands)
    {
        if (package.NameFormStrength.Length == 0) brands = [];
        var codes = brands.Select(brand => brand.Atc).Distinct().Count();
        var brand = codes == 1 ? brands.MinBy(one => one.FestId, StringComparer.Ordinal) : null;
        var outcome = package switch
        {
            { Atc.Length: > 0 } => JoinOutcome.HadAtc,
            { NameFormStrength.Length: 0 } => JoinOutcome.NoNameFormStrength,
            _ when brands.Count == 0 => JoinOutcome.NoSuchBrand,
            _ when brand is null => JoinOutcome.BrandsDiffer,
            _ when brand.Atc.Length == 0 => JoinOutcome.BrandWithoutAtc,
            _ => JoinOutcome.Joined,
        };
        // A package with a code of its own keeps it; a brand that says otherwise is not its brand.
        return new(package, outcome, outcome == JoinOutcome.HadAtc && brand?.Atc != package.Atc ? null : brand);
    }
}
