using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>One look at a patient, or one erasing, as the auditor reads it: it says nothing of the person.</summary>
public sealed class PatientLook
{
    public long Id { get; init; }
    public Moment At { get; init; }
    public string ByPersona { get; init; } = "";
    public string ByPerson { get; init; } = "";
    public long PatientId { get; init; }
    public long OrderNumber { get; init; }
    public long Line { get; init; }
    /// <summary>Open or erase.</summary>
    public string Kind { get; init; } = "";
    public string Reason { get; init; } = "";
}

/// <summary>Who saw which patient and why; rows are never changed or deleted.</summary>
public static class PatientLooks
{
    public const int MostAtOnce = 200;

    /// <summary>The newest first, found by a part of the person's name or reason, or by order number.</summary>
    /// <param name="before">The last id of the page before.</param>
    public static Task<List<PatientLook>> List(
        Db db, string? query = null, long? before = null, int limit = 50) =>
        db.List<PatientLook>(
            "select * from patient_look where id < @before and (lower(by_person) like @words " +
            "or lower(reason) like @words or cast(order_number as text) = @number) order by id desc limit @limit",
            new { before = before ?? long.MaxValue, words = $"%{query?.Trim().ToLowerInvariant()}%",
                number = query?.Trim() ?? "", limit = Math.Clamp(limit, 1, MostAtOnce) });

    internal static Batch Add(Batch batch, string kind, PatientRow row, string reason, Moment now, Caller caller) =>
        batch.Add(
            "insert into patient_look (id, at, by_persona, by_person, patient_id, order_number, line, kind, reason) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            batch.Tx.Ids.Next(), now, caller.PersonaId, caller.Name, row.Id, row.OrderNumber, row.Line, kind, reason);
}
