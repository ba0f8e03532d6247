namespace Forsyn.Core.Ordering;

/// <summary>How soon a reason must be acted on; orders of the first class go before those of the second.</summary>
public enum UrgencyClass : short
{
    None = 0,
    /// <summary>Cannot wait over a weekend, perhaps not to the next day (URG-014 to URG-018).</summary>
    Emergency = 1,
    /// <summary>Short time may apply (URG-019 to URG-021).</summary>
    MayBeUrgent = 2,
}

/// <summary>What has happened, for which products are released urgently (URG-023).</summary>
public enum Situation { SingleExposure, Incident, Outbreak, WarOrCrisis }

/// <summary>Who serves an order: FHI's desk and warehouse, or the on-call pharmacy outside its hours.</summary>
public enum UrgentRoute { Desk, Pharmacy }

/// <summary>A reason that an order cannot wait, by code; its words are the text urgent-reason.CODE.</summary>
/// <param name="Exposure">Somebody was exposed at a time; an established disease has no such time.</param>
/// <param name="Diseases">Codes of the diseases whose products may help.</param>
/// <param name="NeedsText">The code alone does not say what it is (URG-014).</param>
public sealed record UrgentReason(
    string Code, UrgencyClass Class, string Requirement, bool Exposure, IReadOnlyList<string> Diseases,
    bool NeedsText = false);

/// <summary>The reasons the source names, in its order.</summary>
public static class UrgentReasons
{
    public static readonly UrgentReason Other =
        new("other", UrgencyClass.Emergency, "URG-014", false, [], NeedsText: true);

    public static readonly IReadOnlyList<UrgentReason> All =
    [
        new("botulism", UrgencyClass.Emergency, "URG-014", false, ["botulism"]),
        new("diphtheria", UrgencyClass.Emergency, "URG-014", false, ["diphtheria"]),
        Other,
        new("varicella-immunosuppressed", UrgencyClass.Emergency, "URG-015", true, ["varicella"]),
        new("varicella-newborn", UrgencyClass.Emergency, "URG-016", true, ["varicella"]),
        new("rabies", UrgencyClass.Emergency, "URG-017", true, ["rabies"]),
        new("hepatitis-b", UrgencyClass.Emergency, "URG-018", true, ["hepatitis-b"]),
        new("hepatitis-a", UrgencyClass.MayBeUrgent, "URG-019", true, ["hepatitis-a"]),
        new("measles-infant", UrgencyClass.MayBeUrgent, "URG-020", true, ["measles"]),
        new("tetanus-wound", UrgencyClass.MayBeUrgent, "URG-021", true, ["tetanus"]),
    ];

    static readonly Dictionary<string, UrgentReason> ByCode = All.ToDictionary(reason => reason.Code);

    /// <summary>
    /// The reason of a code. Anything else is somebody's own words, and stands as another reason until a physician has
    /// said how soon it is: what cannot be read must not wait.
    /// </summary>
    public static UrgentReason Of(string? text) => ByCode.GetValueOrDefault(text?.Trim() ?? "", Other);

    public static bool IsCode(string? text) => ByCode.ContainsKey(text?.Trim() ?? "");
}
