using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>
/// Erases the patients whose time is up: what was hidden is gone, that it was there and until when remains.
/// </summary>
public static class ErasePatients
{
    /// <summary>How many were erased; done again, nothing is left to do.</summary>
    public static Task<Result<int>> Run(Db db, DateOnly today, Moment now, string by) =>
        db.Write<int>(async tx =>
        {
            var due = await tx.List<PatientRow>(
                "select * from patient where erased_at is null and erase_after < @today order by id limit 1000"
                + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { today });
            var batch = new Batch(tx);
            var caller = new Caller(by, by, [], null, "");
            foreach (var row in due)
            {
                batch.Add("update patient set finder = null, nonce = null, cipher = null, erased_at = ? where id = ?",
                    now, row.Id);
                PatientLooks.Add(batch, "erase", row, "patient-retention-months", now, caller);
            }
            await batch.Run();
            return due.Count;
        });
}
