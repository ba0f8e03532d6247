using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Tests;
using static Forsyn.App.Tests.Catalogue.MadeProducts;

namespace Forsyn.App.Tests.Catalogue;

public class SaveProductsTests
{
    [Theory, EveryDatabase]
    public async Task A_product_is_found_by_any_name_of_its_diseases_and_by_its_bar_code_number(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Save(db, [Vaccine("900001", "Trivak", "Meslingvirus, svekket", "measles")], [Measles]);
        var search = await db.Db.One<string>("select search from product where article_number = '900001'");
        Assert.Equal("trivak meslingvirus, svekket j07bd52 meslinger meslingar measles 900001 07046269000019", search);
    }

    [Theory, EveryDatabase]
    public async Task Saving_again_overwrites_the_facts_and_the_diseases_and_keeps_the_rest(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        await Save(db, [Vaccine("900001", "Trivak", "", "measles"), Vaccine("900002", "Annen", "", "rabies")],
            [Measles, Rabies]);
        await Save(db,
            [Vaccine("900001", "Trivak ny", "", "rabies") with { InUseHours = 6, Groups = ProductGroups.None }], []);
        Assert.Equal(2, await db.Db.One<long>("select count(*) from product"));
        Assert.Equal(["Trivak ny"], await db.Db.List<string>(
            "select name from product where article_number = '900001' and in_use_hours = 6 and childhood = @no",
            new { no = false }));
        Assert.Equal(["900001 rabies", "900002 rabies"], await db.Db.List<string>(
            "select article_number || ' ' || disease_code from product_disease order by 1"));
    }

    [Theory, EveryDatabase]
    public async Task A_product_that_names_an_unknown_disease_is_a_broken_promise_and_nothing_is_written(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var error = await Assert.ThrowsAsync<InvariantBroken>((
            ) => Save(db, [Vaccine("900001", "Trivak", "", "measles")], []));
        Assert.Contains("measles", error.Message);
        Assert.Equal(0, await db.Db.One<long>("select count(*) from product"));
    }

    static async Task Save(Db db, IReadOnlyList<Product> products, IReadOnlyList<Disease> diseases) =>
        _ = (await db.Write<int>(async tx => await SaveProducts.Run(tx, products, diseases))).Value;
}
