using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Tests.Ordering;

public class RuleSwitchTests
{
    static readonly IReadOnlyList<string> Names =
        [.. OrderRules.All.Select(rule => RuleAttribute.Of(rule).Name)];

    static IReadOnlyList<Finding> Judge(OrderFacts order, string rules) =>
        OrderRules.Check(order, rules == "" ? An.Numbers()
            : RuleSets.Parse(ShippedRules.Book, "made", rules).Value.Choose("made").Value.Book.On(order.Day));

    [Fact, Requirement("REQ-011", "INC-009")]
    public void Every_rule_a_shipped_set_switches_is_a_rule_of_ordering() =>
        Assert.DoesNotContain(ShippedRules.Sets.All.SelectMany(set => set.Switches), s => !Names.Contains(s.Rule));

    [Fact]
    public void Every_finding_names_the_rule_that_said_it_by_its_function()
    {
        var order = An.Order(An.Line(An.Product(), Purpose.Childhood)) with { Channel = Channel.Email };
        Assert.Equal(["email-is-no-channel", "purpose-fits-the-product"],
            order.Findings().Where(f => f.Severity == Severity.Block).Select(f => f.Rule).Order());
        Assert.All(order.Findings(), f => Assert.Contains(f.Rule, Names));
    }

    [Fact]
    public void No_two_rules_have_one_name() => Assert.Distinct(Names);

    [Theory, Requirement("REQ-011")]
    [InlineData("2022-09-15T23:59:59", "FOR-1998-04-27-455"), InlineData("2022-09-16T00:00:00", "FOR-2022-06-02-977")]
    public void The_regulation_that_took_over_is_named_from_its_first_day(string at, string law)
    {
        var order = An.Order().By(Role.Administrator) with
        {
            ReceivedAt = Moment.Of(new DateTimeOffset(DateTime.Parse(at, null), TimeSpan.FromHours(2))),
        };
        var book = ShippedRules.Sets.Choose("today").Value.Book;
        var said = Assert.Single(OrderRules.Check(order, book.On(order.Day)),
            f => f.Rule == "requisitioner-is-a-physician");
        Assert.Equal(law, said.Law);
    }

    [Fact, Requirement("REQ-011")]
    public void A_rule_that_is_off_says_nothing_on_its_days()
    {
        const string off = """
            [ { "set": "made", "from": "2000-01-01", "source": "made", "rules": [ { "rule": "email-is-no-channel",
                "from": "2026-05-15", "to": "2026-05-16", "on": false, "source": "made" } ] } ]
            """;
        var order = An.Order() with { Channel = Channel.Email };
        var next = order with { ReceivedAt = order.ReceivedAt.Plus(TimeSpan.FromDays(1)) };
        Assert.Contains("email-not-accepted", Judge(order, "").Select(f => f.Code));
        Assert.DoesNotContain("email-not-accepted", Judge(order, off).Select(f => f.Code));
        Assert.Contains("email-not-accepted", Judge(next, off).Select(f => f.Code));
    }
}
