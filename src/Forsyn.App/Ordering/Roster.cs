using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A physician's time on duty; a closed one was taken back or another stands in its place.</summary>
public sealed class DutyShift
{
    public long Id { get; init; }
    public string Physician { get; init; } = "";
    public string Phone { get; init; } = "";
    public Moment StartsAt { get; init; }
    public Moment EndsAt { get; init; }
    public long? Replaces { get; init; }
    public Moment RecordedAt { get; init; }
    public string RecordedBy { get; init; } = "";
    public Moment? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public string? ClosedReason { get; init; }
}

/// <summary>A shift to plan; times with their offset from UTC.</summary>
public sealed record ShiftRequest(string? Physician, string? Phone, DateTimeOffset? Starts, DateTimeOffset? Ends);

/// <summary>A change of shifts: what stands now, and the gaps the change has made.</summary>
public sealed record RosterAnswer(IReadOnlyList<DutyShift> Shifts, IReadOnlyList<RosterGap> NewGaps);

/// <summary>Fact: a change of the roster left a time with no physician on duty.</summary>
public sealed record RosterGapPlanned(Moment From, Moment To);

/// <summary>
/// The roster of physicians on duty (URG-004). A shift is never changed or deleted: it is closed with a reason, and
/// another may take its place.
/// </summary>
public static class Roster
{
    const string Columns = "id, physician, phone, starts_at, ends_at, replaces, recorded_at, recorded_by, closed_at, " +
        "closed_by, closed_reason";
    const int MostAtOnce = 400;

    /// <summary>The last moment up to which the roster is to be whole.</summary>
    public static Moment Horizon(Moment now) =>
        Moment.InOslo(now.Day.AddDays(Rules.Book.On(now.Day).Days("roster-horizon-days")), TimeOnly.MinValue);

    /// <summary>The shifts that touch the time, the earliest first; closed ones only when asked for.</summary>
    public static async Task<IReadOnlyList<DutyShift>> List(Db db, Moment from, Moment to, bool closed = false) =>
        await db.List<DutyShift>(
            $"select {Columns} from duty_shift where ends_at > @from and starts_at < @to " +
            $"{(closed ? "" : "and closed_at is null ")}order by starts_at, id limit {MostAtOnce}",
            new { from = from.Microseconds, to = to.Microseconds });

    /// <summary>Who is on duty at a moment; the one who came last where shifts overlap.</summary>
    public static Task<DutyShift?> OnDuty(Db db, Moment at) => db.One<DutyShift>(
        $"select {Columns} from duty_shift where closed_at is null and starts_at <= @at and ends_at > @at " +
        "order by starts_at desc, id desc limit 1", new { at = at.Microseconds });

    /// <summary>The times from now to the horizon with nobody on duty.</summary>
    public static async Task<IReadOnlyList<RosterGap>> Gaps(Db db, Moment now) =>
        RosterRules.Gaps((await List(db, now, Horizon(now))).Select(shift => (shift.StartsAt, shift.EndsAt)), now,
            Horizon(now));

    /// <summary>Refuses shift-incomplete with a finding for each thing that is wrong.</summary>
    public static Task<Result<RosterAnswer>> Add(Db db, ShiftRequest request, Moment now, Caller caller) =>
        Change(db, now, caller, (tx, batch) => Task.FromResult(New(tx, batch, request, null, now, caller)));

    /// <summary>
    /// Another shift in the place of one; refuses shift-unknown, shift-not-in-state (it is closed or over),
    /// reason-missing and shift-incomplete.
    /// </summary>
    public static Task<Result<RosterAnswer>> Replace(
        Db db, long id, ShiftRequest request, string? reason, Moment now, Caller caller) =>
        Change(db, now, caller, async (tx, batch) =>
        {
            var old = await Close(tx, batch, id, reason, now, caller);
            return old.Ok ? New(tx, batch, request, id, now, caller) : old.Refusal!;
        });

    /// <summary>Takes a shift out of the roster; refuses as <see cref="Replace"/>.</summary>
    public static Task<Result<RosterAnswer>> Remove(Db db, long id, string? reason, Moment now, Caller caller) =>
        Change(db, now, caller, async (tx, batch) =>
        {
            var old = await Close(tx, batch, id, reason, now, caller);
            return old.Ok ? new List<DutyShift>() : old.Refusal!;
        });

    /// <summary>Two physicians take each other's shift; refuses as <see cref="Replace"/>.</summary>
    public static Task<Result<RosterAnswer>> Swap(
        Db db, long first, long second, string? reason, Moment now, Caller caller) =>
        Change(db, now, caller, async (tx, batch) =>
        {
            if (first == second) return Refusal.Of("shift-swapped-with-itself");
            var one = await Close(tx, batch, first, reason, now, caller);
            if (!one.Ok) return one.Refusal!;
            var other = await Close(tx, batch, second, reason, now, caller);
            if (!other.Ok) return other.Refusal!;
            var (a, b) = (one.Value, other.Value);
            List<DutyShift> made =
                [Made(tx, b.Physician, b.Phone, a, now, caller), Made(tx, a.Physician, a.Phone, b, now, caller)];
            Insert(batch, made);
            return made;
        });

    /// <summary>Writes a whole roster at once, for a demonstration.</summary>
    internal static Task Fill(Tx tx, IEnumerable<(string Physician, string Phone, Moment Starts, Moment Ends)> shifts,
        Moment now, string by)
    {
        var batch = new Batch(tx);
        Insert(batch, [.. shifts.Select(shift => new DutyShift
        {
            Id = tx.Ids.Next(), Physician = shift.Physician, Phone = shift.Phone, StartsAt = shift.Starts,
            EndsAt = shift.Ends, RecordedAt = now, RecordedBy = by,
        })]);
        return batch.Run();
    }

    static Task<Result<RosterAnswer>> Change(
        Db db, Moment now, Caller caller, Func<Tx, Batch, Task<Result<List<DutyShift>>>> work) =>
        db.Write<RosterAnswer>(async tx =>
        {
            var before = await Open(tx, now);
            var batch = new Batch(tx);
            var made = await work(tx, batch);
            if (!made.Ok) return made.Refusal!;
            await batch.Run();
            var gaps = RosterRules.Made(before, await Open(tx, now));
            var facts = new Batch(tx);
            foreach (var gap in gaps) Outbox.Append(facts, new RosterGapPlanned(gap.From, gap.To), now);
            await facts.Run();
            return new RosterAnswer(made.Value, gaps);
        }, caller.Once);

    static async Task<IReadOnlyList<RosterGap>> Open(Tx tx, Moment now) => RosterRules.Gaps(
        (await tx.List<DutyShift>(
            $"select {Columns} from duty_shift where closed_at is null and ends_at > @now and starts_at < @to",
            new { now = now.Microseconds, to = Horizon(now).Microseconds }))
        .Select(shift => (shift.StartsAt, shift.EndsAt)), now, Horizon(now));

    static async Task<Result<DutyShift>> Close(
        Tx tx, Batch batch, long id, string? reason, Moment now, Caller caller)
    {
        var shift = await tx.One<DutyShift>($"select {Columns} from duty_shift where id = @id" +
            (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
        if (shift is null) return Refusal.Of("shift-unknown", "id", $"{id}");
        if (shift.ClosedAt is not null || shift.EndsAt <= now) return Refusal.Of("shift-not-in-state", "id", $"{id}");
        if (string.IsNullOrWhiteSpace(reason)) return Refusal.Of("reason-missing", "action", "roster");
        batch.Add("update duty_shift set closed_at = ?, closed_by = ?, closed_reason = ? where id = ?",
            now, caller.Name, reason.Trim(), id);
        return shift;
    }

    static Result<List<DutyShift>> New(
        Tx tx, Batch batch, ShiftRequest request, long? replaces, Moment now, Caller caller)
    {
        var wrong = new List<Finding>();
        if (string.IsNullOrWhiteSpace(request.Physician)) wrong.Add(ReadOrder.Problem("shift-physician-missing", null));
        if (request.Starts is null) wrong.Add(ReadOrder.Problem("shift-start-missing", null));
        if (request.Ends is null) wrong.Add(ReadOrder.Problem("shift-end-missing", null));
        if (request.Ends <= request.Starts) wrong.Add(ReadOrder.Problem("shift-ends-before-it-starts", null));
        else if (request.Ends is { } ends && Moment.Of(ends) <= now)
            wrong.Add(ReadOrder.Problem("shift-already-over", null));
        if (wrong.Count > 0) return new Refusal("shift-incomplete", new Dictionary<string, string>(), wrong);
        List<DutyShift> made =
        [
            new()
            {
                Id = tx.Ids.Next(), Physician = request.Physician!.Trim(), Phone = request.Phone?.Trim() ?? "",
                StartsAt = Moment.Of(request.Starts!.Value), EndsAt = Moment.Of(request.Ends!.Value),
                Replaces = replaces, RecordedAt = now, RecordedBy = caller.Name,
            },
        ];
        Insert(batch, made);
        return made;
    }

    static DutyShift Made(Tx tx, string physician, string phone, DutyShift place, Moment now, Caller caller) => new()
    {
        Id = tx.Ids.Next(), Physician = physician, Phone = phone, StartsAt = place.StartsAt, EndsAt = place.EndsAt,
        Replaces = place.Id, RecordedAt = now, RecordedBy = caller.Name,
    };

    static void Insert(Batch batch, IReadOnlyList<DutyShift> shifts) => batch.AddRows(
        "insert into duty_shift (id, physician, phone, starts_at, ends_at, replaces, recorded_at, recorded_by) " +
        "{values}",
        [.. shifts.Select(s => (object?[])
            [s.Id, s.Physician, s.Phone, s.StartsAt, s.EndsAt, s.Replaces, s.RecordedAt, s.RecordedBy])]);
}
