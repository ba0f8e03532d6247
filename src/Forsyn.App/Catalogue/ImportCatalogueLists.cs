using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>The texts of the two lists (semicolons, one header row) and what to call them in messages.</summary>
public sealed record CatalogueLists(string BrandsName, string Brands, string PackagesName, string Packages);

/// <summary>What the import of the lists did.</summary>
/// <param name="Outcomes">Packages by how they came to their ATC code, or why not.</param>
/// <param name="Unjoined">The packages that have none, all of them.</param>
/// <param name="Added">Packages that were no products before.</param>
/// <param name="Completed">Products that had no ATC code before.</param>
public sealed record ListReport(
    int Brands, int Packages, IReadOnlyDictionary<JoinOutcome, int> Outcomes, IReadOnlyList<JoinedPackage> Unjoined,
    int Added, int Completed);

/// <summary>
/// Imports the plain lists of brands and packages, in one transaction, and joins them. New packages become products
/// that the vaccine shop does not sell (no price); known products lose nothing and gain the code they lacked. Doing it
/// twice changes nothing. Refuses catalogue-lists-faulty (count, faults).
/// </summary>
public static class ImportCatalogueLists
{
    public static async Task<Result<ListReport>> Run(Db db, CatalogueLists lists, Action<string>? progress = null)
    {
        var faults = new List<Fault>();
        var brands = Brands(lists, faults);
        var packages = Packages(lists, faults);
        if (faults.Count > 0)
            return Refusal.Of("catalogue-lists-faulty", "count", $"{faults.Count}", "faults",
                string.Join('\n', faults.Take(100)));
        var joined = ListJoin.Join(brands, packages);
        progress?.Invoke($"{brands.Count} brands and {packages.Count} packages read and joined");
        return await db.Write<ListReport>(async tx =>
        {
            await Keep(tx, brands, joined);
            progress?.Invoke("lists kept");
            var (added, completed) = await Products(tx, joined);
            progress?.Invoke($"{added} products added, {completed} completed");
            var outcomes = Enum.GetValues<JoinOutcome>().ToDictionary(o => o, o => joined.Count(j => j.Outcome == o));
            return new ListReport(brands.Count, packages.Count, outcomes, [.. joined.Where(j => !j.HasAtc)], added,
                completed);
        });
    }

    static IReadOnlyList<ListedBrand> Brands(CatalogueLists lists, List<Fault> faults)
    {
        var seen = new HashSet<string>();
        return CsvTable.Read(lists.BrandsName, lists.Brands, faults, row => new ListedBrand(
            row.Unique("fest_id", seen), row.Text("varenavn"), row.Text("navn_form_styrke"), row.Optional("atc"),
            row.Optional("virkestoff"), row.Optional("produsent"), row.Optional("reseptgruppe")));
    }

    static IReadOnlyList<ListedPackage> Packages(CatalogueLists lists, List<Fault> faults)
    {
        var seen = new HashSet<string>();
        return CsvTable.Read(lists.PackagesName, lists.Packages, faults, row =>
        {
            // Lists in circulation have lost the zeros in front.
            var text = row.Text("varenr").PadLeft(6, '0');
            if (!ArticleNumber.TryParse(text, out var number))
            {
                row.Add("varenr", $"'{text}' is no article number of at most six digits");
                number = ArticleNumber.Of("000000");
            }
            else if (!seen.Add(text)) row.Add("varenr", $"{text} stands in an earlier row too");
            return new ListedPackage(number, row.Text("pakningsnavn"), row.Optional("navn_form_styrke"),
                row.Optional("atc"), row.Optional("reseptgruppe"));
        });
    }

    static async Task Keep(Tx tx, IReadOnlyList<ListedBrand> brands, IReadOnlyList<JoinedPackage> packages)
    {
        await tx.Do("delete from listed_brand");
        await tx.Do("delete from listed_package");
        await Bulk.Load(tx, "listed_brand",
            ["fest_id", "name", "name_form_strength", "atc", "substance", "manufacturer", "prescription_group"],
            brands.Select(b => new object?[]
                { b.FestId, b.Name, b.NameFormStrength, b.Atc, b.Substance, b.Manufacturer, b.PrescriptionGroup }));
        await Bulk.Load(tx, "listed_package",
            ["article_number", "name", "name_form_strength", "atc", "prescription_group", "outcome", "brand_id"],
            packages.Select(j => new object?[]
            {
                j.Package.ArticleNumber.ToString(), j.Package.Name, j.Package.NameFormStrength, j.Package.Atc,
                j.Package.PrescriptionGroup, Kebab.Of(j.Outcome), j.Brand?.FestId,
            }));
    }

    static async Task<(int Added, int Completed)> Products(Tx tx, IReadOnlyList<JoinedPackage> joined)
    {
        var known = (await tx.List<string>("select article_number from product")).ToHashSet();
        // Products without a code have no diseases either, so that writing them whole loses nothing.
        var lacking = (await tx.List<ProductRow>("""
            select * from product p where atc = '' and class = 'medicine'
                and not exists (select 1 from product_disease d where d.article_number = p.article_number)
            """)).ToDictionary(row => row.ArticleNumber, row => row.ToProduct());
        List<Product> added = [], completed = [];
        foreach (var one in joined)
        {
            var number = one.Package.ArticleNumber.ToString();
            if (!known.Contains(number)) added.Add(PackageListReader.Product(
                one.Package.ArticleNumber, one.Package.Name, one.Substance, one.Atc, one.PrescriptionGroup));
            else if (one.HasAtc && lacking.TryGetValue(number, out var product))
                completed.Add(product with { Atc = one.Atc, Substance = one.Substance,
                    PrescriptionGroup = one.PrescriptionGroup });
        }
        await SaveProducts.Run(tx, [.. added, .. completed], []);
        return (added.Count, completed.Count);
    }
}
