namespace Forsyn.Core.Basics.Gs1;

/// <summary>The check digit that GTIN, GLN, SSCC and the other numeric GS1 keys share (GS1 General Specifications
/// 7.9.1).</summary>
public static class Gs1Key
{
    /// <summary>The digit that belongs behind these digits; anything but digits throws InvariantBroken.</summary>
    public static char CheckDigit(ReadOnlySpan<char> body)
    {
        if (!Digits.All(body)) throw new InvariantBroken($"no check digit belongs to '{body}'");
        var sum = 0;
        for (var place = 0; place < body.Length; place++)
            sum += (body[^(place + 1)] - '0') * (place % 2 == 0 ? 3 : 1);
        return (char)('0' + (10 - sum % 10) % 10);
    }

    /// <summary>Whether the last of at least two digits is the check digit of those before it.</summary>
    public static bool HasCheckDigit(ReadOnlySpan<char> digits) =>
        digits.Length >= 2 && Digits.All(digits) && CheckDigit(digits[..^1]) == digits[^1];

    /// <summary>The digits without spaces, or a refusal: {name}-length or {name}-check-digit.</summary>
    internal static Result<string> Read(string? text, string name, params ReadOnlySpan<int> lengths)
    {
        var digits = Digits.WithoutSpaces(text);
        if (!Digits.All(digits) || !lengths.Contains(digits.Length))
            return Refusal.Of($"{name}-length", name, text ?? "");
        return HasCheckDigit(digits) ? digits : Refusal.Of($"{name}-check-digit", name, text ?? "");
    }
}

/// <summary>A global location number: 13 digits, the last a check digit.</summary>
public readonly record struct Gln
{
    readonly string? _digits;

    Gln(string digits) => _digits = digits;

    /// <summary>Refusals: gln-length, gln-check-digit.</summary>
    public static Result<Gln> Parse(string? text) =>
        Gs1Key.Read(text, "gln", 13).Match<Result<Gln>>(digits => new Gln(digits), refusal => refusal);

    public override string ToString() => _digits ?? throw new InvariantBroken("a GLN was never set");
}

/// <summary>A serial shipping container code, on a parcel or a pallet: 18 digits, the last a check digit.</summary>
public readonly record struct Sscc
{
    readonly string? _digits;

    Sscc(string digits) => _digits = digits;

    /// <summary>Refusals: sscc-length, sscc-check-digit.</summary>
    public static Result<Sscc> Parse(string? text) =>
        Gs1Key.Read(text, "sscc", 18).Match<Result<Sscc>>(digits => new Sscc(digits), refusal => refusal);

    public override string ToString() => _digits ?? throw new InvariantBroken("an SSCC was never set");
}
