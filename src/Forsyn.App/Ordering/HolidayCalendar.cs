using System.Data.Common;
using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Ordering;

/// <summary>How a day is worked: closed, open, or as weekday and public holiday have it.</summary>
public enum CalendarKind { Usual, Closed, Open }

/// <summary>A day somebody has set otherwise than usual, or set back.</summary>
public sealed class CalendarDay
{
    public DateOnly Day { get; init; }
    public string Kind { get; init; } = "";
    public string Reason { get; init; } = "";
    public Moment ChangedAt { get; init; }
    public string ChangedBy { get; init; } = "";
    public long Version { get; init; }
}

/// <summary>A day to set: closed or open with a reason, or usual to take it back.</summary>
/// <param name="Version">The version the caller saw, or null to act on whatever is there.</param>
public sealed record CalendarChange(string? Day, string? Kind, string? Reason, long? Version = null);

/// <summary>
/// The desk's own calendar on top of weekdays and public holidays (URG-008); every change is kept with its reason.
/// </summary>
public static class HolidayCalendar
{
    const string Columns = "day, kind, reason, changed_at, changed_by, version";

    /// <summary>The days the desk works, for the rules.</summary>
    public static async Task<Workdays> Load(DbConnection connection, DbTransaction? transaction) =>
        Of((await connection.QueryAsync<CalendarDay>(
            $"select {Columns} from calendar_day where kind <> 'usual'", null, transaction)).AsList());

    public static async Task<Workdays> Load(Db db)
    {
        await using var connection = await db.Read();
        return await Load(connection, null);
    }

    static Workdays Of(IReadOnlyList<CalendarDay> days) => Workdays.Norway
        .Close(days.Where(day => day.Kind == "closed").Select(day => day.Day))
        .Open(days.Where(day => day.Kind == "open").Select(day => day.Day));

    /// <summary>What was set in a year, in order of day; also what was set back.</summary>
    public static async Task<IReadOnlyList<CalendarDay>> List(Db db, int year) => await db.List<CalendarDay>(
        $"select {Columns} from calendar_day where day >= @from and day < @to order by day",
        new { from = new DateOnly(year, 1, 1), to = new DateOnly(year + 1, 1, 1) });

    /// <summary>
    /// Sets a day; refuses calendar-day-wrong, calendar-kind-unknown, reason-missing and calendar-changed-meanwhile.
    /// </summary>
    public static Task<Result<CalendarDay>> Change(Db db, CalendarChange change, Moment now, Caller caller) =>
        db.Write<CalendarDay>(async tx =>
        {
            if (!DateOnly.TryParseExact(change.Day, "yyyy-MM-dd", out var day))
                return Refusal.Of("calendar-day-wrong", "text", change.Day ?? "");
            if (!Kebab.TryParse<CalendarKind>(change.Kind ?? "", out var kind))
                return Refusal.Of("calendar-kind-unknown", "text", change.Kind ?? "", "possible",
                    string.Join(", ", Kebab.All<CalendarKind>()));
            if (string.IsNullOrWhiteSpace(change.Reason)) return Refusal.Of("reason-missing", "action", "calendar");
            var version = await tx.One<long?>("select version from calendar_day where day = @day", new { day }) ?? 0;
            if (change.Version is { } seen && seen != version)
                return Refusal.Of("calendar-changed-meanwhile", "day", $"{day:yyyy-MM-dd}", "version", $"{version}");
            var set = new CalendarDay
            {
                Day = day, Kind = Kebab.Of(kind), Reason = change.Reason.Trim(), ChangedAt = now,
                ChangedBy = caller.Name, Version = version + 1,
            };
            await new Batch(tx)
                .Add("insert into calendar_day (day, kind, reason, changed_at, changed_by, version) " +
                    "values (?, ?, ?, ?, ?, ?) on conflict (day) do update set kind = excluded.kind, " +
                    "reason = excluded.reason, changed_at = excluded.changed_at, changed_by = excluded.changed_by, " +
                    "version = excluded.version",
                    set.Day, set.Kind, set.Reason, set.ChangedAt, set.ChangedBy, set.Version)
                .Add("insert into calendar_change (id, day, kind, reason, changed_at, changed_by) " +
                    "values (?, ?, ?, ?, ?, ?)", tx.Ids.Next(), set.Day, set.Kind, set.Reason, now, caller.Name)
                .Run();
            return set;
        }, caller.Once);
}
