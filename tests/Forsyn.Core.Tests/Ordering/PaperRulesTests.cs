using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class PaperRulesTests
{
    static readonly Paper Whole = new(AtDesk: true, Scanned: true, OrderForm.General);

    static IEnumerable<string> Said(Channel channel, Paper? paper, params LineFacts[] lines) =>
        (An.Order(lines) with { Channel = channel, Paper = paper }).Codes();

    [Theory, Requirement("CHN-003", "CHN-004")]
    [InlineData(Channel.Fax), InlineData(Channel.Post)]
    public void An_order_with_its_scan_needs_no_more(Channel channel) =>
        Assert.DoesNotContain("scan-missing", Said(channel, Whole));

    [Theory, Requirement("CHN-001", "CHN-003", "CHN-004")]
    [InlineData(Channel.Fax), InlineData(Channel.Post)]
    public void An_order_without_its_scan_is_warned_of(Channel channel) =>
        Assert.Contains("scan-missing", Said(channel, Whole with { Scanned = false }));

    [Theory, Requirement("CHN-001")]
    [InlineData(Channel.Fax), InlineData(Channel.Post)]
    public void An_order_that_nobody_at_the_desk_has_seen_waits_for_its_original(Channel channel)
    {
        var order = An.Order() with { Channel = channel, Paper = Whole with { AtDesk = false } };
        var finding = Assert.Single(order.Findings(), finding => finding.Code == "original-not-seen");
        Assert.Equal(Severity.Hold, finding.Severity);
        Assert.DoesNotContain("scan-missing", order.Codes());
    }

    [Fact]
    public void Nothing_is_asked_of_an_order_without_paper()
    {
        Assert.DoesNotContain("scan-missing", Said(Channel.Web, null));
        Assert.DoesNotContain("scan-missing", Said(Channel.Fax, null));
    }

    [Fact, Requirement("CHN-006", "PRG-004", "PRG-007", "YEL-010")]
    public void A_product_on_the_wrong_form_is_warned_of_by_its_line()
    {
        var childhood = An.Line(An.Product(ProductGroups.Childhood), Purpose.Childhood);
        var yellow = An.Line(An.Product(ProductGroups.YellowFever, article: "100002"), number: 2);
        var finding = Assert.Single((An.Order(childhood, yellow) with
        {
            Channel = Channel.Fax, Paper = Whole with { Form = OrderForm.Childhood },
        }).Findings(), finding => finding.Code == "not-on-form");
        Assert.Equal((2, "outside-programme"), (finding.Line, finding.Args["right"]));
        Assert.Equal(Severity.Warn, finding.Severity);
        Assert.DoesNotContain("not-on-form", Said(Channel.Fax, Whole with { Form = null }, yellow));
    }
}
