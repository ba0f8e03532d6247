namespace Forsyn.Core.Tests.Tidy;

/// <summary>
/// The numbered requirements of docs/requirements.txt: "# PREFIX heading" and below it "PREFIX-001 wording".
/// </summary>
sealed record RequirementCatalogue(
    IReadOnlyList<(string Prefix, string Heading)> Sections, IReadOnlyList<(string Id, string Wording)> Entries)
{
    public const string Path = "docs/requirements.txt";
    static readonly Lazy<RequirementCatalogue> Read = new(() => Parse(Repository.Read(Path)));

    public static RequirementCatalogue Of => Read.Value;

    public static RequirementCatalogue Parse(string text)
    {
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0).ToList();
        var sections = lines.Where(line => line.StartsWith("# ")).Select(line => line[2..].Split(' ', 2));
        var entries = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split(' ', 2));
        return new([.. sections.Select(s => (s[0], s[1]))], [.. entries.Select(e => (e[0], e[1]))]);
    }

    public bool Has(string id) => Entries.Any(e => e.Id == id);

    /// <summary>What is wrong with the catalogue itself.</summary>
    public IEnumerable<string> Offences()
    {
        foreach (var twice in Entries.GroupBy(e => e.Id).Where(g => g.Count() > 1))
            yield return $"{twice.Key} stands twice";
        foreach (var (id, wording) in Entries)
        {
            if (!Sections.Any(s => id.StartsWith(s.Prefix + "-"))) yield return $"{id} has no section";
            if (wording.Length > 110) yield return $"{id} is worded in more than 110 characters";
        }
        foreach (var (prefix, _) in Sections)
            for (var n = 1; n <= Entries.Count(e => e.Id.StartsWith(prefix + "-")); n++)
                if (!Has($"{prefix}-{n:000}")) yield return $"{prefix}-{n:000} is missing";
    }
}
