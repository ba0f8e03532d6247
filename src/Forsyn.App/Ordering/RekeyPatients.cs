using Forsyn.App.Database;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// Hides with the newest key what older keys hid, so that these can be thrown away. Refuses patient-key-missing.
/// </summary>
public static class RekeyPatients
{
    const int AtOnce = 500;

    /// <summary>How many rows were written anew.</summary>
    public static Task<Result<int>> Run(Db db) => Rekey.All(db, Some);

    static async Task<Result<int>> Some(Tx tx, Key key)
    {
        var rows = await tx.List<PatientRow>(
            "select * from patient where key_id <> @current and cipher is not null order by id limit @AtOnce"
            + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { current = key.Id, AtOnce });
        var batch = new Batch(tx);
        foreach (var row in rows)
        {
            var shown = Patients.Show(tx.Db, row);
            if (!shown.Ok) return shown.Refusal!;
            var (nonce, cipher) = key.Hide(Json.Write(shown.Value), Patients.BelongsTo(row.Id));
            batch.Add("update patient set key_id = ?, finder = ?, nonce = ?, cipher = ? where id = ?",
                key.Id, key.Hash(PatientRules.Finder(shown.Value.IdentityNumber)), nonce, cipher, row.Id);
        }
        await batch.Run();
        return rows.Count;
    }
}
