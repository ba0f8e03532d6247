using System.Data.Common;
using Dapper;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Catalogue;

/// <summary>Reads products back as the rules see them.</summary>
public static class LoadProducts
{
    public const string Sql = "select * from product where article_number in @articles";

    public static async Task<Dictionary<string, Product>> Run(Db db, IEnumerable<string> articles)
    {
        await using var connection = await db.Read();
        return await Run(connection, articles);
    }

    public static async Task<Dictionary<string, Product>> Run(DbConnection connection, IEnumerable<string> articles) =>
        (await connection.QueryAsync<ProductRow>(Sql, new { articles = InList.Of(articles) }))
            .Select(r => r.ToProduct())
            .ToDictionary(p => p.ArticleNumber.ToString());
}

/// <summary>A stored product.</summary>
public sealed class ProductRow
{
    public string ArticleNumber { get; init; } = "";
    public string Gtin { get; init; } = "";
    public string Name { get; init; } = "";
    public string Substance { get; init; } = "";
    public string Atc { get; init; } = "";
    public string Form { get; init; } = "";
    public string Strength { get; init; } = "";
    public string Class { get; init; } = "";
    public long DosesPerPack { get; init; }
    public string UnitsNote { get; init; } = "";
    public string Storage { get; init; } = "";
    public bool Authorised { get; init; }
    public bool Childhood { get; init; }
    public bool Hpv { get; init; }
    public bool Influenza { get; init; }
    public bool YellowFever { get; init; }
    public bool Pregnancy { get; init; }
    public string BlueKeys { get; init; } = "";
    public string Preservative { get; init; } = "";
    public bool MultiDose { get; init; }
    public long? InUseHours { get; init; }
    public bool FreezeDried { get; init; }
    public bool LightProtected { get; init; }
    public long PriceOre { get; init; }
    public bool PositiveList { get; init; }
    public string PrescriptionGroup { get; init; } = "";
    public bool Made { get; init; }

    /// <summary>The product; its diseases are left empty, since no rule of an order reads them.</summary>
    public Product ToProduct() => new(
        Core.Catalogue.ArticleNumber.Of(ArticleNumber), Made, Name, Substance, Atc, Form, Strength,
        Enum<ProductClass>(Class), [],
        (int)DosesPerPack, UnitsNote, Enum<StorageCondition>(Storage), Authorised, PositiveList, Groups(),
        BlueKeys.Split(',', StringSplitOptions.RemoveEmptyEntries), Enum<Preservative>(Preservative), MultiDose,
        (int?)InUseHours, FreezeDried, LightProtected, new Money(PriceOre), PrescriptionGroup);

    ProductGroups Groups() =>
        (Childhood ? ProductGroups.Childhood : 0) | (Hpv ? ProductGroups.Hpv : 0) | (Influenza
            ? ProductGroups.Influenza : 0) |
        (YellowFever ? ProductGroups.YellowFever : 0) | (Pregnancy ? ProductGroups.Pregnancy : 0);

    static T Enum<T>(string text) where T : struct, Enum =>
        Kebab.TryParse<T>(text, out var value) ? value
            : throw new InvariantBroken($"the database holds '{text}' for {typeof(T).Name}");
}
