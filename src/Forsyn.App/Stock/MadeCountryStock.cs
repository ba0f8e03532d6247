using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>Writes made lots, and reads who can hold them.</summary>
public static class MadeCountryStock
{
    public static Task<long> Lots(Tx tx, IEnumerable<MadePackage> packages) => Bulk.Load(tx, "lot",
        ["id", "article_number", "lot_number", "expires_on", "produced_on", "received_on"],
        packages.SelectMany(package => package.Lots, (package, lot) => (object?[])
        [
            lot.Id, package.Product.ArticleNumber.ToString(), lot.Lot.Number, lot.Lot.ExpiresOn, lot.Lot.ProducedOn,
            lot.Lot.ReceivedOn,
        ]));

    /// <summary>Who may hold stock, with the places where it can lie.</summary>
    public static async Task<List<MadeHolder>> Holders(Tx tx, CountryData country)
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
