using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>Gives the demonstration country its lots and books what lies where, once, into an empty ledger.</summary>
public static class OpeningStock
{
    const int Seed = 20260102;
    const string By = "seed";

    /// <summary>Returns lots and transfers written; the parties, places and products must be there.</summary>
    public static async Task<Result<(long Lots, long Transfers)>> Run(
        Tx tx, CountryData country, Moment now, Action<string>? progress = null)
    {
        var packages = Packages(tx, country, now.Day);
        var lots = await MadeCountryStock.Lots(tx, packages);
        var equipment = country.Equipment.Select(product => (Product: product, Lot: tx.Ids.Next())).ToList();
        lots += await MadeCountryStock.Lots(tx, equipment.Select(one => new MadePackage(one.Product, Quantity.Zero,
            [(one.Lot, MadeEquipment.Lot(one.Product, now.Day))])));
        progress?.Invoke($"{lots} lots");
        var holders = await MadeCountryStock.Holders(tx, country);
        var fhi = holders.Single(holder => holder.Key == "fhi");
        var booked = await OpenBooks.Run(tx,
        [
            .. MadeStock.AtFhi(fhi, packages.Where(package => package.Product.Class != ProductClass.Medicine)),
            .. MadeStock.AtOthers(holders, packages, now.Day, new Random(Seed)),
            .. MadeEquipment.Of(holders, equipment, now.Day),
            .. await AtTheOnCallPharmacy(tx, country, fhi, packages),
            .. MadeFlow.Of(await OthersThanThePersonas(tx, holders), packages, now.Day),
        ], now, By);
        return booked.Ok ? (lots, booked.Value) : booked.Refusal!;
    }

    // Who tries the program as one of the made people finds a shelf nobody has used of.
    static async Task<IReadOnlyList<MadeHolder>> OthersThanThePersonas(Tx tx, IReadOnlyList<MadeHolder> holders)
    {
        var taken = (await tx.List<long>("select distinct party_id from person")).ToHashSet();
        return [.. holders.Where(holder => !taken.Contains(holder.Party))];
    }

    static List<MadePackage> Packages(Tx tx, CountryData country, DateOnly today)
    {
        var products = country.Products.Concat(country.CriticalPackages).ToDictionary(product => product.ArticleNumber);
        return
        [
            .. country.Supply.Where(recipe => !recipe.AnnualUse.IsZero).Select(recipe => new MadePackage(
                products[recipe.ArticleNumber], recipe.AnnualUse,
                [.. Lots(products[recipe.ArticleNumber], recipe, today).Select(lot => (tx.Ids.Next(), lot))])),
        ];
    }

    static IReadOnlyList<MadeLot> Lots(Product product, SupplyRecipe recipe, DateOnly today)
    {
        var chance = MadeLots.Chance(recipe.ArticleNumber);
        return product.Class == ProductClass.Medicine
            ? MadeLots.Steady(recipe.Lots, recipe.ShelfLifeMonths, today, chance)
            : MadeLots.Of(recipe.Lots, recipe.ShelfLifeMonths, today, chance);
    }

    // FHI's emergency products, at the place a pharmacy keeps for it (URG-003); nobody counts them but FHI.
    static async Task<IReadOnlyList<Transfer>> AtTheOnCallPharmacy(
        Tx tx, CountryData country, MadeHolder fhi, List<MadePackage> packages)
    {
        var place = await tx.One<long?>("select id from place where party_id = @Party and keeper_id is not null",
            new { fhi.Party });
        var wanted = country.Emergency.ToDictionary(product => product.ArticleNumber, product => product.Units);
        return place is not { } id ? []
            : [.. MadeStock.Emergency(fhi.Party, id, packages.Where(p => wanted.ContainsKey(p.Product.ArticleNumber)),
                package => wanted[package.Product.ArticleNumber])];
    }
}
