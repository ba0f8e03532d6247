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
        var lots = await Bulk.Load(tx, "lot",
            ["id", "article_number", "lot_number", "expires_on", "produced_on", "received_on"],
            packages.SelectMany(package => package.Lots, (package, lot) => (object?[])
            [
                lot.Id, package.Product.ArticleNumber.ToString(), lot.Lot.Number, lot.Lot.ExpiresOn, lot.Lot.ProducedOn,
                lot.Lot.ReceivedOn,
            ]));
        var equipment = country.Equipment.Select(product => (Product: product, Lot: tx.Ids.Next())).ToList();
        lots += await Bulk.Load(tx, "lot",
            ["id", "article_number", "lot_number", "expires_on", "produced_on", "received_on"],
            equipment.Select(one => (one, MadeEquipment.Lot(one.Product, now.Day))).Select(made => (object?[])
            [
                made.one.Lot, made.one.Product.ArticleNumber.ToString(), made.Item2.Number, made.Item2.ExpiresOn,
                made.Item2.ProducedOn, made.Item2.ReceivedOn,
            ]));
        progress?.Invoke($"{lots} lots");
        var holders = await Holders(tx, country);
        var fhi = holders.Single(holder => holder.Key == "fhi");
        var booked = await OpenBooks.Run(tx,
        [
            .. MadeStock.AtFhi(fhi, packages.Where(package => package.Product.Class != ProductClass.Medicine)),
            .. MadeStock.AtOthers(holders, packages, now.Day, new Random(Seed)),
            .. MadeEquipment.Of(holders, equipment, now.Day),
            .. await AtTheOnCallPharmacy(tx, country, fhi, packages),
        ], now, By);
        return booked.Ok ? (lots, booked.Value) : booked.Refusal!;
    }

    static List<MadePackage> Packages(Tx tx, CountryData country, DateOnly today)
    {
        var products = country.Products.Concat(country.CriticalPackages).ToDictionary(product => product.ArticleNumber);
        return
        [
            .. country.Supply.Where(recipe => !recipe.AnnualUse.IsZero).Select(recipe => new MadePackage(
                products[recipe.ArticleNumber], recipe.AnnualUse,
                [
                    .. MadeLots.Of(recipe.Lots, recipe.ShelfLifeMonths, today, MadeLots.Chance(recipe.ArticleNumber))
                        .Select(lot => (tx.Ids.Next(), lot)),
                ])),
        ];
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

    static async Task<List<MadeHolder>> Holders(Tx tx, CountryData country)
    {
        var rows = await tx.List<PlaceRow>(
            """
            select party.id as party_id, party.key, party.type, party.municipality_number, place.id as place_id,
                place.storage
            from party join place on place.party_id = party.id
            where not place.quarantine and place.keeper_id is null
                and not exists (select 1 from place kept where kept.keeper_id = party.id)
            order by party.id, place.id
            """);
        var people = country.Municipalities.ToDictionary(place => place.Number, place => place.People.Total);
        var holders = rows.GroupBy(row => row.PartyId).Select(places => (First: places.First(), Places: places))
            .ToList();
        var alike = holders.CountBy(one => (one.First.Type, one.First.MunicipalityNumber)).ToDictionary();
        return
        [
            .. holders.Select(one => new MadeHolder(
                one.First.PartyId, one.First.Key, one.First.PartyType,
                people.GetValueOrDefault(one.First.MunicipalityNumber
                    ?? "") / alike[(one.First.Type, one.First.MunicipalityNumber)],
                one.Places.SelectMany(row => row.Conditions, (row, condition) => (condition, row.PlaceId))
                    .ToLookup(pair => pair.condition, pair => pair.PlaceId))),
        ];
    }

    sealed class PlaceRow
    {
        public long PartyId { get; init; }
        public string Key { get; init; } = "";
        public string Type { get; init; } = "";
        public string? MunicipalityNumber { get; init; }
        public long PlaceId { get; init; }
        public string Storage { get; init; } = "";

        public PartyType PartyType => Read<PartyType>(Type);
        public IEnumerable<StorageCondition> Conditions => Storage.Split(',').Select(Read<StorageCondition>);

        static T Read<T>(string text) where T : struct, Enum =>
            Kebab.TryParse<T>(text, out var value) ? value
                : throw new InvariantBroken($"'{text}' is no {typeof(T).Name}");
    }
}
