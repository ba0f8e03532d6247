using System.Text.RegularExpressions;
using Forsyn.App.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>
/// Reads the plain list of packages, which has number, name, ATC code and prescription group only. Units in a pack are
/// read from the name where it counts something; storage is not in the list and is taken to be room temperature.
/// </summary>
sealed partial class PackageListReader(Func<string, string> open, List<Fault> faults)
{
    public IReadOnlyList<Product> Read(string packages, string substances)
    {
        var names = new Dictionary<string, string>();
        CsvTable.Read(substances, open(substances), faults,
            row => names[row.Text("atc")] = row.Optional("virkestoff_norsk"));
        var seen = new HashSet<string>();
        return CsvTable.Read(packages, open(packages), faults, row =>
        {
            var (name, atc) = (row.Text("pakningsnavn"), row.Optional("atc"));
            row.Unique("varenr", seen);
            return Product(row.Article("varenr"), name, names.GetValueOrDefault(atc, ""), atc,
                row.Optional("reseptgruppe"));
        });
    }

    /// <summary>A package as a product without a price, known by little more than its name.</summary>
    internal static Product Product(ArticleNumber number, string name, string substance, string atc,
        string prescriptionGroup) => new(
        number, MadeNumber: false, name, substance, atc, Form: "", Strength: "", Class(atc), Diseases: [],
        UnitsInPack(name), UnitsNote: "", StorageCondition.Room, Authorised: true, OnPositiveList: false,
        ProductGroups.None, BlueKeys: [],
        Preservative.None, MultiDose: false, InUseHours: null, FreezeDried: false, LightProtected: false, Money.Zero,
        prescriptionGroup);

    static ProductClass Class(string atc) =>
        atc.StartsWith("J07", StringComparison.Ordinal) ? ProductClass.Vaccine
        : atc.StartsWith("J06A", StringComparison.Ordinal) ? ProductClass.Serum
        : atc.StartsWith("J06B", StringComparison.Ordinal) ? ProductClass.Immunoglobulin
        : ProductClass.Medicine;

    /// <summary>
    /// "tab 0,5mg 20" and "tab 200mg 50x1" hold 20 and 50, "inj 6x0,3" holds 6; the number of a liquid is its volume.
    /// </summary>
    internal static int UnitsInPack(string name)
    {
        if (Times().Match(name) is { Success: true } times) return Whole(times);
        return Last().Match(name) is { Success: true } last && Counted().IsMatch(name) ? Whole(last) : 1;
    }

    static int Whole(Match match) => int.TryParse(match.Groups[1].Value, out var units) && units > 0 ? units : 1;

    [GeneratedRegex(@"\s(\d{1,4})\s?x\s?[\d,.]+(\s?\w+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Times();
    [GeneratedRegex(@"\s(\d{1,4})$")]
    private static partial Regex Last();
    [GeneratedRegex(@"tab\b|kaps\b|stikkp|vagit|plast|supp\b|dose", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();
}
