using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Fulfilment;

/// <summary>Something those who handle a product must know; the text is looked up by code.</summary>
/// <param name="Hours">Hours the text names, where it names any.</param>
public sealed record HandlingNote(string Code, long? Hours = null);

/// <summary>What must be said of a product wherever it is picked, packed, sent and received.</summary>
public static class HandlingRules
{
    public static IReadOnlyList<HandlingNote> Notes(Product product) =>
        [
            new(Kebab.Of(product.Storage)),
            .. Protect_from_light(product), .. Use_at_once_when_mixed(product),
            .. Opened_container_keeps_a_few_hours(product),
        ];

    [Rule("FHI, terms of delivery", "SHL-010")]
    public static IEnumerable<HandlingNote> Protect_from_light(Product product) =>
        product.LightProtected ? [new("light")] : [];

    [Rule("FHI, terms of delivery", "SHL-009")]
    public static IEnumerable<HandlingNote> Use_at_once_when_mixed(Product product) =>
        product.FreezeDried ? [new("freeze-dried")] : [];

    /// <summary>Hours are the manufacturer's; where none are known the package leaflet is pointed to.</summary>
    [Rule("FHI, terms of delivery", "SHL-007", "SHL-008")]
    public static IEnumerable<HandlingNote> Opened_container_keeps_a_few_hours(Product product) =>
        product.InUseHours is { } hours ? [new("in-use", hours)] : product.MultiDose ? [new("multi-dose")] : [];

    /// <summary>
    /// What the carrier must keep: the coldest condition any product needs; nothing is warmed on the way for the
    /// others' sake.
    /// </summary>
    public static StorageCondition Strictest(IEnumerable<StorageCondition> conditions) =>
        conditions.DefaultIfEmpty(StorageCondition.Room).Max();
}
