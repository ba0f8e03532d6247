using System.Reflection;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering;

/// <summary>The national programmes of data/programmes, read once.</summary>
public static class Programmes
{
    public static readonly IReadOnlyList<Programme> All =
        [.. Json.Read<List<Row>>(Text("data/programmes/programmes.json")).Select(row => row.ToProgramme())];

    public static Programme? Find(string? code) => All.FirstOrDefault(one => one.Code == code);

    static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvariantBroken($"the program was built without {name}");
        return new StreamReader(stream).ReadToEnd();
    }

    sealed record ClosingRow(string OpenFlag, DateOnly To);

    sealed class Row
    {
        public string Code { get; init; } = "";
        public Purpose Purpose { get; init; }
        public ProductGroups Group { get; init; }
        public string TargetGroup { get; init; } = "";
        public DateOnly From { get; init; }
        public DateOnly? To { get; init; }
        public ClosingRow? Closing { get; init; }
        public int? BornFrom { get; init; }
        public List<Role> Roles { get; init; } = [];
        public ProgrammePrice Price { get; init; }
        public string Responsible { get; init; } = "";
        public string Procurer { get; init; } = "";
        public List<string> Consulted { get; init; } = [];
        public string Chapter { get; init; } = "";
        public long? GrantedOre { get; init; }
        public int? GrantedYear { get; init; }
        public bool Seasonal { get; init; }
        public string Law { get; init; } = "";
        public List<string> Requirements { get; init; } = [];
        public string Source { get; init; } = "";

        public Programme ToProgramme() => new(Code, Purpose, Group, TargetGroup, new DateRange(From, To),
            Closing is { } closing ? new Closing(closing.OpenFlag, closing.To) : null, BornFrom, Roles, Price,
            Responsible, Procurer, Consulted,
            new ProgrammeBudget(Chapter, GrantedOre is { } ore ? new Money(ore) : null, GrantedYear), Seasonal, Law,
            Requirements, Source);
    }
}
