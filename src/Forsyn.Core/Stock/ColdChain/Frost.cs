using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Stock.ColdChain;

/// <summary>Which products frost destroys, and where their frost begins, when their own source says nothing.</summary>
public static class Frost
{
    // Vaccines bound to aluminium salt, by ATC: diphtheria, tetanus and pertussis alone and combined, hepatitis,
    // human papillomavirus, conjugated pneumococci, meningococci B and C, tick-borne and Japanese encephalitis. No
    // register says it of each product, so the list is our own choice.
    static readonly string[] Adsorbed =
        ["J07AF", "J07AJ", "J07AM", "J07CA", "J07BC", "J07BM", "J07AL02", "J07AH07", "J07AH09", "J07BA"];

    public static bool IsAdsorbed(string atc) => Adsorbed.Any(code => atc.StartsWith(code, StringComparison.Ordinal));

    /// <summary>Below this a product is held to have frozen; what is kept frozen does not freeze again.</summary>
    public static Celsius Below(string atc, StorageCondition storage, RuleNumbers numbers) => storage switch
    {
        StorageCondition.Freezer or StorageCondition.UltraFreezer => Celsius.Of(-200),
        _ when IsAdsorbed(atc) => Celsius.OfMilliKelvin(numbers.Count("cold-freezes-below-adsorbed-millikelvin")),
        _ => Celsius.OfMilliKelvin(numbers.Count("cold-freezes-below-liquid-millikelvin")),
    };
}
