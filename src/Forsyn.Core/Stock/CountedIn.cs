namespace Forsyn.Core.Stock;

/// <summary>What a quantity in a file is counted in, by the words people use for units and packs.</summary>
public static class CountedIn
{
    static readonly HashSet<string> Units =
        ["", "unit", "units", "dose", "doses", "enhet", "enheter", "eining", "einingar", "doser", "dosar"];
    static readonly HashSet<string> Packs =
        ["pack", "packs", "pakning", "pakninger", "pakningar", "pakke", "pakker", "pakkar"];

    /// <summary>True for packs, false for units or where nothing is written, null for a word that is neither.</summary>
    public static bool? AreInPacks(string? word) => (word ?? "").Trim().ToLowerInvariant() switch
    {
        var known when Units.Contains(known) => false,
        var known when Packs.Contains(known) => true,
        _ => null,
    };
}
