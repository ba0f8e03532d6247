using Forsyn.Core.Basics;
using Forsyn.Core.Shortages;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Shortages;

public class NoticeStatisticsTests
{
    static readonly DateRange Spring = DateRange.Inclusive(new(2026, 1, 1), new(2026, 6, 30));
    static readonly DateOnly Today = new(2026, 5, 15);

    static Moment At(int month, int day, int hour = 12) => Moment.InOslo(new(2026, month, day), new(hour, 0));

    static CountedNotice One(Moment came, int? hours = null, bool? inTime = true, string substance = "Amoksicillin",
        NoticeState state = NoticeState.Open, Moment? ended = null) => new(substance, ShortageReason.Production, state,
            inTime, came, hours is { } n ? came.Plus(TimeSpan.FromHours(n)) : null,
            hours is null ? null : ShortageConsequence.High,
            hours is null ? null : ShortageSolution.ForeignPack, ended);

    static NoticeStatistics Of(params CountedNotice[] notices) =>
        NoticeStatistics.Of(notices, 3, Spring, Today, ShippedRules.Book);

    [Fact]
    [Requirement("GOA-016"), Requirement("GOA-023")]
    public void New_closed_deleted_and_open_notices_are_counted_in_the_half_year_they_belong_to()
    {
        var of = Of(
            One(Moment.InOslo(new(2025, 12, 31), new(23, 59))),
            One(Moment.InOslo(new(2026, 1, 1), default), state: NoticeState.Closed, ended: At(2, 1)),
            One(At(3, 1), state: NoticeState.Deleted, ended: At(3, 2)), One(At(4, 1)));
        Assert.Equal((3, 3, 1, 1, 2), (of.New, of.Changed, of.Closed, of.Deleted, of.Open));
        // What was deleted was no shortage.
        Assert.Equal(2, of.Judged);
        Assert.Equal(2, Assert.Single(of.Counts, row => row.By == "reason").Count);
    }

    [Fact]
    [Requirement("GOA-023")]
    public void Time_to_the_first_assessment_has_a_median_nine_of_ten_and_a_share_within_the_limit()
    {
        var of = Of(One(At(1, 1), 72), One(At(1, 2), 73), One(At(1, 3), 10), One(At(1, 4), 24), One(At(1, 5)),
            // Its limit has not passed, so it is neither soon nor late.
            One(At(5, 13)));
        Assert.Equal((24, 73), (of.MedianHours, of.P90Hours));
        Assert.Equal((5, 3), (of.Due, of.AssessedInTime));
        Assert.Equal((null, 0), (Of(One(At(5, 14))).MedianHours, Of(One(At(5, 14))).Due));
    }

    [Fact]
    [Requirement("GOA-016"), Requirement("GOA-023")]
    public void Only_what_the_law_wants_months_before_is_judged()
    {
        var of = Of(One(At(1, 1)), One(At(1, 1), inTime: false), One(At(1, 1), inTime: null));
        Assert.Equal((2, 1), (of.Judged, of.InTime));
    }

    [Fact]
    [Requirement("GOA-016")]
    public void New_notices_are_counted_by_consequence_solution_and_the_ten_substances_with_most()
    {
        var of = Of([.. Enumerable.Range(0, 12).Select(n => One(At(2, 1), n == 0 ? 5 : null, substance: $"S{n:00}")),
            One(At(2, 2), substance: "S11")]);
        Assert.Equal([("", 12L), ("high", 1L)], of.Counts.Where(row => row.By == "consequence")
            .Select(row => (row.Of, row.Count)));
        Assert.Equal([("foreign-pack", 1L)], of.Counts.Where(row => row.By == "solution")
            .Select(row => (row.Of, row.Count)));
        var substances = of.Counts.Where(row => row.By == "substance").ToList();
        Assert.Equal((10, "S11", 2L), (substances.Count, substances[0].Of, substances[0].Count));
    }
}
