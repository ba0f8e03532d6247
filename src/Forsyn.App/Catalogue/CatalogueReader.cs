using Forsyn.App.Basics;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>Reads diseases, products, critical substances and their packages.</summary>
sealed class CatalogueReader(Func<string, string> open, List<Fault> faults)
{
    readonly HashSet<string> _articles = [];

    public IReadOnlyList<Disease> Diseases()
    {
        var seen = new HashSet<string>();
        return Read("diseases.csv", row => new Disease(
            row.Unique("code", seen), row.Text("bokmaal"), row.Text("nynorsk"), row.Text("english")));
    }

    public IReadOnlyList<Product> Products(IEnumerable<Disease> diseases)
    {
        var known = diseases.Select(disease => disease.Code).ToHashSet();
        var blue = BlueKey.All.ToHashSet();
        return Read("products.csv", row => new Product(
            Article(row), row.YesNo("madeNumber"), row.Text("name"), row.Optional("substance"), row.Optional("atc"),
            row.Text("form"), row.Optional("strength"), row.Choice<ProductClass>("class"),
            row.KnownList("diseases", known, "disease"), row.Count("dosesPerPack", 1), row.Optional("unitsNote"),
            row.Choice<StorageCondition>("storage"), row.YesNo("authorised"), row.YesNo("positiveList"),
            Groups(row), row.KnownList("blueKeys", blue, "product of the blue-prescription table"),
            row.Choice<Preservative>("preservative"), row.YesNo("multiDose"), row.OptionalCount("inUseHours", 1),
            row.YesNo("freezeDried"), row.YesNo("lightProtected"), Price(row), row.Optional("prescriptionGroup")));
    }

    static ProductGroups Groups(CsvRow row)
    {
        var groups = row.Choices<ProductGroups>("groups").Aggregate(ProductGroups.None, (all, one) => all | one);
        if (groups.HasFlag(ProductGroups.Childhood) && row.Optional("preservative") == "mercury")
            row.Add("preservative", "no product with mercury may be in the childhood programme (SHL-006)");
        return groups;
    }

    public IReadOnlyList<CriticalSubstance> Substances()
    {
        var seen = new HashSet<string>();
        return Read("substances.csv", row => new CriticalSubstance(
            row.Unique("atc", seen), row.Text("name"), row.Choice<SubstanceGroup>("group"),
            row.Choice<StockpileScheme>("scheme"), row.Count("months", 3, most: 6)));
    }

    public IReadOnlyList<Product> CriticalPackages(IEnumerable<CriticalSubstance> substances)
    {
        var names = substances.ToLookup(substance => substance.Atc, substance => substance.Name);
        var known = names.Select(group => group.Key).ToHashSet();
        return Read("critical-packages.csv", row =>
        {
            var atc = row.Known("atc", known, "critical substance");
            return new Product(
                Article(row), row.YesNo("madeNumber"), row.Text("name"), names[atc].FirstOrDefault(""), atc,
                row.Text("form"), row.Optional("strength"), ProductClass.Medicine, [], row.Count("unitsPerPack", 1),
                row.Text("unit"), row.Choice<StorageCondition>("storage"), Authorised: true, OnPositiveList: false,
                ProductGroups.None, [], Preservative.None, MultiDose: false, InUseHours: null, FreezeDried: false,
                LightProtected: false, Price(row), row.Text("prescriptionGroup"));
        });
    }

    /// <summary>Equipment for infection control: counted beside medicines, and no medicine.</summary>
    public IReadOnlyList<Product> Equipment() => Read("equipment.csv", row => new Product(
        Article(row), MadeNumber: true, row.Text("name"), "", "", row.Text("form"), "", ProductClass.Equipment, [],
        row.Count("unitsPerPack", 1), row.Text("unit"), StorageCondition.Room, Authorised: true,
        OnPositiveList: false, ProductGroups.None, [], Preservative.None, MultiDose: false, InUseHours: null,
        FreezeDried: false, LightProtected: false, Money.Zero, ""));

    ArticleNumber Article(CsvRow row)
    {
        row.Unique("articleNumber", _articles);
        return row.Article("articleNumber");
    }

    static Money Price(CsvRow row) => new(row.Whole("pricePerPackOre", 0));

    IReadOnlyList<T> Read<T>(string file, Func<CsvRow, T> read) => CsvTable.Read(file, open(file), faults, read);
}
