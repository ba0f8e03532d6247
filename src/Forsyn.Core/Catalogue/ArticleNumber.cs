namespace Forsyn.Core.Catalogue;

/// <summary>A Norwegian article number (varenummer): exactly six digits, leading zeros kept, one for each
/// package.</summary>
public readonly record struct ArticleNumber : IComparable<ArticleNumber>
{
    readonly string? _digits;

    ArticleNumber(string digits) => _digits = digits;

    public static bool TryParse(string? text, out ArticleNumber number)
    {
        var ok = text is { Length: 6 } && text.All(char.IsAsciiDigit);
        number = ok ? new ArticleNumber(text!) : default;
        return ok;
    }

    /// <summary>For numbers already checked; throws InvariantBroken on anything but six digits.</summary>
    public static ArticleNumber Of(string text) =>
        TryParse(text, out var number) ? number
            : throw new InvariantBroken($"'{text}' is no article number of six digits");

    public int CompareTo(ArticleNumber other) => string.CompareOrdinal(ToString(), other.ToString());
    public override string ToString() => _digits ?? throw new InvariantBroken("an article number was never set");
}
