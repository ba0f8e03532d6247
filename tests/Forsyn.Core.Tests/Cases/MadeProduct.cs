using System.Globalization;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Tests.Ordering;

namespace Forsyn.Core.Tests.Cases;

/// <summary>
/// The product of a case: an article number of data/country/products.csv, or words that say what a made one is.
/// </summary>
static class MadeProduct
{
    static readonly Lazy<Dictionary<string, Dictionary<string, string>>> Shipped = new(Read);

    public static Product Of(string text) =>
        ArticleNumber.TryParse(text, out var article) ? Find(article.ToString())
            : CaseColumns.List(text).Aggregate(An.Product(), With);

    static Product With(Product product, string word)
    {
        var (name, value) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, "");
        return name switch
        {
            "plain" => product,
            "pack" => product with { DosesPerPack = (int)CaseColumns.Number(value) },
            "price" => product with { PricePerPack = new Money(CaseColumns.Number(value)) },
            "article" => product with { ArticleNumber = ArticleNumber.Of(value) },
            "blue" => product with { BlueKeys = value.Split('+') },
            "diseases" => product with { Diseases = value.Split('+') },
            "atc" => product with { Atc = value },
            "unauthorised" => product with { Authorised = false },
            "positive-list" => product with { OnPositiveList = true },
            "multi-dose" => product with { MultiDose = true, InUseHours = 4 },
            _ when Kebab.TryParse<ProductGroups>(name, out var group) =>
                product with { Groups = product.Groups | group },
            _ when Kebab.TryParse<ProductClass>(name, out var @class) => product with { Class = @class },
            _ => throw new CaseWrong($"'{word}' is no word for a product, see tests/cases/README.md"),
        };
    }

    static Product Find(string article)
    {
        if (!Shipped.Value.TryGetValue(article, out var row)) throw new CaseWrong("no such article in products.csv");
        string[] Cells(string column) => CaseColumns.List(row[column]);
        return new Product(
            ArticleNumber.Of(article), row["madeNumber"] == "yes", row["name"], row["substance"], row["atc"],
            row["form"], row["strength"], CaseColumns.Word<ProductClass>(row["class"]), Cells("diseases"),
            int.Parse(row["dosesPerPack"], CultureInfo.InvariantCulture), row["unitsNote"],
            CaseColumns.Word<StorageCondition>(row["storage"]), row["authorised"] == "yes",
            row["positiveList"] == "yes",
            Cells("groups").Aggregate(ProductGroups.None, (all, one) => all | CaseColumns.Word<ProductGroups>(one)),
            Cells("blueKeys"), CaseColumns.Word<Preservative>(row["preservative"]), row["multiDose"] == "yes",
            row["inUseHours"] is "" ? null : int.Parse(row["inUseHours"], CultureInfo.InvariantCulture),
            row["freezeDried"] == "yes", row["lightProtected"] == "yes",
            new Money(long.Parse(row["pricePerPackOre"], CultureInfo.InvariantCulture)), row["prescriptionGroup"]);
    }

    static Dictionary<string, Dictionary<string, string>> Read()
    {
        var rows = Repository.Read("data/country/products.csv").Split('\n')
            .Where(line => line.Trim() is not "" && !line.StartsWith('#'))
            .Select(line => line.Split(';').Select(c => c.Trim()).ToArray()).ToList();
        return rows.Skip(1).ToDictionary(cells => cells[0],
            cells => rows[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second));
    }
}
