using Dapper;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.App.Stock;

/// <summary>Which stock is meant; what is left out is not filtered by.</summary>
/// <param name="Query">Words of the product: name, substance, disease or number, all of which must be met.</param>
/// <param name="Atc">The beginning of an ATC code.</param>
/// <param name="County">Two digits.</param>
/// <param name="Municipality">Four digits.</param>
/// <param name="Expiring">Only lots that expire within so many days of the day, or have expired.</param>
/// <param name="AsOf">What stood there when this day ended; null is all that is booked.</param>
/// <param name="KnownOn">Only what was written when this day ended; null is all that is known now.</param>
public sealed record StockFilter(
    string? ArticleNumber = null, string? Query = null, string? Atc = null, string? County = null,
    string? Municipality = null,
    PartyType? HolderType = null, long? Holder = null, long? Lot = null, Pool? Pool = null, Status? Status = null,
    int? Expiring = null, DateOnly? AsOf = null, string? Substance = null, DateOnly? KnownOn = null)
{
    /// <summary>How many days before its expiry a lot can be asked about.</summary>
    public static IReadOnlyList<int> WithinDays => StockTail.Soon;
    /// <summary>The days that are meant where none are said.</summary>
    public const int ExpiringDays = 90;

    string[] Words => (Query ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The last day of expiry that counts as within so many days.</summary>
    public DateOnly Soon(DateOnly today, int days) => (AsOf ?? today).AddDays(days);

    internal bool AsksProduct => Atc is not null || Substance is not null || Words.Length > 0;
    internal bool AsksHolder => County is not null || Municipality is not null || HolderType is not null;

    /// <summary>
    /// The tables a row with lot_id and holder_id is joined to, and no more of them than are asked for.
    /// </summary>
    internal string Joins(string row, bool product, bool holder) =>
        $" join lot l on l.id = {row}.lot_id"
        + (product || AsksProduct ? " join product p on p.article_number = l.article_number" : "")
        + (holder || AsksHolder
            ? $" join party y on y.id = {row}.holder_id left join municipality m on m.number = y.municipality_number"
                : "");

    /// <summary>
    /// What must hold of lot, product and holder; the slot is asked of each side of a movement for itself.
    /// </summary>
    internal IEnumerable<string> Conditions(string row)
    {
        if (ArticleNumber is not null) yield return "l.article_number = @ArticleNumber";
        foreach (var condition in OfProduct) yield return condition;
        if (County is not null) yield return "m.county_number = @County";
        if (Municipality is not null) yield return "y.municipality_number = @Municipality";
        if (HolderType is not null) yield return "y.type = @HolderType";
        if (Holder is not null) yield return $"{row}.holder_id = @Holder";
        if (Lot is not null) yield return $"{row}.lot_id = @Lot";
        if (Expiring is not null) yield return "l.expires_on <= @Soon";
    }

    /// <summary>What must hold of a product p, its number apart.</summary>
    internal IEnumerable<string> OfProduct
    {
        get
        {
            for (var i = 0; i < Words.Length; i++) yield return $"p.search like @Word{i} escape '\\'";
            if (Substance is not null) yield return "p.substance = @Substance";
            if (Atc is not null) yield return "p.atc like @Atc escape '\\'";
        }
    }

    /// <summary>The newest name of the holder that Joins calls y.</summary>
    internal const string HolderName =
        "coalesce((select n.name_nb from party_name n where n.party_id = y.id " +
        "order by n.valid_from desc limit 1), y.key)";

    /// <summary>All that must hold of a held row h.</summary>
    internal string Held => string.Join(" and ",
        Conditions("h").Prepend(Slot("h.status", "h.pool")).Prepend("h.units <> 0"));

    /// <summary>What must hold of a slot: it is inside, and of the status and the pool asked for.</summary>
    internal string Slot(string status, string pool) =>
        $"{status} < 10" + (Status is null ? "" : $" and {status} = @Status")
            + (Pool is null ? "" : $" and {pool} = @Pool");

    internal DynamicParameters Values(DateOnly today)
    {
        var values = new DynamicParameters(new
        {
            ArticleNumber, Atc = $"{Like(Atc ?? "")}%", County, Municipality, Holder, Lot,
            Substance, AtcIs = Atc, Soon = Soon(today, Expiring ?? 0),
            HolderType = HolderType is { } type ? Kebab.Of(type) : null, Pool = (short?)Pool, Status = (short?)Status,
            AsOf = AsOf ?? today,
            KnownBefore = Moment.InOslo((KnownOn ?? today).AddDays(1), TimeOnly.MinValue).Microseconds,
        });
        foreach (var days in WithinDays) values.Add($"Soon{days}", Soon(today, days));
        for (var i = 0; i < Words.Length; i++) values.Add($"Word{i}", $"%{Like(Words[i])}%");
        return values;
    }

    internal static string Like(string text) => text.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_");
}
