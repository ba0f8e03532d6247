using Forsyn.App.Texts;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A row of the blue table that was looked for.</summary>
public sealed record FoundBlue(BlueRow Row, string Disease, string Product, string Meaning);

/// <summary>Finds rows of the blue table by words of disease, product or meaning, or by a letter.</summary>
public static class BlueSearch
{
    /// <summary>All words must be met; a single letter is an indication letter.</summary>
    public static IReadOnlyList<FoundBlue> Run(Language language, string? query)
    {
        var words = (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. LoadBlueFacts.Table.Rows
            .Select(row => new FoundBlue(row, BlueWords.Disease(language, row.Disease),
                BlueWords.Product(language, row.Product), BlueWords.Row(language, row.Id)))
            .Where(found => words.All(word => Fits(found, word)))];
    }

    static bool Fits(FoundBlue found, string word) => word.Length == 1 && char.IsAsciiLetter(word[0])
        ? string.Equals(found.Row.Code, word, StringComparison.OrdinalIgnoreCase) || Ends(found, word)
        : new[] { found.Disease, found.Product, found.Meaning, found.Row.Id }
            .Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // "Hepatitis B" ends in a letter that belongs to the name.
    static bool Ends(FoundBlue found, string word) =>
        found.Disease.EndsWith($" {word}", StringComparison.OrdinalIgnoreCase);
}
