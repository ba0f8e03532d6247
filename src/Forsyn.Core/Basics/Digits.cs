namespace Forsyn.Core.Basics;

/// <summary>What numbers with check digits share. Digits are ASCII 0 to 9; other scripts' digits are no digits
/// here.</summary>
static class Digits
{
    internal static bool All(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    /// <summary>The text without the spaces people write numbers with.</summary>
    internal static string WithoutSpaces(string? text) => (text ?? "").Replace(" ", "").Replace("\u00a0", "");

    /// <summary>The sum of each digit times the weight on its place; the weights may be fewer than the
    /// digits.</summary>
    internal static int WeightedSum(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += (digits[i] - '0') * weights[i];
        return sum;
    }

    internal static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits) number = number * 10 + (digit - '0');
        return number;
    }
}
