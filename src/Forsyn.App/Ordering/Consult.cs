using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>What the physician on duty said of an emergency's indication and dose (URG-013).</summary>
public sealed class Consultation
{
    public string Physician { get; init; } = "";
    public Moment ConsultedAt { get; init; }
    public string Assessment { get; init; } = "";
    public Moment RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
}

/// <param name="At">When they spoke; now when nothing is said.</param>
public sealed record ConsultRequest(string? Physician, DateTimeOffset? At, string? Assessment);

/// <summary>Writes down that the physician on duty was asked: who, when, and what the assessment was.</summary>
public static class Consult
{
    /// <summary>
    /// Refuses order-unknown, order-not-urgent, and consultation-incomplete with a finding for each thing missing.
    /// </summary>
    public static Task<Result<Consultation>> Run(
        Db db, long number, ConsultRequest request, Moment now, Caller caller) =>
        db.Write<Consultation>(async tx =>
        {
            var locked = await MoveOrder.Lock(tx, number);
            if (!locked.Ok) return locked.Refusal!;
            if (!MayServe(locked.Value, caller)) return Refusal.Of("order-unknown", "number", $"{number}");
            if (!locked.Value.Urgent) return Refusal.Of("order-not-urgent", "number", $"{number}");
            var wrong = new List<Finding>();
            if (string.IsNullOrWhiteSpace(request.Physician))
                wrong.Add(ReadOrder.Problem("consulted-physician-missing", null));
            if (string.IsNullOrWhiteSpace(request.Assessment)) wrong.Add(ReadOrder.Problem("assessment-missing", null));
            var at = request.At is { } told ? Moment.Of(told) : now;
            if (at > now) wrong.Add(ReadOrder.Problem("consulted-in-the-future", null));
            if (wrong.Count > 0)
                return new Refusal("consultation-incomplete", new Dictionary<string, string>(), wrong);
            var said = new Consultation
            {
                Physician = request.Physician!.Trim(), ConsultedAt = at, Assessment = request.Assessment!.Trim(),
                RecordedAt = now, RecordedBy = caller.Name,
            };
            await new Batch(tx).Add(
                "insert into consultation (order_number, id, physician, consulted_at, assessment, recorded_at, " +
                "recorded_by) values (?, ?, ?, ?, ?, ?, ?)",
                number, tx.Ids.Next(), said.Physician, at, said.Assessment, now, caller.Name).Run();
            return said;
        }, caller.Once);

    /// <summary>What was said of an order, in order of time.</summary>
    public static async Task<IReadOnlyList<Consultation>> Of(Db db, long number) => await db.List<Consultation>(
        "select physician, consulted_at, assessment, recorded_at, recorded_by from consultation " +
        "where order_number = @number order by consulted_at, id", new { number });

    static bool MayServe(OrderHead head, Caller caller) =>
        caller.May(Policy.OrderReview) || (head.AtThePharmacy && caller.May(Policy.UrgentHandOut));
}
