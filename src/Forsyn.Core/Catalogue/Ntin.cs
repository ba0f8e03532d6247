namespace Forsyn.Core.Catalogue;

/// <summary>The Nordic trade item number that stands for an article number in a bar code: 0704626, six digits, check digit.</summary>
public static class Ntin
{
    const string Prefix = "0704626";

    /// <summary>Always 14 digits, the form of a GTIN in AI 01 and of the product table.</summary>
    public static string Of(ArticleNumber number)
    {
        var body = Prefix + number;
        return body + CheckDigit(body);
    }

    /// <summary>The article number inside an NTIN of 13 or 14 digits; false for any other GTIN and for a wrong check digit.</summary>
    public static bool TryRead(string gtin, out ArticleNumber number)
    {
        number = default;
        var padded = gtin.PadLeft(14, '0');
        return padded.Length == 14 && padded.StartsWith(Prefix, StringComparison.Ordinal)
            && ArticleNumber.TryParse(padded[7..13], out number) && Of(number) == padded;
    }

    // GS1 General Specifications 7.9: weights 3 and 1 from the right, the digit that fills up to the next ten.
    static int CheckDigit(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++) sum += (body[body.Length - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
        return (10 - sum % 10) % 10;
    }
}
