namespace Forsyn.Core.Basics.Gs1;

/// <summary>
/// A global trade item number of 8, 12, 13 or 14 digits, the last a check digit. The digits stay as they were
/// written; two are equal when they are the same number filled up to 14 digits.
/// </summary>
public readonly record struct Gtin
{
    // Norway's share of the GS1 numbers for packages that have only a national article number (NTIN).
    const string NorwegianPrefix = "0704626";

    readonly string? _digits;

    Gtin(string digits) => _digits = digits;

    public string Digits => _digits ?? throw new InvariantBroken("a GTIN was never set");
    /// <summary>Filled up with zeros in front, as in application identifier 01.</summary>
    public string As14 => Digits.PadLeft(14, '0');

    /// <summary>Refusals: gtin-length, gtin-check-digit.</summary>
    public static Result<Gtin> Parse(string? text) =>
        Gs1Key.Read(text, "gtin", 8, 12, 13, 14).Match<Result<Gtin>>(digits => new Gtin(digits), refusal => refusal);

    /// <summary>The NTIN of a package by its Norwegian article number of six digits; anything else throws.</summary>
    public static Gtin NtinFromArticleNumber(string articleNumber)
    {
        if (articleNumber.Length != 6 || !Basics.Digits.All(articleNumber))
            throw new InvariantBroken($"'{articleNumber}' is no article number of six digits");
        var body = NorwegianPrefix + articleNumber;
        return new Gtin(body + Gs1Key.CheckDigit(body));
    }

    /// <summary>The Norwegian article number inside an NTIN; null when the number is another's.</summary>
    public string? ArticleNumber => As14.StartsWith(NorwegianPrefix, StringComparison.Ordinal) ? As14[7..13] : null;

    public bool Equals(Gtin other) => As14 == other.As14;
    public override int GetHashCode() => As14.GetHashCode(StringComparison.Ordinal);
    public override string ToString() => Digits;
}
