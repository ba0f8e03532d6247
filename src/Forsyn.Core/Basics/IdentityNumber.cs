namespace Forsyn.Core.Basics;

/// <summary>Which register gave the number: born or resident (fødselsnummer), D-number, a hospital's own H-number,
/// both of the last two at once, the common help number of the health service, or DUF for people seeking
/// asylum.</summary>
public enum IdentityKind { BirthNumber, DNumber, HNumber, DAndHNumber, CommonHelpNumber, DufNumber }

/// <summary>Real people, or one of the two national test populations.</summary>
public enum IdentityPopulation { Real, Tenor, SyntPop }

/// <summary>
/// A Norwegian identity number of a person: 11 digits, or 12 for DUF. Sex is never read from it, and ToString hides
/// it, since the number is personal data that must not slip into a log.
/// </summary>
/// <param name="BirthDate">
/// Null where the number does not say: help numbers, DUF, and numbers whose century is not coded. Numbers given out
/// from 2032 do not code the century, and one in four of them cannot be told from an older one: take the register's
/// date when there is one.
/// </param>
/// <remarks>Rules: Skatteetaten on identity numbers and on the change in 2032; help numbers: Direktoratet for
/// e-helse.</remarks>
public sealed record IdentityNumber
{
    static readonly int[] FirstWeights = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
    static readonly int[] SecondWeights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

    public string Digits { get; }
    public IdentityKind Kind { get; }
    public IdentityPopulation Population { get; }
    public DateOnly? BirthDate { get; }
    public bool IsTest => Population != IdentityPopulation.Real;

    IdentityNumber(string digits, IdentityKind kind, IdentityPopulation population, DateOnly? birthDate) =>
        (Digits, Kind, Population, BirthDate) = (digits, kind, population, birthDate);

    public override string ToString() => $"{Kind} ***********";

    /// <summary>
    /// Reads a number, spaces allowed. Refusals: identity-number-not-digits, identity-number-length,
    /// identity-number-date, identity-number-check-digit, and identity-number-test-only where test people are not
    /// allowed. None repeats the number.
    /// </summary>
    public static Result<IdentityNumber> Parse(string? text, bool allowTest)
    {
        var digits = Basics.Digits.WithoutSpaces(text);
        if (!Basics.Digits.All(digits)) return Refusal.Of("identity-number-not-digits");
        return digits.Length switch
        {
            11 when digits[0] >= '8' => CommonHelp(digits),
            11 => Dated(digits, allowTest),
            12 => Duf(digits),
            _ => Refusal.Of("identity-number-length", "digits", $"{digits.Length}"),
        };
    }

    static Result<IdentityNumber> CommonHelp(string digits) => HasCheckDigits(digits, out _)
        ? new IdentityNumber(digits, IdentityKind.CommonHelpNumber, IdentityPopulation.Real, null)
        : Refusal.Of("identity-number-check-digit");

    // How DUF's last two digits are made is not public, so only the year in front can be looked at.
    static Result<IdentityNumber> Duf(string digits) => Number(digits, 0, 4) is >= 1900 and <= 2099
        ? new IdentityNumber(digits, IdentityKind.DufNumber, IdentityPopulation.Real, null)
        : Refusal.Of("identity-number-date");

    static Result<IdentityNumber> Dated(string digits, bool allowTest)
    {
        var day = Number(digits, 0, 2);
        var dNumber = day > 40;
        if (dNumber) day -= 40;
        // The four marks on the month do not overlap: H-number 41–52, Synt-pop 66–77, Tenor 81–92.
        var (month, hNumber, population) = Number(digits, 2, 2) switch
        {
            > 80 and var m => (m - 80, false, IdentityPopulation.Tenor),
            > 65 and var m => (m - 65, false, IdentityPopulation.SyntPop),
            > 40 and var m => (m - 40, true, IdentityPopulation.Real),
            var m => (m, false, IdentityPopulation.Real),
        };
        var year = Number(digits, 4, 2);
        // The century is not known yet: tried as 20yy, where 00 is a leap year, so any real 29 February passes.
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(2000 + year, month))
            return Refusal.Of("identity-number-date");
        if (!HasCheckDigits(digits, out var remainder)) return Refusal.Of("identity-number-check-digit");
        if (population != IdentityPopulation.Real && !allowTest) return Refusal.Of("identity-number-test-only");

        var kind = (dNumber, hNumber) switch
        {
            (false, false) => IdentityKind.BirthNumber,
            (true, false) => IdentityKind.DNumber,
            (false, true) => IdentityKind.HNumber,
            (true, true) => IdentityKind.DAndHNumber,
        };
        var century = remainder == 0 && !hNumber ? Century(year, Number(digits, 6, 3)) : null;
        DateOnly? born = century is { } c && day <= DateTime.DaysInMonth(c + year, month)
            ? new DateOnly(c + year, month, day)
            : null;
        return new IdentityNumber(digits, kind, population, born);
    }

    static int? Century(int year, int individual) => individual switch
    {
        < 500 => 1900,
        _ when year < 40 => 2000,
        < 750 when year >= 54 => 1800,
        >= 900 => 1900,
        _ => null,
    };

    // The first control digit leaves remainder 0 until 2032, and 0 to 3 from then on. The second is as before.
    static bool HasCheckDigits(string digits, out int remainder)
    {
        remainder = Basics.Digits.WeightedSum(digits, FirstWeights) % 11;
        return remainder <= 3 && Basics.Digits.WeightedSum(digits, SecondWeights) % 11 == 0;
    }

    static int Number(string digits, int from, int length) => Basics.Digits.Number(digits.AsSpan(from, length));
}
