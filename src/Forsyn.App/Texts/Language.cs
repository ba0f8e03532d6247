namespace Forsyn.App.Texts;

/// <summary>The languages every text exists in: bokmål, nynorsk and English.</summary>
public enum Language { Nb, Nn, En }

public static class Languages
{
    public static readonly IReadOnlyList<Language> All = [Language.Nb, Language.Nn, Language.En];

    /// <summary>The tag of BCP 47, as in the lang attribute and in the text files.</summary>
    public static string Code(this Language language) => language switch
    {
        Language.Nb => "nb",
        Language.Nn => "nn",
        Language.En => "en",
        _ => throw new InvariantBroken($"no such language: {language}"),
    };

    /// <summary>The name of the language in the language itself.</summary>
    public static string OwnName(this Language language) => language switch
    {
        Language.Nb => "Bokmål",
        Language.Nn => "Nynorsk",
        _ => "English",
    };

    /// <summary>Reads a tag such as nb, no, nn-NO or en-GB; null when it is none of ours.</summary>
    public static Language? Parse(string? tag) => tag?.Split('-')[0].Trim().ToLowerInvariant() switch
    {
        "nb" or "no" => Language.Nb,
        "nn" => Language.Nn,
        "en" => Language.En,
        _ => null,
    };
}
