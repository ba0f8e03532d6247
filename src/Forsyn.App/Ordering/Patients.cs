using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// The one place where patients' data is kept: hidden with a key that is not in the database. Whoever opens a patient
/// says why, and that is written down where it can never be changed.
/// </summary>
public static class Patients
{
    /// <summary>
    /// Adds a patient of an order line to the batch and gives its id. Refuses patient-key-missing where the program has
    /// no key to hide it with.
    /// </summary>
    public static Result<long> Save(Batch batch, PatientData patient, long order, int line, Moment now)
    {
        if (batch.Tx.Db.Keys.Current is not { } key) return Refusal.Of("patient-key-missing");
        var id = batch.Tx.Ids.Next();
        var (nonce, cipher) = key.Hide(Json.Write(patient), BelongsTo(id));
        var months = Rules.Book.On(now.Day).Months("patient-retention-months");
        batch.Add(
            "insert into patient (id, order_number, line, key_id, finder, nonce, cipher, created_at, erase_after) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, order, line, key.Id, key.Hash(PatientRules.Finder(patient.IdentityNumber)), nonce, cipher, now,
            now.Day.AddMonths(months));
        return id;
    }

    /// <summary>
    /// Shows a patient to one who may, and writes down who looked and why. Refuses not-allowed, patient-unknown,
    /// patient-erased, patient-key-missing, look-reason-missing and look-reason-names-patient.
    /// </summary>
    public static Task<Result<PatientData>> Open(Db db, long id, string? reason, Moment now, Caller caller) =>
        // Without the caller's Once: the answer must not be kept.
        db.Write<PatientData>(async tx =>
        {
            if (!caller.May(Policy.PatientRead)) return Refusal.Of("not-allowed", "policy", Policy.PatientRead);
            var row = await tx.One<PatientRow>("select * from patient where id = @id", new { id });
            if (row is null) return Refusal.Of("patient-unknown", "patient", $"{id}");
            var shown = Show(db, row);
            if (!shown.Ok) return shown.Refusal!;
            var why = PatientRules.Reason(reason, shown.Value);
            if (!why.Ok) return why.Refusal!;
            await PatientLooks.Add(new Batch(tx), "open", row, why.Value, now, caller).Run();
            return shown.Value;
        });

    /// <summary>
    /// What may be shown of the patients of an order, by line, to those who handle the prescription; nothing to others.
    /// </summary>
    public static async Task<IReadOnlyList<MaskedPatient>> Masked(Db db, long order, Caller caller)
    {
        const string customer = "select customer_id from orders where number = @order";
        if (!caller.May(Policy.PatientRead) && (caller.Party is null || !caller.May(Policy.OrderPlace)
            || await db.One<long?>(customer, new { order }) != caller.Party)) return [];
        var rows = await db.List<PatientRow>("select * from patient where order_number = @order order by line",
            new { order });
        return [.. rows.Select(row => new MaskedPatient(row.Id, (int)row.Line,
            Show(db, row) is { Ok: true } shown ? PatientMask.Of(shown.Value) : null,
            row.ErasedAt, row.EraseAfter))];
    }

    /// <summary>The rows kept of a person, found without reading anybody.</summary>
    public static Task<List<long>> Find(Db db, string identityNumber)
    {
        var digits = PatientRules.Finder(identityNumber);
        return db.List<long>("select id from patient where finder in @finders order by id",
            new { finders = InList.Of(db.Keys.All.Select(key => key.Hash(digits))) });
    }

    internal static Result<PatientData> Show(Db db, PatientRow row)
    {
        if (row.Cipher is null || row.Nonce is null) return Refusal.Of("patient-erased", "patient", $"{row.Id}");
        return db.Keys.Find(row.KeyId) is { } key
            ? Json.Read<PatientData>(key.Show(row.Nonce, row.Cipher, BelongsTo(row.Id)))
            : Refusal.Of("patient-key-missing");
    }

    internal static string BelongsTo(long id) => $"patient/{id}";
}

/// <summary>A patient as lists show it; without a mask it is erased, or its key is not here.</summary>
public sealed record MaskedPatient(long Id, int Line, PatientMask? Mask, Moment? ErasedAt, DateOnly EraseAfter);

/// <summary>A patient as it is stored.</summary>
sealed class PatientRow
{
    public long Id { get; init; }
    public long OrderNumber { get; init; }
    public long Line { get; init; }
    public string KeyId { get; init; } = "";
    public string? Nonce { get; init; }
    public string? Cipher { get; init; }
    public DateOnly EraseAfter { get; init; }
    public Moment? ErasedAt { get; init; }
}
