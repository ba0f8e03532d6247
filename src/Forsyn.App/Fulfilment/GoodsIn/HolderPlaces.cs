using Forsyn.App.Database;
using Forsyn.Core.Catalogue;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>Where a holder puts goods: set apart until they are released, then where they are kept.</summary>
sealed class HolderPlaces
{
    readonly List<PlaceRow> _rows;

    HolderPlaces(List<PlaceRow> rows) => _rows = rows;

    public static async Task<HolderPlaces> Load(Tx tx, long holder) => new(await tx.List<PlaceRow>(
        "select id, storage, quarantine, is_default from place where party_id = @holder and keeper_id is null " +
        "order by id", new { holder }));

    /// <summary>The first place that keeps what the product needs; any where none does; null without places.</summary>
    public long? For(StorageCondition storage, bool quarantine) => _rows
        .OrderByDescending(row => row.Keeps(storage)).ThenByDescending(row => row.Quarantine == quarantine)
        .ThenByDescending(row => row.IsDefault).ThenBy(row => row.Id).FirstOrDefault()?.Id;

    sealed class PlaceRow
    {
        public long Id { get; init; }
        public string Storage { get; init; } = "";
        public bool Quarantine { get; init; }
        public bool IsDefault { get; init; }

        public bool Keeps(StorageCondition storage) => Storage.Split(',').Contains(Kebab.Of(storage));
    }
}
