using System.Security.Cryptography;
using Forsyn.App.Database;

namespace Forsyn.App.Documents;

/// <summary>Hides with the newest key the files that older keys hid. Refuses patient-key-missing.</summary>
public static class RekeyAttachments
{
    /// <summary>How many files were written anew.</summary>
    public static Task<Result<int>> Run(Db db) => Rekey.All(db, One);

    // One at a time: a file may be ten megabytes.
    static async Task<Result<int>> One(Tx tx, Key key)
    {
        var row = await tx.One<HiddenRow>(
            "select attachment_id as id, content, key_id from attachment_content where key_id <> @current " +
            "order by attachment_id limit 1" + (tx.Kind == DbKind.Postgres ? " for update" : ""),
            new { current = key.Id });
        if (row is null) return 0;
        if (tx.Db.Keys.Find(row.KeyId) is not { } old) return Refusal.Of("patient-key-missing");
        var content = old.Show(row.Content, Attachments.Hidden(row.Id));
        await new Batch(tx)
            .Add("update attachment_content set content = ?, key_id = ? where attachment_id = ?",
                key.Hide(content, Attachments.Hidden(row.Id)), key.Id, row.Id)
            .Add("update attachment set finder = ? where id = ?",
                key.Hash(Convert.ToHexStringLower(SHA256.HashData(content))), row.Id)
            .Run();
        return 1;
    }

    sealed class HiddenRow
    {
        public long Id { get; init; }
        public byte[] Content { get; init; } = [];
        public string KeyId { get; init; } = "";
    }
}
