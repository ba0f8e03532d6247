using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Tests.Stock;

public class MadeLotsTests
{
    static readonly DateOnly Today = new(2026, 5, 15);
    static readonly ArticleNumber Article = ArticleNumber.Of("145374");

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 12)]
    [InlineData(3, 18)]
    [InlineData(6, 60)]
    public void Every_lot_is_produced_then_received_and_not_yet_expired(int count, int months)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var lots = MadeLots.Of(count, months, Today, new Random(seed));
            Assert.Equal(count, lots.Select(lot => lot.Number).Distinct().Count());
            Assert.All(lots, lot =>
            {
                Assert.True(lot.ProducedOn < lot.ReceivedOn && lot.ReceivedOn < Today && Today < lot.ExpiresOn);
                Assert.Equal(lot.ExpiresOn.AddMonths(-months), lot.ProducedOn);
            });
            Assert.Equal(lots.Select(lot => lot.ExpiresOn).Order(), lots.Select(lot => lot.ExpiresOn));
        }
    }

    [Fact]
    public void Of_three_lots_one_is_too_short_to_be_sent_and_two_are_not()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var days = MadeLots.Of(3, 24, Today, new Random(seed))
                .Select(lot => lot.ExpiresOn.DayNumber - Today.DayNumber).ToList();
            Assert.True(days[0] < 90 && days[1] >= 120 && days[2] >= 120);
        }
    }

    [Fact]
    public void A_medicine_has_most_of_a_year_left_but_for_a_lot_left_over_at_a_few()
    {
        var leftOver = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var days = MadeLots.Steady(4, 36, Today, new Random(seed))
                .Select(lot => lot.ExpiresOn.DayNumber - Today.DayNumber).ToList();
            Assert.All(days.Skip(1), left => Assert.InRange(left, 300, 36 * 31));
            Assert.True(days[0] >= 100);
            if (days[0] < 300) leftOver++;
        }
        Assert.InRange(leftOver, 20, 80);
    }

    [Fact]
    public void The_same_article_and_day_make_the_same_lots_and_another_article_others()
    {
        var lots = MadeLots.Of(4, 24, Today, MadeLots.Chance(Article));
        Assert.Equal(lots, MadeLots.Of(4, 24, Today, MadeLots.Chance(Article)));
        Assert.NotEqual(lots, MadeLots.Of(4, 24, Today, MadeLots.Chance(ArticleNumber.Of("145375"))));
    }
}
