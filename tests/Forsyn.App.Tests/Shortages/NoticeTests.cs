using Forsyn.App.Database;
using Forsyn.App.Shortages;
using Forsyn.App.Tests.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Core.Shortages;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Shortages;

public class NoticeTests
{
    static readonly Moment Now = DutyRoad.Now;
    static readonly NoticeMove High = new("No other strength is left", "high", "foreign-pack", $"{Day(7)}");

    static string Day(int days) => $"{DutyRoad.Today.AddDays(days):yyyy-MM-dd}";

    static async Task<NoticeRequest> Request(DutyRoad road, int starts = 90, int? ends = 120) => new("interruption",
        "Nordfarm", "n02be01",
        [(await road.Db.One<string>("select min(article_number) from product where atc = 'N02BE01'"))!], false,
        Day(starts), ends is { } end ? Day(end) : null, "production", "A line is rebuilt");

    static async Task<NoticeRow> Sent(DutyRoad road, int starts = 90, int? ends = 120) =>
        (await ReportNotice.Run(road.Db, await Request(road, starts, ends), Now, road.Regulator)).Value.Notice;

    static Moment After(int hours) => Now.Plus(TimeSpan.FromHours(hours));

    [Theory, EveryDatabase]
    [Requirement("GOA-016"), Requirement("GOA-023")]
    public async Task A_notification_is_sent_changed_assessed_and_closed_and_all_of_it_stays(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var sent = await Sent(road);
        Assert.Equal(("open", true, "N02BE01", (long?)null), (sent.State, sent.InTime, sent.Atc, sent.HoursToAssess));
        var changed = (await ReportNotice.Change(road.Db, sent.Id,
            await Request(road, 20) with { Text = "It comes sooner" }, After(5), road.Regulator)).Value;
        Assert.Equal([DutyRoad.Today.AddDays(90), DutyRoad.Today.AddDays(20)],
            changed.Versions.Select(one => one.StartsOn));
        // What counts is when the first came, against the day it gave.
        Assert.True(changed.Notice.InTime);
        await MoveNotice.Run(road.Db, sent.Id, NoticeStep.Assess, High, After(30), road.Regulator);
        await MoveNotice.Run(road.Db, sent.Id, NoticeStep.Assess, new("Enough elsewhere", "none"), After(60),
            road.Regulator);
        var closed = (await MoveNotice.Run(road.Db, sent.Id, NoticeStep.Close, new("It is back"), After(70),
            road.Regulator)).Value;
        Assert.Equal(("closed", "none", (string?)null, 30L), (closed.Notice.State, closed.Notice.Consequence,
            closed.Notice.Solution, closed.Notice.HoursToAssess));
        Assert.Equal(["assess", "assess", "close"], closed.Entries.Select(entry => entry.Step));
        Assert.Equal(("foreign-pack", "No other strength is left"),
            (closed.Entries[0].Solution, closed.Entries[0].Text));
        Assert.False(closed.MayChange || closed.Next.Count > 0);
        foreach (var step in Enum.GetValues<NoticeStep>())
            Assert.Equal("notice-not-in-state",
                (await MoveNotice.Run(road.Db, sent.Id, step, High, After(80), road.Regulator)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-016")]
    public async Task A_change_is_refused_when_the_period_given_before_has_passed(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var sent = await Sent(road, starts: 1, ends: 3);
        Assert.False(sent.InTime);
        var change = await Request(road, 1, 30);
        Assert.Equal("notice-period-over",
            (await ReportNotice.Change(road.Db, sent.Id, change, After(24 * 5), road.Regulator)).Refusal?.Code);
        Assert.True((await ReportNotice.Change(road.Db, sent.Id, change, After(24 * 2), road.Regulator)).Ok);
        Assert.Equal("notice-unknown",
            (await ReportNotice.Change(road.Db, 7, change, Now, road.Regulator)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    [Requirement("GOA-016")]
    public async Task A_wholesaler_reports_what_it_cannot_deliver_and_sees_its_own_only(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var others = await Sent(road);
        var request = await Request(road, 0);
        Assert.Equal(["notice-occasion-of-wholesaler"], (await ReportNotice.Run(road.Db, request, Now,
            road.Wholesaler)).Refusal!.Findings!.Select(finding => finding.Code));
        var own = (await ReportNotice.Run(road.Db, request with { Occasion = "undelivered-order" }, Now,
            road.Wholesaler)).Value;
        Assert.Equal((road.Wholesaler.PartyName, (bool?)null), (own.Notice.Reporter, own.Notice.InTime));
        Assert.Equal([NoticeStep.Close, NoticeStep.Delete], own.Next);
        Assert.Equal([own.Notice.Id],
            (await Notices.List(road.Db, new(), DutyRoad.Today, road.Wholesaler)).Items.Select(row => row.Id));
        Assert.Equal("notice-unknown",
            (await Notices.Get(road.Db, others.Id, DutyRoad.Today, road.Wholesaler)).Refusal?.Code);
        Assert.Equal("not-allowed", (await MoveNotice.Run(road.Db, own.Notice.Id, NoticeStep.Assess, High, Now,
            road.Wholesaler)).Refusal?.Code);
        var deleted = await MoveNotice.Run(road.Db, own.Notice.Id, NoticeStep.Delete, new("Found some"), Now,
            road.Wholesaler);
        Assert.Equal(("deleted", 1), (deleted.Value.Notice.State, deleted.Value.Entries.Count));
    }

    [Theory, EveryDatabase]
    public async Task Everything_wrong_with_a_notification_or_an_assessment_is_said_at_once(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var faulty = await ReportNotice.Run(road.Db, new("x", " ", " ", ["no-such"], true, "soon", "later", "bad", "",
            Day(1) + "T08:00"), Now, road.Regulator);
        Assert.Equal(["notice-occasion", "notice-reporter", "notice-atc", "sale-article", "notice-starts",
            "notice-ends", "notice-reason", "notice-text", "notice-notified-at", "notice-packs"],
            faulty.Refusal!.Findings!.Select(finding => finding.Code));
        var sent = await Sent(road);
        Assert.Equal(["notice-text", "notice-solution", "notice-review"], (await MoveNotice.Run(road.Db, sent.Id,
            NoticeStep.Assess, new("", "low", "prayer", Day(-1)), Now, road.Regulator)).Refusal!.Findings!
            .Select(finding => finding.Code));
    }

    [Theory, EveryDatabase]
    public async Task The_list_is_searched_filtered_sorted_and_paged(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        async Task<IReadOnlyList<NoticeRow>> List(NoticeFilter filter) =>
            (await Notices.List(road.Db, filter, DutyRoad.Today, road.Regulator)).Items;
        var all = await List(new());
        Assert.True(all.Count >= 6);
        Assert.All(all, row => Assert.True(row.Made && row.Reporter.EndsWith("(oppdiktet)")));
        Assert.Equal(all.OrderByDescending(row => row.NotifiedAt.Microseconds).Select(row => row.Id),
            all.Select(row => row.Id));
        Assert.All(await List(new("unassessed")), row => Assert.True(row is { IsOpen: true, AssessedAt: null }));
        Assert.All(await List(new("late")), row => Assert.False(row.InTime));
        foreach (var show in Notices.Shows.Except(["review"])) Assert.NotEmpty(await List(new(show)));
        Assert.DoesNotContain(await List(new("review")), row => row.ReviewOn >= DutyRoad.Today);
        Assert.All(await List(new(Query: "J01CA")), row => Assert.Equal("J01CA04", row.Atc));
        Assert.Equal("high", (await List(new(Sort: "consequence")))[0].Consequence);
        foreach (var sort in Notices.Sorts)
        {
            var (paged, cursor) = (new List<long>(), (string?)null);
            do
            {
                var page = await Notices.List(road.Db, new(Sort: sort, Cursor: cursor, Limit: 2), DutyRoad.Today,
                    road.Regulator);
                paged.AddRange(page.Items.Select(row => row.Id));
                cursor = page.Next;
            } while (cursor is not null);
            Assert.Equal((await List(new(Sort: sort))).Select(row => row.Id), paged);
        }
    }
}
