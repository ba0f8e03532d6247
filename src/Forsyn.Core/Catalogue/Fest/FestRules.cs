using Forsyn.Core.Basics.Gs1;

namespace Forsyn.Core.Catalogue.Fest;

/// <summary>What a file's date means against the one imported last.</summary>
public enum FestFileAge { Newer, Same, Older }

/// <summary>The rules of FEST that do not follow from the form of its files.</summary>
public static class FestRules
{
    /// <summary>A file older than what is held is refused; one of the same time holds nothing new (M30 guide
    /// 3.5).</summary>
    public static FestFileAge AgeOf(Moment retrieved, Moment? held) =>
        held is not { } last || retrieved > last ? FestFileAge.Newer : retrieved == last ? FestFileAge.Same
            : FestFileAge.Older;

    /// <summary>Of two versions of one catalogue id the newer is kept; of two made at the same time the one read
    /// last.</summary>
    public static bool Replaces(Moment newcomer, Moment held) => newcomer >= held;

    /// <summary>
    /// An expired entry takes away the version that carries its entry id, and one it never saw replaced: a version of
    /// the same catalogue id that is not newer. Active versions in the same file stay unless they carry the expired
    /// entry id.
    /// </summary>
    public static bool Removes(FestEntry expired, string heldEntryId, string heldCatalogueId, Moment heldTime) =>
        !expired.Active && (expired.EntryId == heldEntryId
            || (heldTime <= expired.Time && expired.Items.Any(item => item.CatalogueId == heldCatalogueId)));

    /// <summary>
    /// A withdrawn or temporarily discontinued package may be sold for three months after the day, counted by the
    /// calendar; after that it leaves FEST (its implementation guide 3.5). Without a day it may be sold.
    /// </summary>
    public static bool SaleAllowed(FestMarketing marketing, DateOnly day)
    {
        var last = Earliest(marketing.WithdrawnOn, marketing.TemporarilyOutOn);
        return last is not { } left || day <= left.AddMonths(3);
    }

    /// <summary>The price of a type that is valid on a day: the one that became valid last, null where none is (FEST
    /// implementation guide 3.5).</summary>
    public static Money? PriceOn(IEnumerable<FestPrice> prices, FestPriceType type, DateOnly day)
    {
        FestPrice? best = null;
        foreach (var price in prices)
            if (price.Type == (int)type && price.Valid.Contains(day) && !(best?.Valid.From > price.Valid.From))
                best = price;
        return best?.Amount;
    }

    /// <summary>Where the package must lie; FEST's freezer is −18 °C, colder storage is not told apart. Null: not
    /// said.</summary>
    public static StorageCondition? Storage(string code) => code switch
    {
        "R" => StorageCondition.Room,
        "K" => StorageCondition.Fridge,
        "D" => StorageCondition.Freezer,
        _ => null,
    };

    /// <summary>A bar code as a GTIN of 14 digits; null where its length (8, 12–14) or its check digit is
    /// wrong.</summary>
    public static string? Gtin14(string barCode) => Gtin.Parse(barCode).Match(gtin => gtin.As14, string? (_) => null);

    static DateOnly? Earliest(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;
}
