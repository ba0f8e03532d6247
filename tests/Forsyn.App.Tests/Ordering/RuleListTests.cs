using Forsyn.App.Basics;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Ordering;

public class RuleListTests
{
    [Fact]
    public void Every_rule_of_ordering_can_be_read_as_a_sentence() =>
        Assert.Empty(
            RuleList.All.Where(rule => rule.JudgesOrders).Select(rule => $"rule.{rule.Name}").Except(Text.Keys));

    [Fact, Requirement("REQ-011")]
    public void Every_rule_an_order_is_judged_by_is_listed_with_law_days_and_tests() =>
        Assert.All(OrderRules.All.Select(RuleAttribute.Of), tag =>
        {
            var rule = RuleList.Find(tag.Name)!;
            Assert.True(rule.JudgesOrders);
            Assert.Contains(tag.Law, rule.Law);
            Assert.Contains(rule.Editions, e => e.Set == RuleSets.Sources && e.Valid.To is null);
            Assert.NotEmpty(rule.Codes);
            Assert.NotEmpty(rule.Tests);
        });

    [Fact]
    public void An_edition_says_which_numbers_it_has_otherwise()
    {
        var fax = RuleList.Find("fax-is-open")!;
        Assert.False(fax.Editions.Single(e => e.Set == "sources").Changed);
        var today = fax.Editions.Single(e => e.Set == "today");
        Assert.True(today.Changed);
        Assert.Equal("fax-accepted", Assert.Single(today.Numbers, n => n.Changed).Number);
    }

    [Fact]
    public void An_edition_that_is_not_there_is_not_used()
    {
        Assert.Equal("rule-set-unknown", Rules.Use("tomorrow").Refusal?.Code);
        Assert.Equal(RuleSets.Sources, Rules.Live.Name);
    }
}
