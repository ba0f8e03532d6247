using System.Security.Cryptography;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Documents;

/// <summary>
/// Files that people attach, kept in the database beside what they belong to, so that one backup holds both and one
/// transaction writes both (docs/decisions/0016).
/// </summary>
public static class Attachments
{
    // Files nobody has used yet are removed after a day; this keeps one person from filling the disk before.
    const int MostWaiting = 100;
    static readonly TimeSpan WaitsAtMost = TimeSpan.FromDays(1);

    const string About = "select id, name, kind, size, purpose, party_id, reader_id, belongs_to, uploaded_at, " +
        "uploaded_by from attachment ";

    /// <summary>
    /// Keeps a file after its check and gives its id; the same file from the same person for the same purpose is kept
    /// once. What may name a patient is hidden with the key that hides patients (docs/decisions/0022). Refuses
    /// attachment-wrong with everything that is wrong, attachments-too-many and patient-key-missing.
    /// </summary>
    public static async Task<Result<long>> Save(
        Db db, Stream stream, string fileName, string? contentType, AttachmentPurpose purpose, Moment now,
        Caller caller)
    {
        // One byte more than allowed tells a file that is too large from one that just fits.
        var content = await AtMost(stream, AttachmentCheck.LargestBytes + 1);
        var kind = AttachmentCheck.Run(fileName, contentType, content);
        if (!kind.Ok) return kind.Refusal!;
        var rights = AttachmentRights.Of(purpose);
        if (rights.Patients && db.Keys.Current is null) return Refusal.Of("patient-key-missing");
        var key = rights.Patients ? db.Keys.Current : null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var finder = key?.Hash(hash) ?? hash;
        return await db.Write<long>(async tx =>
        {
            var same = new { caller.PersonaId, purpose = Kebab.Of(purpose), finder };
            if (await tx.One<long?>("select id from attachment where uploaded_by = @PersonaId and purpose = @purpose " +
                "and finder = @finder", same) is { } kept) return kept;
            var waiting = await tx.One<long>(
                "select count(*) from attachment where uploaded_by = @PersonaId and belongs_to is null", same);
            if (waiting >= MostWaiting) return Refusal.Of("attachments-too-many", "most", $"{MostWaiting}");
            var id = tx.Ids.Next();
            // People write the patient's name in the name of the file.
            var name = rights.Patients ? $"{Kebab.Of(purpose)}-{id}{kind.Value.Ending()}"
                : AttachmentCheck.Clean(fileName);
            await new Batch(tx)
                .Add("insert into attachment (id, name, kind, size, finder, purpose, party_id, uploaded_at, " +
                    "uploaded_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", id, name, Kebab.Of(kind.Value),
                    content.LongLength, finder, Kebab.Of(purpose), caller.Party, now, caller.PersonaId)
                .Add("insert into attachment_content (attachment_id, content, key_id) values (?, ?, ?)",
                    id, key?.Hide(content, Hidden(id)) ?? content, key?.Id)
                .Run();
            return id;
        });
    }

    /// <summary>What is known of a file, for somebody who may read it; refuses attachment-unknown.</summary>
    public static async Task<Result<Attachment>> Find(Db db, long id, Caller caller) =>
        await db.One<Attachment>(About + "where id = @id", new { id }) is { } found && MayRead(caller, found)
            ? found : Unknown(id);

    /// <summary>
    /// The file itself; a reading of what may name a patient is written down. Refuses attachment-unknown,
    /// attachment-erased and patient-key-missing.
    /// </summary>
    public static async Task<Result<OpenedAttachment>> Open(Db db, long id, Moment now, Caller caller)
    {
        var found = await Find(db, id, caller);
        if (!found.Ok) return found.Refusal!;
        return await db.Write<OpenedAttachment>(async tx =>
        {
            if (await tx.One<ContentRow>("select content, key_id from attachment_content where attachment_id = @id",
                new { id }) is not { } row) return Refusal.Of("attachment-erased", "id", $"{id}");
            var content = Shown(db, id, row);
            if (content is null) return Refusal.Of("patient-key-missing");
            if (AttachmentRights.Of(found.Value.PurposeValue).Patients)
                await new Batch(tx).Add(
                    "insert into attachment_reading (id, attachment_id, at, by_person) values (?, ?, ?, ?)",
                    tx.Ids.Next(), id, now, caller.PersonaId).Run();
            return new OpenedAttachment(found.Value, content);
        });
    }

    /// <summary>
    /// Whoever sent it, those who read all of its purpose, and those it was addressed to. A colleague of the sender is
    /// not among them: the file may name a patient of whom the colleague need not know.
    /// </summary>
    public static bool MayRead(Caller caller, Attachment file)
    {
        var rights = AttachmentRights.Of(file.PurposeValue);
        return file.UploadedBy == caller.PersonaId || caller.May(rights.All)
            || (rights.Addressed is { } policy && caller.May(policy) && file.ReaderId == caller.Party
                && file.ReaderId is not null);
    }

    /// <summary>
    /// Adds to the batch that a file belongs to something, such as exemption/12, and which party it is sent to.
    /// </summary>
    public static Batch Belongs(Batch batch, long id, string to, long? reader = null) => batch.Add(
        "update attachment set belongs_to = ?, reader_id = coalesce(?, reader_id) where id = ?", to, reader, id);

    /// <summary>Removes files that were sent and never used; returns how many.</summary>
    public static async Task<int> RemoveUnused(Db db, Moment now)
    {
        var before = now.Plus(-WaitsAtMost).Microseconds;
        var removed = await db.Write<int>(async tx =>
        {
            const string unused = "(select id from attachment where belongs_to is null and uploaded_at < @before)";
            await tx.Do($"delete from attachment_content where attachment_id in {unused}", new { before });
            return await tx.Do("delete from attachment where belongs_to is null and uploaded_at < @before",
                new { before });
        });
        return removed.Value;
    }

    /// <summary>Removes the content of files that may name a patient and came before an instant.</summary>
    internal static Task<int> Erase(Tx tx, Moment before) => tx.Do(
        "delete from attachment_content where attachment_id in " +
        "(select id from attachment where uploaded_at < @before and purpose in @purposes)", new
        {
            before = before.Microseconds,
            purposes = InList.Of(Enum.GetValues<AttachmentPurpose>()
                .Where(purpose => AttachmentRights.Of(purpose).Patients).Select(Kebab.Of)),
        });

    internal static string Hidden(long id) => $"attachment/{id}";

    static byte[]? Shown(Db db, long id, ContentRow row) =>
        row.KeyId is null ? row.Content : db.Keys.Find(row.KeyId)?.Show(row.Content, Hidden(id));

    static Refusal Unknown(long id) => Refusal.Of("attachment-unknown", "id", $"{id}");

    static async Task<byte[]> AtMost(Stream stream, int most)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        int Left() => (int)Math.Min(buffer.Length, most - kept.Length);
        while (Left() > 0 && await stream.ReadAsync(buffer.AsMemory(0, Left())) is > 0 and var n)
            kept.Write(buffer, 0, n);
        return kept.ToArray();
    }

    sealed class ContentRow
    {
        public byte[] Content { get; init; } = [];
        public string? KeyId { get; init; }
    }
}
