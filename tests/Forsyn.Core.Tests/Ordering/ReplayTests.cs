using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Ordering;

public class ReplayTests
{
    static Finding Said(string rule, string code, Severity severity = Severity.Warn, int? line = null) =>
        new(code, severity, line, [], "", new Dictionary<string, string>()) { Rule = rule };

    [Fact, Requirement("INC-009")]
    public void A_finding_appears_vanishes_or_has_another_severity()
    {
        Finding[] then = [Said("a", "stays"), Said("b", "goes", line: 2), Said("c", "grows")];
        var outcome = Replay.Compare(then, then,
            [Said("a", "stays"), Said("c", "grows", Severity.Block), Said("d", "comes")]);
        Assert.Equal([(Difference.Severity, "grows"), (Difference.Appears, "comes"), (Difference.Vanishes, "goes")],
            outcome.Differences.Select(d => (d.Kind, d.Shown.Code)));
        Assert.Empty(outcome.NotReplayed);
    }

    [Fact, Requirement("INC-009")]
    public void The_same_rules_find_no_difference()
    {
        Finding[] then = [Said("a", "one"), Said("a", "two", line: 1)];
        Assert.Empty(Replay.Compare(then, then, then).Differences);
    }

    [Fact]
    public void Of_a_rule_that_does_not_say_again_what_it_said_nothing_is_told()
    {
        var outcome = Replay.Compare([Said("lost", "was"), Said("kept", "is")], [Said("kept", "is")],
            [Said("lost", "other")]);
        Assert.Equal(["lost"], outcome.NotReplayed);
        Assert.Equal([(Difference.Vanishes, "is")], outcome.Differences.Select(d => (d.Kind, d.Shown.Code)));
    }

    [Fact]
    public void A_finding_on_another_line_is_another_finding()
    {
        Finding[] then = [Said("a", "one", line: 1)];
        var outcome = Replay.Compare(then, then, [Said("a", "one", line: 2)]);
        Assert.Equal(2, outcome.Differences.Count);
    }
}
