namespace Forsyn.App.Texts;

/// <summary>
/// The words of the blue table. A finding carries them in machine form, parted by commas: a product, a disease, a study
/// programme, or disease/letter.
/// </summary>
public static class BlueWords
{
    public static string Write(Language language, string text)
    {
        var items = text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(item => item.Split('/', 2)).ToList();
        if (!items.Any(item => item.Length == 2))
            return string.Join(", ", items.Select(item => Word(language, item[0])));
        return string.Join("; ", items.GroupBy(item => item[0]).Select(of => $"{Word(language, of.Key)}: " +
            string.Join(", ", of.Select(item => Letter(language, item.Length == 2 ? item[1] : "none")))));
    }

    public static string Disease(Language language, string code) => Text.Get(language, $"blue.disease.{code}");
    public static string Product(Language language, string key) => Text.Get(language, $"blue.product.{key}");
    /// <summary>What a row says of the people it is for.</summary>
    public static string Row(Language language, string id) => Text.Get(language, $"blue.row.{id}");
    /// <summary>What a letter that is parted in groups stands for, null where it is one group.</summary>
    public static string? Heading(Language language, string pair, string? code) =>
        Text.Find(language, $"blue.letter.{pair}.{code?.ToLowerInvariant()}");
    public static string Letter(Language language, string? code) =>
        code is null or "none" ? Text.Get(language, "blue.no-letter") : code;
    public static string Study(Language language, string key) => Text.Get(language, $"blue.study.{key}");

    static string Word(Language language, string key) =>
        Text.Find(language, $"blue.product.{key}") ?? Text.Find(language, $"blue.disease.{key}")
        ?? Text.Find(language, $"blue.study.{key}") ?? key;
}
