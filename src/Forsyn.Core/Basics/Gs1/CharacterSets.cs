using System.Buffers;

namespace Forsyn.Core.Basics.Gs1;

/// <summary>The characters GS1 allows in a value; each check gives a code, or null when all characters are
/// allowed.</summary>
static class CharacterSets
{
    /// <summary>In the order of the values that the check pair weighs them by.</summary>
    internal const string Set82 =
        "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

    static readonly SearchValues<char> In82 = SearchValues.Create(Set82);
    static readonly SearchValues<char> In39 = SearchValues.Create("#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    static readonly SearchValues<char> In64 =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz=");

    internal static string? Problem(char set, ReadOnlySpan<char> value) => set switch
    {
        'N' => Digits.All(value) ? null : "non-digit-character",
        'X' => value.ContainsAnyExcept(In82) ? "invalid-cset82-character" : null,
        'Y' => value.ContainsAnyExcept(In39) ? "invalid-cset39-character" : null,
        'Z' => value.ContainsAnyExcept(In64) ? "invalid-cset64-character" : null,
        _ => throw new InvariantBroken($"no character set is called {set}"),
    };
}
