using Forsyn.App.Database;
using Forsyn.App.Texts;

namespace Forsyn.App.Ordering.Content;

/// <summary>A disease the catalogue has vaccines against, as there is to choose from.</summary>
public sealed class DiseaseName
{
    public string Code { get; init; } = "";
    public string NameNb { get; init; } = "";
    public string NameNn { get; init; } = "";
    public string NameEn { get; init; } = "";

    public string Name(Language language) => Of(language, NameNb, NameNn, NameEn);

    public static Task<List<DiseaseName>> All(Db db) =>
        db.List<DiseaseName>("select code, name_nb, name_nn, name_en from disease order by code");

    internal static string Of(Language language, string nb, string nn, string en) => language switch
    {
        Language.Nb => nb,
        Language.Nn => nn,
        _ => en,
    };
}
