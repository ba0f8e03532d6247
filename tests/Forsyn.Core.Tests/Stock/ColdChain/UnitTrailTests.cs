using Forsyn.Core.Basics;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.Core.Tests.Stock.ColdChain;

public class UnitTrailTests
{
    static readonly Position Store = new(1, 10, false), Road = new(2, 20, true), Clinic = new(2, 20, false),
        Other = new(3, 30, false);

    static Moment Hour(int hour) => Moment.InOslo(new(2026, 5, 4), TimeOnly.MinValue).Plus(TimeSpan.FromHours(hour));

    static UnitMovement Move(int hour, Position? from, Position? to, long units, bool used = false) =>
        new(from, to, units, Hour(hour), Hour(hour), used);

    static PlaceExposure Warm(long id, Position where, int from, int to) => new(id, where, Hour(from), Hour(to),
        new(new Dictionary<int, long> { [15] = (to - from) * 3600L }, Celsius.Of(14)));

    static long Hours(UnitTrail trail, Position where) =>
        trail.Traces[where].Exposure.SecondsByDegree.Values.Sum() / 3600;

    [Fact]
    [Requirement("SHL-003")]
    public void What_units_have_been_through_follows_them_through_a_transfer()
    {
        var trail = UnitTrail.Follow(
            [Move(0, null, Store, 100), Move(9, Store, Road, 40), Move(12, Road, Clinic, 40)],
            [Warm(1, Store, 4, 7), Warm(2, Clinic, 20, 22)]);
        Assert.Equal(3, Hours(trail, Store));
        Assert.Equal(5, Hours(trail, Clinic));
        Assert.Equal((60, 0, 40), (trail.Traces[Store].Units, trail.Traces[Road].Units, trail.Traces[Clinic].Units));
        Assert.Equal([1L, 2L], trail.Traces[Clinic].Excursions.Order());
    }

    [Fact]
    public void What_left_before_and_what_came_after_is_not_in_it()
    {
        var trail = UnitTrail.Follow(
            [Move(0, null, Store, 100), Move(2, Store, Clinic, 40), Move(3, Store, null, 60), Move(9, null, Store, 5)],
            [Warm(1, Store, 4, 7)]);
        Assert.Empty(trail.Traces[Clinic].Excursions);
        Assert.Empty(trail.Traces[Store].Excursions);
    }

    [Fact]
    public void What_comes_during_it_is_in_it_and_what_stood_on_the_shelf_shares_it()
    {
        var trail = UnitTrail.Follow(
            [Move(0, null, Store, 10), Move(5, null, Clinic, 10), Move(8, Clinic, Store, 10)], [Warm(1, Clinic, 4, 7)]);
        Assert.Equal(3, Hours(trail, Store));
    }

    [Fact]
    public void Where_histories_meet_the_worst_counts_and_time_is_not_added_twice()
    {
        var trail = UnitTrail.Follow(
            [Move(0, null, Store, 10), Move(0, null, Other, 10), Move(9, Store, Clinic, 10), Move(9, Other, Clinic, 5)],
            [Warm(1, Store, 1, 3), Warm(2, Other, 1, 6)]);
        Assert.Equal(5, Hours(trail, Clinic));
        Assert.Equal([1L, 2L], trail.Traces[Clinic].Excursions.Order());
    }

    [Fact]
    public void An_empty_shelf_forgets()
    {
        var trail = UnitTrail.Follow(
            [Move(0, null, Store, 10), Move(8, Store, Clinic, 10), Move(9, null, Store, 7)], [Warm(1, Store, 4, 7)]);
        Assert.Equal(0, Hours(trail, Store));
        Assert.Equal(3, Hours(trail, Clinic));
    }

    [Fact]
    public void What_is_registered_late_may_have_been_there()
    {
        var late = new UnitMovement(null, Store, 10, Hour(0), Hour(24));
        Assert.Equal([1L], UnitTrail.Follow([late], [Warm(1, Store, 4, 7)]).Traces[Store].Excursions);
        var gone = new UnitMovement(Store, Clinic, 10, Hour(0), Hour(24));
        var trail = UnitTrail.Follow([Move(-1, null, Store, 10), gone], [Warm(1, Store, 4, 7)]);
        Assert.Equal([1L], trail.Traces[Clinic].Excursions);
    }

    [Fact]
    public void What_was_used_after_it_is_told()
    {
        var done = new Position(2, -11, false);
        var trail = UnitTrail.Follow([Move(0, null, Clinic, 10), Move(5, Clinic, done, 3, used: true),
            Move(8, Clinic, done, 2, used: true), Move(9, done, Clinic, 1)], [Warm(1, Clinic, 4, 7)]);
        Assert.Equal(new UsedAfter(1, 2, 5), Assert.Single(trail.Used));
        Assert.Equal(6, trail.Traces[Clinic].Units);
    }

    [Fact]
    public void A_box_that_was_warm_speaks_of_what_was_in_it_alone()
    {
        var trail = UnitTrail.Follow(
            [Move(0, null, Clinic, 10), Move(0, null, Store, 10), Move(2, Store, Road, 4), Move(8, Road, Clinic, 4)],
            [Warm(1, Road, 3, 5)]);
        Assert.Empty(trail.Traces[Store].Excursions);
        Assert.Equal(2, Hours(trail, Clinic));
    }
}
