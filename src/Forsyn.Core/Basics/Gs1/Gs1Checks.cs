using System.Collections.Frozen;
using System.Numerics;

namespace Forsyn.Core.Basics.Gs1;

/// <summary>The checks that AiFacts names, beyond length and characters. A check gives a code, or null when all is
/// well.</summary>
static class Gs1Checks
{
    // Codes that only a register can answer for (countries, currencies, package types, coupons) are taken as they are:
    // Forsyn acts on none of them, and a register that is out of date would refuse goods that are in order.
    static readonly string[] NotLookedUp =
        ["country", "country-or-many", "currency", "package", "coupon", "coupon-offer"];

    static readonly FrozenDictionary<string, Func<string, string?>> Checks =
        new Dictionary<string, Func<string, string?>>
    {
        ["digit"] = CheckDigit,
        ["pair"] = CheckPair.Problem,
        ["prefix"] = value => Prefix(value),
        ["prefix-after-1"] = value => Prefix(value[1..]),
        ["month-or-day"] = value => Gs1Date.Problem(value, 2, dayMayBeZero: true),
        ["day"] = value => Gs1Date.Problem(value, 2, dayMayBeZero: false),
        ["day-of-century"] = value => Gs1Date.Problem(value, 4, dayMayBeZero: false),
        ["hour-minute"] = Gs1Date.HourMinuteProblem,
        ["hour"] = value => Number(value) > 23 ? "illegal-hour" : null,
        ["minute"] = value => Number(value) > 59 ? "illegal-minute" : null,
        ["second"] = value => Number(value) > 59 ? "illegal-second" : null,
        ["not-zero"] = NotZero,
        ["zero"] = value => value.Trim('0') == "" ? null : "not-zero",
        ["no-zero-first"] = value => value.Length > 1 && value[0] == '0' ? "illegal-zero-prefix" : null,
        ["bit"] = value => OneOf(value, "0", "1"),
        ["winding"] = value => OneOf(value, "0", "1", "9"),
        ["sex"] = value => OneOf(value, "0", "1", "2", "9"),
        ["hyphen"] = value => OneOf(value, "-"),
        ["medium"] = value => Number(value) is >= 1 and <= 10 or >= 80 and <= 99 ? null : "illegal-value",
        ["latitude"] = value => long.Parse(value) > 1_800_000_000 ? "illegal-latitude" : null,
        ["longitude"] = value => long.Parse(value) > 3_600_000_000 ? "illegal-longitude" : null,
        ["piece-of-total"] = PieceOfTotal,
        ["position-slash"] = PositionSlash,
        ["percent"] = Percent,
        ["importer"] = value => CharacterSets.Problem('Z', value) is null && value != "=" ? null : "illegal-value",
        ["country-letters"] = value => value.All(char.IsAsciiLetterUpper) ? null : "illegal-value",
        ["not-only-digits"] = value => Digits.All(value) ? "requires-non-digit-character" : null,
        ["iban"] = Iban,
    }.ToFrozenDictionary();

    /// <summary>What a check finds wrong; a check nobody wrote throws InvariantBroken.</summary>
    internal static string? Problem(string check, string value) =>
        Checks.TryGetValue(check, out var problem) ? problem(value)
        : NotLookedUp.Contains(check) ? null
        : throw new InvariantBroken($"no GS1 check is called {check}");

    static string? CheckDigit(string value) =>
        value.Length < 1 ? "too-short-for-check-digit"
        : !Digits.All(value) ? "non-digit-character"
        : Gs1Key.CheckDigit(value.AsSpan(0, value.Length - 1)) == value[^1] ? null
        : "incorrect-check-digit";

    // The shortest company prefix has four digits; whether it was ever given out only GS1's own register knows.
    static string? Prefix(string value) =>
        value.Length < 4 ? "too-short-for-gcp" : Digits.All(value.AsSpan(0, 4)) ? null : "invalid-gcp-prefix";

    static string? NotZero(string value) =>
        !Digits.All(value) ? "non-digit-character" : value.Trim('0') == "" ? "illegal-zero-value" : null;

    static string? OneOf(string value, params string[] allowed) => allowed.Contains(value) ? null : "illegal-value";

    static string? PieceOfTotal(string value)
    {
        var (piece, total) = (Number(value[..2]), Number(value[2..]));
        return piece >= 1 && piece <= total ? null : "illegal-piece-of-total";
    }

    static string? PositionSlash(string value) =>
        value is [>= '1' and <= '9' and var position, '/', >= '1' and <= '9' and var end] && position <= end
            ? null
            : "illegal-position";

    static string? Percent(string value)
    {
        for (var at = value.IndexOf('%'); at >= 0; at = value.IndexOf('%', at + 1))
            if (at + 2 >= value.Length || !char.IsAsciiHexDigit(value[at + 1]) || !char.IsAsciiHexDigit(value[at + 2]))
                return "invalid-percent-sequence";
        return null;
    }

    // ISO 13616: the country and check digits go last, letters count from 10, and the number leaves 1 modulo 97.
    static string? Iban(string value)
    {
        if (value.Length < 5 || !value.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c))
            || !value[..2].All(char.IsAsciiLetterUpper))
            return "illegal-iban";
        var turned = (value[4..] + value[..4]).Select(c => char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10);
        return BigInteger.Parse(string.Concat(turned)) % 97 == 1 ? null : "incorrect-iban-checksum";
    }

    static int Number(string value) => Digits.Number(value);
}
