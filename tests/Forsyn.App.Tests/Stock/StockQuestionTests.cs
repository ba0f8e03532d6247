using Forsyn.App.Stock;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.App.Tests.Stock;

public class StockQuestionTests
{
    static readonly DateOnly Today = new(2026, 5, 15);

    [Fact]
    public void An_empty_question_is_about_everything_by_product_with_the_most_first() =>
        Assert.Equal(new OverviewQuery(new StockFilter()),
            new StockQuestion(ArticleNumber: " ", GroupBy: "").Read(Today).Value);

    [Fact]
    public void Every_part_is_read()
    {
        var query = new StockQuestion("012345", " rota ", "j07", "46", "4601", "health-station", "7", "8", "sale",
            "in-transit", "true",
            "2026-05-14", "holderType", "name", "a|b", 10).Read(Today).Value;
        Assert.Equal(new OverviewQuery(
            new StockFilter("012345", "rota", "J07", "46", "4601", PartyType.HealthStation, 7, 8, Pool.Sale,
                Status.InTransit, 90,
                new(2026, 5, 14)), GroupBy.HolderType, SortBy.Name, false, "a|b", 10), query);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var refusal =
            new StockQuestion(HolderType: "shop", Holder: "x", Pool: "swimming", Status: "supplier", AsOf: "2026-05-16",
            GroupBy: "colour", Sort: "size").Read(Today).Refusal;
        Assert.Equal("stock-question-wrong", refusal?.Code);
        Assert.Equal(["holderType", "holder", "pool", "status", "asOf", "groupBy", "sort"],
            refusal!.Findings!.Select(f => f.Args["field"]));
        Assert.Contains("name, -name, units, -units", refusal.Findings![^1].Args["possible"]);
        Assert.DoesNotContain("supplier", refusal.Findings[3].Args["possible"]);
    }

    [Theory]
    [InlineData("2026-05-16", "day-not-come")]
    [InlineData("16.05.2026", "day-unreadable")]
    [InlineData("2026-02-30", "day-unreadable")]
    public void A_day_that_has_not_come_or_is_no_day_is_refused(string day, string code) =>
        Assert.Equal(code, Assert.Single(new StockQuestion(AsOf: day).Read(Today).Refusal!.Findings!).Code);

    [Theory]
    [InlineData("order/100001/1", 100001L)]
    [InlineData("from/12/order/100001/1/leave", 100001L)]
    [InlineData("order/100001", 100001L)]
    [InlineData("border/7", null)]
    [InlineData("order/x", null)]
    [InlineData("opening/7", null)]
    public void The_order_behind_a_movement_is_read_from_its_source(string source, long? order) =>
        Assert.Equal(order, new TransferBehind { Source = source }.Order);
}
