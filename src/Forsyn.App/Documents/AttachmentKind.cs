namespace Forsyn.App.Documents;

/// <summary>What an attached file may be.</summary>
public enum AttachmentKind { Pdf, Png, Jpeg }

/// <summary>Names and types of the three kinds.</summary>
public static class AttachmentKinds
{
    static readonly (AttachmentKind Kind, string Type, string[] Endings)[] All =
    [
        (AttachmentKind.Pdf, "application/pdf", [".pdf"]),
        (AttachmentKind.Png, "image/png", [".png"]),
        (AttachmentKind.Jpeg, "image/jpeg", [".jpg", ".jpeg"]),
    ];

    /// <summary>What a file field offers to choose from.</summary>
    public const string Accept = ".pdf,.png,.jpg,.jpeg,application/pdf,image/png,image/jpeg";

    public static string Type(this AttachmentKind kind) => All.Single(one => one.Kind == kind).Type;

    public static string Ending(this AttachmentKind kind) => All.Single(one => one.Kind == kind).Endings[0];

    /// <summary>The kind that the ending of a name says; null for any other.</summary>
    public static AttachmentKind? ByName(string name) => All
        .Where(one => one.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        .Select(one => (AttachmentKind?)one.Kind).FirstOrDefault();

    /// <summary>The kind that a declared content type says; null for any other.</summary>
    public static AttachmentKind? ByType(string? type) => All
        .Where(one => string.Equals(one.Type, type?.Split(';')[0].Trim(), StringComparison.OrdinalIgnoreCase))
        .Select(one => (AttachmentKind?)one.Kind).FirstOrDefault();
}
