using System.Text;
using Forsyn.App.Database;

namespace Forsyn.App.Ordering;

/// <summary>
/// Hides with the newest key the application forms that older keys hid. Refuses patient-key-missing.
/// </summary>
public static class RekeyExemptions
{
    const int AtOnce = 500;

    /// <summary>How many forms were written anew.</summary>
    public static Task<Result<int>> Run(Db db) => Rekey.All(db, Some);

    static async Task<Result<int>> Some(Tx tx, Key key)
    {
        var rows = await tx.List<ExemptionRow>(
            $"select {ExemptionRow.Columns} from exemption e where e.form_key <> @current order by e.id limit @AtOnce"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { current = key.Id, AtOnce });
        var batch = new Batch(tx);
        foreach (var row in rows)
        {
            if (row.Opened(tx.Db) is not { } form) return Refusal.Of("patient-key-missing");
            batch.Add("update exemption set form = ?, form_key = ? where id = ?",
                key.Hide(Encoding.UTF8.GetBytes(Json.Write(form)), ExemptionRow.Hidden(row.Id)), key.Id, row.Id);
        }
        await batch.Run();
        return rows.Count;
    }
}
