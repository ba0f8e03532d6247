namespace Forsyn.Core.Basics.Gs1;

/// <summary>The two check characters behind an alphanumeric GS1 key (GS1 General Specifications 7.9.5).</summary>
static class CheckPair
{
    const string Set32 = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /// <summary>A code, or null when the last two characters belong to those before them.</summary>
    internal static string? Problem(string value)
    {
        if (value.Length < 2) return "too-short-for-check-pair";
        var body = value[..^2];
        return CharacterSets.Problem('X', body) ?? (value[^2..] == Pair(body) ? null : "incorrect-check-pair");
    }

    // Each character's place in the set is weighed by a prime, the smallest for the last; the sum is taken modulo 1021.
    static string Pair(string body)
    {
        var sum = 0;
        var prime = 1;
        foreach (var character in body.Reverse())
        {
            prime = NextPrime(prime);
            sum += CharacterSets.Set82.IndexOf(character) * prime;
        }
        sum %= 1021;
        return $"{Set32[sum / 32]}{Set32[sum % 32]}";
    }

    static int NextPrime(int after)
    {
        var candidate = after + 1;
        while (Enumerable.Range(2, Math.Max(0, candidate - 2)).Any(divisor => candidate % divisor == 0)) candidate++;
        return candidate;
    }
}
