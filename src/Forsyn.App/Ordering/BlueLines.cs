using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// A blue prescription as it is shown: indication, who checked it, and so much of the patient as the reader may see.
/// </summary>
/// <param name="RowId">The row of the blue table.</param>
/// <param name="Patient">Null for those who see no patients.</param>
public sealed record Prescription(
    int Line, string Disease, string? Code, string? Group, string RowId, string DoseSize, DateOnly? ExposedOn,
    string? Serogroup, long? Outbreak, string? StudyProgramme, Money PricePerPack, Moment? CheckedAt,
    string? CheckedBy, MaskedPatient? Patient);

/// <summary>What the lines of an order on blue prescription say, and who saw that their conditions are met.</summary>
public static class BlueLines
{
    /// <summary>Adds the blue lines of an order to the batch; their patients go to <see cref="Patients"/>.</summary>
    internal static void Save(Batch batch, long number, OrderFacts facts) => batch.AddRows(
        "insert into blue_line (order_number, line, disease, code, group_key, row_id, dose_size, exposed_on, " +
        "serogroup, outbreak, study_programme, price_per_pack_ore) {values}",
        [.. from line in facts.Lines
            where line.Purpose == Purpose.Blue && line.Indication is not null
            let said = line.Indication
            let row = facts.Blue.Table.Meant(line.Product, said)[0]
            select (object?[])[number, line.Number, row.Disease, row.Code, said.Group, row.Id,
                line.DoseSize?.Trim() ?? "", said.ExposedOn, said.Serogroup,
                long.TryParse(said.Outbreak, out var outbreak) ? outbreak : (long?)null, said.StudyProgramme,
                line.Product.PricePerPack]]);

    /// <summary>
    /// A pharmacist has seen that the conditions of lines are met (BLU-002); of all blue lines where none is named.
    /// Refuses no-prescription-to-check.
    /// </summary>
    public static Task<Result<OrderState>> Check(
        Db db, long number, IReadOnlyCollection<int>? lines, Moment now, Caller caller, long? version = null) =>
        db.Write<OrderState>(async tx =>
        {
            var locked = await MoveOrder.Lock(tx, number, version);
            if (!locked.Ok) return locked.Refusal!;
            var waiting = (await tx.List<long>(
                "select line from blue_line where order_number = @number and checked_at is null order by line",
                new { number })).Where(line => lines is null || lines.Contains((int)line)).ToList();
            if (waiting.Count == 0) return Refusal.Of("no-prescription-to-check", "number", $"{number}");
            var batch = new Batch(tx);
            var next = MoveOrder.Append(
                batch, locked.Value, OrderAction.Check, "", now, caller);
            if (!next.Ok) return next;
            foreach (var line in waiting)
                batch.Add("update blue_line set checked_at = ?, checked_by = ? where order_number = ? and line = ?",
                    now, caller.Name, number, line);
            await batch.Run();
            return next;
        }, caller.Once);

    /// <summary>
    /// Null where every blue line of the order has an indication and was checked; otherwise the refusal to release or
    /// send it: prescription-without-indication or prescription-not-checked.
    /// </summary>
    public static async Task<Refusal?> Unready(Tx tx, long number)
    {
        var lines = await tx.List<WaitingRow>(
            "select l.line, b.line is null as bare from order_line l left join blue_line b " +
            "on b.order_number = l.order_number and b.line = l.line where l.order_number = @number " +
            "and l.purpose = 'blue' and b.checked_at is null order by l.line", new { number });
        if (lines.Count == 0) return null;
        var bare = lines.Where(line => line.Bare).ToList();
        return Refusal.Of(bare.Count > 0 ? "prescription-without-indication" : "prescription-not-checked",
            "number", $"{number}", "lines", string.Join(", ", (bare.Count > 0 ? bare : lines).Select(l => l.Line)));
    }

    /// <summary>Whether a blue line of the order has an indication that nobody has checked.</summary>
    public static async Task<bool> Waiting(Db db, long number) => await db.One<long>(
        "select count(*) from blue_line where order_number = @number and checked_at is null", new { number }) > 0;

    /// <summary>
    /// The prescriptions of an order: to those who check them and to the customer with masked patients; without
    /// patients to the auditor, and to the on-call pharmacy those of its own orders; to others none.
    /// </summary>
    public static async Task<IReadOnlyList<Prescription>> Of(Db db, long number, Caller caller)
    {
        var patients = await Patients.Masked(db, number, caller);
        if (patients.Count == 0 && !caller.May(Policy.PatientLog) && !await AtItsPharmacy(db, number, caller))
            return [];
        var rows = await db.List<BlueRowStored>(
            "select * from blue_line where order_number = @number order by line", new { number });
        return [.. rows.Select(row => row.ToView(patients.FirstOrDefault(p => p.Line == row.Line)))];
    }

    static async Task<bool> AtItsPharmacy(Db db, long number, Caller caller) =>
        caller.May(Policy.UrgentHandOut) && await db.One<string>(
            "select route from urgent_order where order_number = @number", new { number }) == "pharmacy";

    sealed class WaitingRow
    {
        public long Line { get; init; }
        public bool Bare { get; init; }
    }

    sealed class BlueRowStored
    {
        public long Line { get; init; }
        public string Disease { get; init; } = "";
        public string? Code { get; init; }
        public string? GroupKey { get; init; }
        public string RowId { get; init; } = "";
        public string DoseSize { get; init; } = "";
        public DateOnly? ExposedOn { get; init; }
        public string? Serogroup { get; init; }
        public long? Outbreak { get; init; }
        public string? StudyProgramme { get; init; }
        public long PricePerPackOre { get; init; }
        public Moment? CheckedAt { get; init; }
        public string? CheckedBy { get; init; }

        public Prescription ToView(MaskedPatient? patient) => new(
            (int)Line, Disease, Code, GroupKey, RowId, DoseSize, ExposedOn, Serogroup, Outbreak, StudyProgramme,
            new Money(PricePerPackOre), CheckedAt, CheckedBy, patient);
    }
}
