using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>How many patients, files that name them and application forms were erased.</summary>
public sealed record Erased(int Patients, int Files, int Forms);

/// <summary>
/// Erases the patients whose time is up, with the files and forms that name them: what was hidden is gone, that it was
/// there and until when remains.
/// </summary>
public static class ErasePatients
{
    /// <summary>Done again, nothing is left to do.</summary>
    public static Task<Result<Erased>> Run(Db db, DateOnly today, Moment now, string by) =>
        db.Write<Erased>(async tx =>
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
            var before = Moment.InOslo(today.AddMonths(-Rules.Book.On(today).Months("patient-retention-months")),
                TimeOnly.MinValue);
            var files = await Attachments.Erase(tx, before);
            var forms = await tx.Do("update exemption set form = null, form_key = null where form is not null " +
                "and applied_at < @before", new { before = before.Microseconds });
            return new Erased(due.Count, files, forms);
        });
}
