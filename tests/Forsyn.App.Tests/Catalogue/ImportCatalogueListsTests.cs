using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Tests;
using static Forsyn.App.Tests.Catalogue.MadeProducts;

namespace Forsyn.App.Tests.Catalogue;

public class ImportCatalogueListsTests
{
    const string Brands = """
        fest_id;varenavn;navn_form_styrke;atc;virkestoff;produsent;reseptgruppe
        ID_1;Feberdemp;Feberdemp tab 500 mg;N02BE01;Paracetamol;"Fjord ""A"" AS";CF
        """;
    const string Packages = """
        varenr;pakningsnavn;navn_form_styrke;atc;reseptgruppe
        123;Feberdemp tab 500mg 20;Feberdemp tab 500 mg;;
        000124;Feberdemp mikst;;;
        900001;Trivak;Trivak;J07BD52;C
        """;

    [Theory, EveryDatabase]
    public async Task Packages_become_products_with_what_their_brand_knows_and_known_products_lose_nothing(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        _ = (await db.Db.Write<int>(async tx => await SaveProducts.Run(tx,
            [Vaccine("900001", "Trivak", "", "measles")], [Measles]), stop: TestContext.Current.CancellationToken))
                .Value;
        var report = (await ImportCatalogueLists.Run(db, new("b.csv", Brands, "p.csv", Packages))).Value;
        Assert.Equal((1, 3, 2, 0), (report.Brands, report.Packages, report.Added, report.Completed));
        Assert.Equal(["000124 NoNameFormStrength"], report.Unjoined.Select(u =>
            $"{u.Package.ArticleNumber} {u.Outcome}"));
        var product = (await GetProduct.Run(db, "000123")).Value;
        Assert.Equal(("Paracetamol", "N02BE01", ProductClass.Medicine, false),
            (product.Substance, product.Atc, product.Class, product.Orderable));
        Assert.Equal(("1200.00", "measles"), ((await GetProduct.Run(db, "900001")).Value.PricePerPack.ToString(),
            (await GetProduct.Run(db, "900001")).Value.Diseases.Single().Code));
        var again = (await ImportCatalogueLists.Run(db, new("b.csv", Brands, "p.csv", Packages))).Value;
        Assert.Equal((0, 0), (again.Added, again.Completed));
        var better = (await ImportCatalogueLists.Run(db, new("b.csv", Brands, "p.csv",
            Packages.Replace("mikst;;;", "mikst;;N02BE01;C")))).Value;
        Assert.Equal((0, 1), (better.Added, better.Completed));
    }

    [Theory, EveryDatabase]
    public async Task Faulty_lists_change_nothing_and_every_fault_is_told_with_its_line(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var refusal = (await ImportCatalogueLists.Run(db,
            new("b.csv", Brands.Replace("ID_1;Feberdemp;", "ID_1;;"), "p.csv", Packages.Replace("000124", "12X")
                .Replace("900001", "000123")))).Refusal!;
        Assert.Equal(("catalogue-lists-faulty", "3"), (refusal.Code, refusal.Args["count"]));
        foreach (var place in new[] { "b.csv, line 2, column varenavn", "p.csv, line 3, column varenr",
            "p.csv, line 4, column varenr" })
            Assert.Contains(place, refusal.Args["faults"]);
        Assert.Equal(0, await db.Db.One<long>("select count(*) from product"));
        Assert.Equal(0, await db.Db.One<long>("select count(*) from listed_brand"));
    }

    [Theory, EveryDatabase]
    public async Task The_lists_of_December_2025_are_joined_and_the_rest_is_told(DbKind kind)
    {
        var (brands, packages) = (RealData.File("fest/merkevarer-2025-12.csv"),
            RealData.File("fest/pakninger-2025-12.csv"));
        await using var db = await Databases.Fresh(kind);
        var stop = TestContext.Current.CancellationToken;
        var report = (await ImportCatalogueLists.Run(db, new(brands, await File.ReadAllTextAsync(brands, stop),
            packages, await File.ReadAllTextAsync(packages, stop)))).Value;
        Assert.Equal((8_822, 13_237, 13_237), (report.Brands, report.Packages, report.Added));
        Assert.Equal(13_237, report.Outcomes.Values.Sum());
        Assert.Equal(5_173, report.Outcomes[JoinOutcome.HadAtc]);
        Assert.Equal(report.Packages - report.Outcomes[JoinOutcome.HadAtc] - report.Outcomes[JoinOutcome.Joined],
            report.Unjoined.Count);
        Assert.Equal("Risperdal tab 0,5mg 20", (await GetProduct.Run(db, "000005")).Value.Name);
    }
}
