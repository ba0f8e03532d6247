namespace Forsyn.Core.Basics;

/// <summary>A Norwegian organisation number: nine digits, the last a MOD11 check digit
/// (Brønnøysundregistrene).</summary>
public readonly record struct OrganisationNumber
{
    static readonly int[] Weights = [3, 2, 7, 6, 5, 4, 3, 2, 1];

    readonly string? _digits;

    OrganisationNumber(string digits) => _digits = digits;

    public string Digits => _digits ?? throw new InvariantBroken("an organisation number was never set");

    /// <summary>Reads nine digits, spaces allowed. Refusals: organisation-number-nine-digits,
    /// organisation-number-check-digit.</summary>
    public static Result<OrganisationNumber> Parse(string? text)
    {
        var digits = Basics.Digits.WithoutSpaces(text);
        if (digits.Length != 9 || !Basics.Digits.All(digits))
            return Refusal.Of("organisation-number-nine-digits", "number", text ?? "");
        // A weight of one on the check digit: the whole sum is a multiple of 11, and no digit can mend a 10.
        return Basics.Digits.WeightedSum(digits, Weights) % 11 == 0
            ? new OrganisationNumber(digits)
            : Refusal.Of("organisation-number-check-digit", "number", text ?? "");
    }

    /// <summary>The form 983 044 778.</summary>
    public override string ToString() => $"{Digits[..3]} {Digits[3..6]} {Digits[6..]}";
}
