using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Catalogue;

public class BuiltInProductsTests
{
    static readonly CountryData Norway = Country.Load().Value;
    static readonly IReadOnlyList<Product> Products = Norway.Products;

    [Fact]
    public void Every_product_of_the_blue_prescription_table_can_be_ordered()
    {
        var covered = Products.SelectMany(product => product.BlueKeys).ToHashSet();
        Assert.Equal(20, BlueKey.All.Count);
        Assert.All(BlueKey.All, key => Assert.Contains(key, covered));
    }

    [Fact]
    [Requirement("SHL-005", "SHL-006")]
    public void No_product_in_the_childhood_programme_has_a_mercury_preservative()
    {
        var childhood = Products.Where(product => product.Has(ProductGroups.Childhood)).ToList();
        Assert.InRange(childhood.Count, 9, 40);
        Assert.DoesNotContain(childhood, product => product.Preservative == Preservative.Mercury);
    }

    [Theory]
    [InlineData("rotavirus")]
    [InlineData("hib")]
    [InlineData("hepatitis-b")]
    [InlineData("pneumococcal")]
    [InlineData("measles")]
    [InlineData("polio")]
    [InlineData("hpv")]
    [InlineData("tuberculosis")]
    public void The_childhood_programme_protects_against(string disease) =>
        Assert.Contains(Products, p => p.Has(ProductGroups.Childhood) && p.Diseases.Contains(disease) && p.Authorised);

    [Fact]
    [Requirement("SHL-007", "SHL-008", "SHL-010")]
    public void BCG_and_tuberculin_are_the_only_multi_dose_containers_without_preservative()
    {
        var multiDose = Products.Where(p => p is { MultiDose: true, Preservative: Preservative.None }).ToList();
        Assert.Equal(["J07AN01", "V04CF01"], multiDose.Select(product => product.Atc).Order());
        Assert.All(multiDose, product => Assert.True(product is { LightProtected: true, InUseHours: > 0 and <= 24 }));
    }

    [Fact]
    [Requirement("UNL-001", "UNL-010")]
    public void Products_without_authorisation_are_flagged_and_Rouvax_is_off_the_positive_list()
    {
        var unauthorised = Products.Where(product => !product.Authorised).ToList();
        Assert.InRange(unauthorised.Count, 5, 25);
        Assert.Contains(unauthorised, product => product.OnPositiveList);
        Assert.Contains(unauthorised, product => product is { Name: "Rouvax", OnPositiveList: false });
    }

    [Fact]
    [Requirement("YEL-009")]
    public void The_vaccination_certificate_can_be_ordered_and_is_no_medicine()
    {
        var certificate = Assert.Single(Products, product => product.Class == ProductClass.Certificate);
        Assert.Equal(("", "yellow-fever"), (certificate.Atc, Assert.Single(certificate.Diseases)));
    }

    [Fact]
    public void Vaccines_have_ATC_codes_of_vaccines_and_immunoglobulins_and_sera_of_theirs()
    {
        var prefixes = new Dictionary<ProductClass, string>
        {
            [ProductClass.Vaccine] = "J07", [ProductClass.Immunoglobulin] = "J06B", [ProductClass.Serum] = "J06A",
        };
        foreach (var product in Products.Where(product => prefixes.ContainsKey(product.Class)))
            Assert.StartsWith(prefixes[product.Class], product.Atc);
    }

    [Fact]
    public void Made_numbers_are_nine_hundred_thousand_and_up_and_no_other_number_is() =>
        Assert.All(Products.Concat(Norway.CriticalPackages), product =>
            Assert.Equal(product.MadeNumber, string.CompareOrdinal(product.ArticleNumber.ToString(), "900000") >= 0));

    [Fact]
    [Requirement("STP-008", "STP-010")]
    public void About_sixty_critical_substances_of_every_kind_have_at_least_two_packages_but_few()
    {
        Assert.InRange(Norway.Substances.Count, 55, 70);
        Assert.Equal(Enum.GetValues<SubstanceGroup>(), Norway.Substances.Select(one => one.Group).Distinct().Order());
        var packages = Norway.CriticalPackages.ToLookup(package => package.Atc);
        Assert.All(Norway.Substances, substance => Assert.InRange(packages[substance.Atc].Count(), 2, 4));
    }

    [Fact]
    public void Every_package_has_one_recipe_for_opening_stock() =>
        Assert.Equal(
            Products.Concat(Norway.CriticalPackages).Select(product => product.ArticleNumber).Order(),
            Norway.Supply.Select(recipe => recipe.ArticleNumber).Order());

    [Fact]
    public void Real_article_numbers_are_in_the_package_list_and_made_ones_are_not()
    {
        var lines = File.ReadLines(RealData.File("fest/pakninger-2025-12.csv")).Skip(1);
        var real = lines.Select(line => line[..6]).ToHashSet();
        Assert.All(Products.Concat(Norway.CriticalPackages), product =>
            Assert.Equal(!product.MadeNumber, real.Contains(product.ArticleNumber.ToString())));
    }
}
