using System.Text.Json;
using System.Text.Json.Serialization;
using Forsyn.Core.Catalogue;

namespace Forsyn.Core.Ordering;

/// <summary>What a prescription must say beside disease and letter where a row of the table asks for it.</summary>
public enum BlueNeed { Outbreak, Serogroup, StudyProgramme, Statement }

/// <summary>
/// One indication that makes a product free for the patient. A letter means what it means for this disease and this
/// product, and nothing anywhere else (BLU-011).
/// </summary>
/// <param name="Requirement">Id of the requirement that states the row.</param>
/// <param name="Product">One of <see cref="BlueKey"/>.</param>
/// <param name="Code">Letter of the indication, null where the table gives none.</param>
/// <param name="Group">Parts the people a letter stands for, null where it is one group.</param>
/// <param name="AgeFrom">Whole years on the day of the order, at least; null without limit.</param>
/// <param name="AgeBelow">Whole years on the day of the order, less than.</param>
/// <param name="ExposedWithinDays">Most days from the exposure to the order.</param>
/// <param name="Interpreted">The source prints no indication of its own; the letter is the one beside it.</param>
/// <param name="Law">Regulation the indication itself refers to.</param>
/// <param name="Instead">Product to offer where age or exposure does not fit.</param>
public sealed record BlueRow(
    string Requirement, string Disease, string Product, string? Code, string? Group = null, int? AgeFrom = null,
    int? AgeBelow = null, int? ExposedWithinDays = null, IReadOnlyList<BlueNeed>? Needs = null,
    bool Interpreted = false, string? Law = null, string? Instead = null)
{
    /// <summary>Stable name, such as hepatitis-b.hepatitis-b-vaccine.d.kidney-failure; texts are keyed by it.</summary>
    public string Id => string.Join('.', new[] { Pair, Code?.ToLowerInvariant() ?? "none", Group }.OfType<string>());
    /// <summary>Disease and product.</summary>
    public string Pair => $"{Disease}.{Product}";
    public bool Asks(BlueNeed need) => Needs?.Contains(need) == true;

    /// <summary>The row is what the prescription says: its letter, its group, or, without either, no letter.</summary>
    public bool Is(Indication said) =>
        said.Disease == Disease && (said.Group is null || said.Group == Group)
        && (said.Code is { } code ? code == Code : said.Group is not null || Code is null || Interpreted);
}

/// <summary>A guideline that is shown with every line of a disease and product.</summary>
public sealed record BlueNote(string Requirement, string Disease, string Product);

/// <summary>The pairs of indication and product that National Insurance pays for.</summary>
public sealed class BlueTable
{
    public static readonly BlueTable Empty = new([], [], [], []);

    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public IReadOnlyList<BlueRow> Rows { get; }
    public IReadOnlyList<BlueNote> Notes { get; }
    /// <summary>Of meningococcal disease that contacts may be protected against.</summary>
    public IReadOnlyList<string> Serogroups { get; }
    public IReadOnlyList<string> StudyProgrammes { get; }

    BlueTable(IReadOnlyList<BlueRow> rows, IReadOnlyList<BlueNote> notes, IReadOnlyList<string> serogroups,
        IReadOnlyList<string> programmes) =>
        (Rows, Notes, Serogroups, StudyProgrammes) = (rows, notes, serogroups, programmes);

    /// <summary>The rows of a product; a product may stand in several places of the table.</summary>
    public IEnumerable<BlueRow> Of(Product product) => Rows.Where(row => product.BlueKeys.Contains(row.Product));

    /// <summary>The rows a prescription may mean: none when the pair is not in the table.</summary>
    public IReadOnlyList<BlueRow> Meant(Product product, Indication said) =>
        [.. Of(product).Where(row => row.Is(said))];

    public IEnumerable<BlueNote> NotesOf(Product product, Indication said) =>
        Notes.Where(note => product.BlueKeys.Contains(note.Product) && note.Disease == said.Disease);

    /// <summary>
    /// Reads the table; throws InvariantBroken naming the row where one is there twice, names an unknown product, or
    /// where groups of one letter have other conditions.
    /// </summary>
    public static BlueTable Parse(string json)
    {
        var file = JsonSerializer.Deserialize<File>(json, Strict)
            ?? throw new InvariantBroken("the blue table is null");
        foreach (var row in file.Rows)
        {
            if (!BlueKey.All.Contains(row.Product))
                throw new InvariantBroken($"blue table: {row.Id} names no product");
            var same = file.Rows.Where(other => other.Pair == row.Pair && other.Code == row.Code).ToList();
            if (file.Rows.Count(other => other.Id == row.Id) > 1 || (same.Count > 1 && row.Group is null))
                throw new InvariantBroken($"blue table: {row.Id} is there twice");
            if (same.Any(other => Conditions(other) != Conditions(row)))
                throw new InvariantBroken($"blue table: {row.Id} has other conditions than its letter");
        }
        return new BlueTable(file.Rows, file.Notes, file.Serogroups, file.StudyProgrammes);
    }

    static (int?, int?, int?, string, string?) Conditions(BlueRow row) =>
        (row.AgeFrom, row.AgeBelow, row.ExposedWithinDays, string.Join(',', row.Needs ?? []), row.Instead);

    sealed record File(
        IReadOnlyList<string> Serogroups, IReadOnlyList<string> StudyProgrammes,
        IReadOnlyList<BlueRow> Rows, IReadOnlyList<BlueNote> Notes);
}

/// <summary>An outbreak in Norway that has been declared, so that indications may refer to it.</summary>
/// <param name="Number">What prescriptions refer to it by.</param>
/// <param name="To">Last day, null while it goes on.</param>
public sealed record Outbreak(string Number, string Disease, string Area, DateOnly From, DateOnly? To)
{
    public bool IsOn(DateOnly day) => day >= From && (To is null || day <= To);
}

/// <summary>What the rules of blue prescription look things up in.</summary>
/// <param name="Municipalities">Numbers of the patients' municipalities that exist.</param>
/// <param name="Outbreaks">Those the prescription refers to.</param>
/// <param name="TestPeople">Numbers of the national test populations are let through: demonstrations only.</param>
public sealed record BlueFacts(
    BlueTable Table, IReadOnlySet<string> Municipalities, IReadOnlyList<Outbreak> Outbreaks, bool TestPeople)
{
    public static readonly BlueFacts None = new(BlueTable.Empty, new HashSet<string>(), [], false);
}
