using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>A county as lists show it.</summary>
public sealed class CountyName
{
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
}

/// <summary>All counties by number.</summary>
public static class ListCounties
{
    public static Task<List<CountyName>> Run(Db db) =>
        db.List<CountyName>("select number, name from county order by number");
}
