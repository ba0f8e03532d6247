using System.Globalization;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>What the three fields of a line are called in the form they stand in.</summary>
public sealed record AmountNames(string Amount, string Unit, string Purpose)
{
    /// <summary>Doses of what was written, packs or doses; null where it is no number that can be ordered.</summary>
    public static long? Doses(string? amount, string? unit, int dosesPerPack)
    {
        var text = string.Concat((amount ?? "").Where(letter => !char.IsWhiteSpace(letter)));
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return null;
        // More than the rules take is passed on as it is, for the rules to answer; it must only not overflow.
        var inRange = Math.Clamp(number, -1_000_000_000, 1_000_000_000);
        return unit == "packs" ? inRange * dosesPerPack : inRange;
    }

    /// <summary>Doses as people ordered them: whole packs where they are.</summary>
    public static (string Amount, string Unit) Written(long? doses, int dosesPerPack) =>
        doses is { } n && dosesPerPack > 1 && n % dosesPerPack == 0
            ? (Text(n / dosesPerPack), "packs")
            : (doses is { } m ? Text(m) : "", dosesPerPack == 1 ? "packs" : "doses");

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
