using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class ChannelRulesTests
{
    [Theory, Requirement("CHN-001", "CHN-002")]
    [InlineData(Channel.Web), InlineData(Channel.Fax), InlineData(Channel.Post)]
    public void The_web_shop_fax_and_post_are_in_writing(Channel channel) =>
        Assert.Empty((An.Order() with { Channel = channel }).Blocks());

    [Fact, Requirement("CHN-001")]
    public void A_telephone_order_without_caller_and_reason_is_no_written_record()
    {
        var order = An.Order() with { Channel = Channel.Phone };
        Assert.Equal("caller, reason", Missing(order));
        Assert.Equal("reason", Missing(order with { Urgent = new Urgency(" ", Caller: "Dr. Berg") }));
        Assert.Equal("caller", Missing(order with { Urgent = new Urgency("rabies exposure") }));
        Assert.Empty((order with { Urgent = new Urgency("rabies exposure", Caller: "Dr. Berg") }).Blocks());

        static string Missing(OrderFacts o) =>
            Assert.Single(o.Findings(), f => f.Code == "phone-record-incomplete").Args["missing"];
    }

    [Fact, Requirement("CHN-005")]
    public void An_email_is_no_order() =>
        Assert.Equal(["email-not-accepted"], (An.Order() with { Channel = Channel.Email }).Blocks());

    [Theory, Requirement("CHN-008")]
    [InlineData(13, true), InlineData(14, false), InlineData(0, true), InlineData(365, false)]
    public void Less_than_fourteen_days_to_the_planned_vaccination_is_warned_of(int days, bool warned)
    {
        var order = An.Order() with { PlannedOn = An.Morning.Day.AddDays(days) };
        Assert.Equal(warned, order.Codes().Contains("planned-too-soon"));
        Assert.Empty(order.Blocks());
    }

    [Fact, Requirement("CHN-008")]
    public void A_planned_date_is_asked_for_and_a_date_that_has_passed_is_pointed_out()
    {
        Assert.Contains("planned-date-missing", (An.Order() with { PlannedOn = null }).Codes());
        Assert.Contains("planned-date-passed", (An.Order() with { PlannedOn = An.Morning.Day.AddDays(-1) }).Codes());
    }

    [Fact, Requirement("CHN-008")]
    public void An_urgent_order_is_not_told_to_plan_ahead()
    {
        var order = An.Order() with { Urgent = new Urgency("exposure"), PlannedOn = An.Morning.Day };
        Assert.DoesNotContain(order.Codes(), code => code.StartsWith("planned"));
    }

    [Fact, Requirement("CHN-011")]
    public void A_blue_prescription_does_not_go_through_the_web_shop()
    {
        var order = An.Order(An.BlueLine("rabies-vaccine", new Indication("rabies", "P")));
        Assert.Equal(["blue-not-through-web"], order.Blocks());
        Assert.Empty((order with { Channel = Channel.Fax }).Blocks());
    }
}
