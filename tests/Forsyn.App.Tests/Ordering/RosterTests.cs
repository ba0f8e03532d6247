using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class RosterTests
{
    static readonly Moment Now = Databases.SeededAt.Plus(TimeSpan.FromHours(2));

    static async Task<Caller> Desk(Db db) => (await Personas.Of(db, Now).Find("forsyning"))!;

    static ShiftRequest Shift(DutyShift like, string physician, int hoursLater = 0) =>
        new(physician, "99 00 00 09", like.StartsAt.Plus(TimeSpan.FromHours(hoursLater)).Utc, like.EndsAt.Utc);

    static Task<long> Alarms(Db db) => db.One<long>("select count(*) from fact where name = 'RosterGapPlanned'");

    static async Task<DutyShift> Third(Db db) => (await Roster.List(db, Now, Roster.Horizon(Now)))[2];

    [Theory, EveryDatabase, Requirement("URG-004")]
    public async Task The_made_roster_has_no_gap_and_somebody_is_on_duty(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        Assert.Empty(await Roster.Gaps(test.Db, Now));
        Assert.Equal("Yusuf Rahimi (oppdiktet)", (await Roster.OnDuty(test.Db, Now))!.Physician);
        Assert.Equal("Ragnhild Moe (oppdiktet)",
            (await Roster.OnDuty(test.Db, Databases.SeededAt.Plus(TimeSpan.FromSeconds(-1))))!.Physician);
    }

    [Theory, EveryDatabase, Requirement("URG-004")]
    public async Task Taking_out_a_shift_leaves_a_gap_that_is_told_once_and_filling_it_ends_the_alarm(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Desk(test.Db));
        var shift = await Third(db);
        var removed = await Roster.Remove(db, shift.Id, "Syk", Now, desk);
        var gap = Assert.Single(removed.Value.NewGaps);
        Assert.Equal((shift.StartsAt, shift.EndsAt), (gap.From, gap.To));
        Assert.Equal([gap], await Roster.Gaps(db, Now));
        Assert.Equal(1, await Alarms(db));
        var short2 = await Roster.Add(db, Shift(shift, "Nina Vik", hoursLater: 1), Now, desk);
        Assert.Empty(short2.Value.NewGaps);
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(await Roster.Gaps(db, Now)).To.Since(gap.From));
        await Roster.Add(db, Shift(shift, "Per Dahl") with { Ends = shift.StartsAt.Plus(TimeSpan.FromHours(1)).Utc },
            Now, desk);
        Assert.Empty(await Roster.Gaps(db, Now));
        Assert.Equal(1, await Alarms(db));
        var kept = (await Roster.List(db, Now, Roster.Horizon(Now), closed: true)).Single(one => one.Id == shift.Id);
        Assert.Equal(("Syk", Now), (kept.ClosedReason, kept.ClosedAt));
    }

    [Theory, EveryDatabase, Requirement("URG-004")]
    public async Task A_shift_is_replaced_or_swapped_and_the_old_one_is_kept(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Desk(test.Db));
        var shifts = await Roster.List(db, Now, Roster.Horizon(Now));
        var replaced = await Roster.Replace(db, shifts[2].Id, Shift(shifts[2], "Nina Vik", 2), "Bytte", Now, desk);
        Assert.Equal(shifts[2].Id, Assert.Single(replaced.Value.Shifts).Replaces);
        Assert.Equal(TimeSpan.FromHours(2), Assert.Single(replaced.Value.NewGaps).To.Since(shifts[2].StartsAt));
        var swapped = await Roster.Swap(db, shifts[3].Id, shifts[4].Id, "Ferie", Now, desk);
        Assert.Equal([(shifts[3].StartsAt, shifts[4].Physician), (shifts[4].StartsAt, shifts[3].Physician)],
            swapped.Value.Shifts.Select(shift => (shift.StartsAt, shift.Physician)));
        Assert.Empty(swapped.Value.NewGaps);
        Assert.Equal("shift-not-in-state",
            (await Roster.Remove(db, shifts[3].Id, "Feil", Now, desk)).Refusal?.Code);
        Assert.Equal("shift-swapped-with-itself",
            (await Roster.Swap(db, shifts[5].Id, shifts[5].Id, "Feil", Now, desk)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task What_is_wrong_with_a_shift_is_told_at_once_and_what_is_over_stays(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Desk(test.Db));
        Assert.Equal(["shift-end-missing", "shift-physician-missing", "shift-start-missing"],
            (await Roster.Add(db, new(" ", null, null, null), Now, desk)).Refusal!.Findings!
                .Select(f => f.Code).Order());
        Assert.Equal("shift-ends-before-it-starts", (await Roster.Add(
            db, new("A", null, Now.Utc, Now.Utc), Now, desk)).Refusal!.Findings!.Single().Code);
        Assert.Equal("shift-already-over", (await Roster.Add(
            db, new("A", null, Now.Utc.AddHours(-2), Now.Utc), Now, desk)).Refusal!.Findings!.Single().Code);
        var over = (await Roster.List(db, Now.Plus(TimeSpan.FromDays(-2)), Now))[0];
        Assert.Equal("shift-not-in-state", (await Roster.Remove(db, over.Id, "Feil", Now, desk)).Refusal?.Code);
        Assert.Equal("reason-missing", (await Roster.Remove(db, (await Third(db)).Id, " ", Now, desk)).Refusal?.Code);
        Assert.Equal("shift-unknown", (await Roster.Remove(db, 1, "Feil", Now, desk)).Refusal?.Code);
    }

    // The roster is to be whole four weeks ahead: the day at the horizon counts, the day after it does not yet.
    [Theory, EveryDatabase, Requirement("URG-004")]
    public async Task A_gap_beyond_the_horizon_is_no_alarm_until_its_day_comes(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        var (db, desk) = (test.Db, await Desk(test.Db));
        var horizon = Roster.Horizon(Now);
        var last = (await Roster.List(db, horizon, horizon.Plus(TimeSpan.FromDays(3))))[1];
        Assert.True(last.StartsAt > horizon);
        Assert.Empty((await Roster.Remove(db, last.Id, "Ferie", Now, desk)).Value.NewGaps);
        Assert.Empty(await Roster.Gaps(db, Now));
        Assert.Single(await Roster.Gaps(db, Now.Plus(TimeSpan.FromDays(1))));
    }
}
