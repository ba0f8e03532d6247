using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class ReleaseTimesTests
{
    [Fact, Requirement("CHN-009")]
    public void Median_ninetieth_percentile_and_longest_are_times_that_some_order_took()
    {
        var ten = ReleaseTimes.Of(Enumerable.Range(1, 10).Select(n => (long?)n * 10));
        Assert.Equal(new ReleaseTimes(10, 0, 50, 90, 100), ten);
        Assert.Equal(new ReleaseTimes(11, 0, 60, 100, 110),
            ReleaseTimes.Of(Enumerable.Range(1, 11).Select(n => (long?)n * 10)));
        Assert.Equal(new ReleaseTimes(1, 0, 7, 7, 7), ReleaseTimes.Of([7]));
    }

    [Fact]
    public void What_is_not_sent_yet_is_counted_apart_and_none_have_no_figures()
    {
        Assert.Equal(new ReleaseTimes(1, 2, 7, 7, 7), ReleaseTimes.Of([null, 7, null]));
        Assert.Equal(new ReleaseTimes(0, 1, null, null, null), ReleaseTimes.Of([null]));
    }
}
