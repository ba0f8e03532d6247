using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Tests;
using static Forsyn.App.Tests.Catalogue.MadeProducts;

namespace Forsyn.App.Tests.Catalogue;

public class FindProductsTests
{
    static readonly Product[] Products =
    [
        Vaccine("900001", "Trivak", "Meslingvirus, svekket", "measles"),
        Vaccine("900002", "Rabivak 100%", "Rabiesvirus, inaktivert", "rabies") with { Groups = ProductGroups.None },
        Vaccine("900003", "Ånevak", "", "measles",
            "rabies") with { Groups = ProductGroups.Influenza | ProductGroups.Pregnancy },
        Vaccine("900005", "Feberdemp", "Paracetamol") with { Class = ProductClass.Medicine,
            Groups = ProductGroups.None },
        Vaccine("900004", "Uprisvak") with { PricePerPack = Money.Zero, Groups = ProductGroups.None },
        Vaccine("012345", "Trivak", "Meslingvirus, svekket", "measles"),
    ];

    [Theory, EveryDatabase]
    public async Task Every_way_to_name_a_product_finds_it_and_nothing_else(DbKind kind)
    {
        await using var db = await Saved(kind);
        foreach (var (text, found) in new[]
        {
            ("", "900005 900002 012345 900001 900004 900003"), ("trivak", "012345 900001"),
            ("MESLINGVIRUS", "012345 900001"), ("measles", "012345 900001 900003"), ("meslingar rabies", "900003"),
            ("åne", "900003"), ("ÅNE", "900003"),
            ("900002", "900002"), ("9000", "900005 900002 900001 900004 900003"), ("012345", "012345"),
            ("100%", "900002"), ("%", "900002"), ("_", ""), ("\\", ""), ("j07bd52 feber", "900005"),
            ("7046269000026", "900002"),
            ("07046269000026", "900002"), ("]d20107046269000026172702281012A", "900002"),
            ("(01)07046269000026(10)X1", "900002"), ("0107046269000026172702281012A\u001d21SER1", "900002"),
            ("]E07046269000026", "900002"),
            ("7046269000027", ""), ("']; drop table product --", ""),
        })
            Assert.Equal((text, found), (text, Numbers(await Find(db, new(text)))));
    }

    [Theory, EveryDatabase]
    public async Task Filters_narrow_by_group_class_and_what_the_shop_sells(DbKind kind)
    {
        await using var db = await Saved(kind);
        Assert.Equal("012345 900001", Numbers(await Find(db, new(Group: ProductGroups.Childhood))));
        Assert.Equal("900003", Numbers(await Find(db, new(Group: ProductGroups.Influenza))));
        Assert.Equal("900005", Numbers(await Find(db, new(Class: ProductClass.Medicine))));
        var orderable = await Find(db, new(OnlyOrderable: true));
        Assert.Equal("900002 012345 900001 900003", Numbers(orderable));
        Assert.All(orderable.Items, item => Assert.True(item.Orderable));
        Assert.Equal(2, (await Find(db, new())).Items.Count(item => !item.Orderable));
    }

    [Theory, EveryDatabase]
    public async Task Pages_follow_each_other_without_gap_or_repetition_also_over_equal_names(DbKind kind)
    {
        await using var db = await Saved(kind);
        var all = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Find(db, new(Cursor: cursor, Limit: 1));
            all.Add(page.Items.Single().ArticleNumber);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal("900005 900002 012345 900001 900004 900003", string.Join(' ', all));
        Assert.Equal("cursor-invalid", (await FindProducts.Run(db, new(Cursor: "x"))).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_product_is_shown_with_its_groups_diseases_and_price(DbKind kind)
    {
        await using var db = await Saved(kind);
        var view = (await GetProduct.Run(db, "900003")).Value;
        Assert.Equal(["influenza", "pregnancy"], view.Groups);
        Assert.Equal(["Meslinger", "Rabies"], view.Diseases.Select(d => d.Bokmaal));
        Assert.Equal(("1200.00", 10, StorageCondition.Fridge),
            (view.PricePerPack.ToString(), view.DosesPerPack, view.Storage));
        Assert.Equal("article-unknown", (await GetProduct.Run(db, "999999")).Refusal?.Code);
    }

    static async Task<TestDatabase> Saved(DbKind kind)
    {
        var db = await Databases.Fresh(kind);
        _ = (await db.Db.Write<int>(async tx => await SaveProducts.Run(tx, Products, [Measles, Rabies]))).Value;
        return db;
    }

    static async Task<Page<ProductView>> Find(Db db, FindProductsQuery query) => (await FindProducts.Run(db, query))
        .Value;
    static string Numbers(Page<ProductView> page) => string.Join(' ', page.Items.Select(item => item.ArticleNumber));
}
