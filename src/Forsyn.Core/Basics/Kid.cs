namespace Forsyn.Core.Basics;

/// <summary>How the last character of a KID is made; the bank agreement says which.</summary>
public enum KidMethod { Mod10, Mod11 }

/// <summary>A KID (customer identification on a Norwegian payment): 4 to 25 characters, digits but for a last "-"
/// which MOD11 may give.</summary>
public readonly record struct Kid
{
    readonly string? _text;

    Kid(string text) => _text = text;

    /// <summary>
    /// The digits with their check character behind. Refusals: kid-not-digits, and kid-length unless the whole is 4
    /// to 25 long.
    /// </summary>
    public static Result<Kid> Make(string digits, KidMethod method)
    {
        if (!Digits.All(digits)) return Refusal.Of("kid-not-digits", "kid", digits);
        if (digits.Length is < 3 or > 24) return Refusal.Of("kid-length", "kid", digits);
        return new Kid(digits + CheckCharacter(digits, method));
    }

    /// <summary>Reads a KID from a payment. Refusals as for Make, and kid-check-digit.</summary>
    public static Result<Kid> Parse(string? text, KidMethod method)
    {
        var kid = Digits.WithoutSpaces(text);
        if (kid.Length == 0) return Refusal.Of("kid-length", "kid", "");
        var made = Make(kid[..^1], method);
        return !made.Ok || made.Value.ToString() == kid ? made : Refusal.Of("kid-check-digit", "kid", kid);
    }

    public static bool Check(string? text, KidMethod method) => Parse(text, method).Ok;

    public override string ToString() => _text ?? throw new InvariantBroken("a KID was never set");

    static char CheckCharacter(string digits, KidMethod method)
    {
        var sum = 0;
        for (var place = 0; place < digits.Length; place++)
        {
            var digit = digits[^(place + 1)] - '0';
            if (method == KidMethod.Mod11) sum += digit * (2 + place % 6);
            else if (place % 2 == 1) sum += digit;
            else sum += digit < 5 ? digit * 2 : digit * 2 - 9; // the digits of the double, added
        }
        return method == KidMethod.Mod10 ? (char)('0' + (10 - sum % 10) % 10)
            : (11 - sum % 11) % 11 is var check and < 10 ? (char)('0' + check)
            : '-';
    }
}
