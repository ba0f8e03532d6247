using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class QuantityRulesTests
{
    [Theory, Requirement("SHL-002", "INC-008")]
    [InlineData(30, 30, false), InlineData(31, 30, true), InlineData(1, 0, true)]
    public void More_than_three_months_of_use_is_warned_of(long doses, long use, bool warned)
    {
        var findings = An.Order(An.Line(doses: doses, use: use)).Findings();
        Assert.Equal(warned, findings.Any(f => f is { Code: "more-than-advised-use", Severity: Severity.Warn }));
        Assert.DoesNotContain(findings, f => f.Args.Values.Contains("90"));
    }

    [Fact, Requirement("SHL-002")]
    public void Where_no_use_is_known_the_advice_is_given_instead_of_a_warning() =>
        Assert.Contains(An.Order(An.Line(doses: 500)).Findings(),
            f => f is { Code: "use-not-known", Severity: Severity.Info });

    [Theory, Requirement("SHL-005")]
    [InlineData(10, 10, false, 10), InlineData(11, 10, true, 20), InlineData(1, 1, false, 1)]
    public void Whole_packs_are_sent_and_rounding_is_said(long doses, int pack, bool said, long sent)
    {
        var line = An.Line(An.Product(pack: pack), doses: doses);
        Assert.Equal(sent, line.DosesInPacks.Units);
        Assert.Equal(said, An.Order(line).Codes().Contains("rounded-to-whole-packs"));
    }

    [Fact, Requirement("SHL-007", "SHL-008")]
    public void A_container_of_several_doses_is_pointed_out_with_its_hours_after_opening()
    {
        var said = Assert.Single(An.Order(An.Line(An.Product(multiDose: true, inUseHours: 4))).Findings(),
            f => f.Code == "multi-dose-container");
        Assert.Equal("4", said.Args["hours"]);
    }
}
