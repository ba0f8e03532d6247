using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>A municipality by number and name.</summary>
public sealed class NamedMunicipality
{
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>All municipalities by name, to choose from.</summary>
public static class ListMunicipalities
{
    public static Task<List<NamedMunicipality>> Run(Db db) =>
        db.List<NamedMunicipality>("select number, name from municipality order by name, number");
}
