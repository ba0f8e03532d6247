namespace Forsyn.App.Documents;

/// <summary>A file that was attached, without its content.</summary>
public sealed class Attachment
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public long Size { get; init; }
    public string Purpose { get; init; } = "";
    public long? PartyId { get; init; }
    public long? ReaderId { get; init; }
    /// <summary>What it is attached to, such as exemption/12; null until something takes it.</summary>
    public string? BelongsTo { get; init; }
    public long UploadedAt { get; init; }
    public string UploadedBy { get; init; } = "";

    public AttachmentKind KindValue => Kebab.Read<AttachmentKind>(Kind);
    public AttachmentPurpose PurposeValue => Kebab.Read<AttachmentPurpose>(Purpose);
}

/// <summary>A file with its content, for somebody who may read it.</summary>
public sealed record OpenedAttachment(Attachment About, byte[] Content);
