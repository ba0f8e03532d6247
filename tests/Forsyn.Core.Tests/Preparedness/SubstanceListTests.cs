using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class SubstanceListTests
{
    static readonly ListEntry[] List = [A.Entry("J01CA04", "4 months"), A.Entry("A10AB01", "6 months")];

    static ListChange Change(ListChangeKind kind, string atc, string? span) => new(kind, atc, atc,
        SubstanceGroup.Antibiotic, span is null ? null : A.Length(span), "", "Take it in", "No other treatment",
        new DateOnly(2026, 5, 20));

    static IEnumerable<string> Codes(params ListChange[] changes) =>
        SubstanceListRules.ProposalForTheList(A.Primary, List, changes, A.June).Select(finding => finding.Code);

    [Fact]
    public void A_sound_proposal_has_no_findings() =>
        Assert.Empty(Codes(Change(ListChangeKind.Add, "J01DD04", "3 months"),
            Change(ListChangeKind.Change, "J01CA04", "6 months"), Change(ListChangeKind.Remove, "A10AB01", null)));

    [Fact, Requirement("ACT-016")]
    public void A_recommendation_needs_words_reasons_and_a_day_that_has_come() =>
        Assert.Equal(["proposal-recommendation", "proposal-reasons", "proposal-day"],
            Codes(Change(ListChangeKind.Add, "J01DD04", "3 months") with
            {
                Recommendation = "", Reasons = "", RecommendedOn = A.June.AddDays(1),
            }));

    [Fact]
    public void All_that_is_wrong_is_said_at_once() =>
        Assert.Equal(
            ["proposal-already-listed", "proposal-not-listed", "proposal-substance-twice", "proposal-atc",
                "proposal-span", "proposal-part"],
            Codes(Change(ListChangeKind.Add, "J01CA04", "3 months"), Change(ListChangeKind.Remove, "C01AA05", null),
                Change(ListChangeKind.Add, "C01AA05", "3 months"), Change(ListChangeKind.Add, "C01-AA", "3 months"),
                Change(ListChangeKind.Add, "C01BD01", "7 months") with { Part = "b180" }));

    [Fact]
    public void A_proposal_without_changes_is_none() => Assert.Equal(["proposal-empty"], Codes());

    [Theory, Requirement("STP-001"), Requirement("STP-008")]
    [InlineData("2 months", false)]
    [InlineData("3 months", true)]
    [InlineData("6 months", true)]
    [InlineData("7 months", false)]
    public void The_list_of_primary_care_asks_for_three_to_six_months(string span, bool allowed) =>
        Assert.Equal(allowed, !Codes(Change(ListChangeKind.Add, "J01DD04", span)).Any());

    [Fact, Requirement("STP-012")]
    public void Additions_and_removals_are_in_force_from_their_day_and_the_day_before_stands()
    {
        var day = new DateOnly(2026, 7, 1);
        var list = SubstanceListRules.Apply(List, [Change(ListChangeKind.Add, "J01DD04", "3 months"),
            Change(ListChangeKind.Change, "J01CA04", "6 months"), Change(ListChangeKind.Remove, "A10AB01", null)], day);
        string[] On(DateOnly on) => [.. list.Where(entry => entry.Valid.Contains(on)).Select(e => $"{e.Atc} {e.Span}")];
        Assert.Equal(["J01CA04 4 months", "A10AB01 6 months"], On(day.AddDays(-1)));
        Assert.Equal(["J01DD04 3 months", "J01CA04 6 months"], On(day));
    }

    [Theory]
    [InlineData("J", true)]
    [InlineData("J01", true)]
    [InlineData("J01C", true)]
    [InlineData("J01CA", true)]
    [InlineData("J01CA04", true)]
    [InlineData("J01CA0", false)]
    [InlineData("j01", false)]
    [InlineData("", false)]
    [InlineData("0J1", false)]
    public void A_code_has_whole_levels(string code, bool sound) => Assert.Equal(sound, Atc.IsCode(code));
}
