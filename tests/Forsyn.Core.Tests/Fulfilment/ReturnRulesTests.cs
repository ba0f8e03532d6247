using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Fulfilment;

public class ReturnRulesTests
{
    static readonly DateOnly Day = new(2026, 5, 15);

    static IEnumerable<string> Announced(ReturnReason reason, RuleNumbers numbers)
    {
        var findings = new List<Finding>();
        ReturnRules.CheckAnnounced(
            reason, "why", [new(1, "Rabipur", "A", new(1), new(1), reason == ReturnReason.Recall)], numbers, findings);
        return findings.Select(f => f.Code);
    }

    [Theory]
    [InlineData(ReturnReason.Surplus), InlineData(ReturnReason.Misordered)]
    [Requirement("INC-009")]
    public void What_was_ordered_wrongly_is_not_taken_back_by_the_rules_of_today(ReturnReason reason)
    {
        var today = ShippedRules.Sets.Choose("today").Value.Book.On(Day);
        Assert.Equal(["return-misordered"], Announced(reason, today));
        Assert.Empty(Announced(reason, ShippedRules.Book.On(Day)));
        Assert.False(ReturnRules.Price_is_given_back(reason));
        foreach (var other in Enum.GetValues<ReturnReason>().Where(ReturnRules.Price_is_given_back))
            Assert.Empty(Announced(other, today));
    }

    static ReturnCheck Right => new(ReturnReason.WrongDelivery, new(5), Quantity.Zero, new(5), true, true, true, false,
        Day, Day.AddDays(-10), Day, "");

    static IEnumerable<string> Against(ReturnCheck check)
    {
        var findings = new List<Finding>();
        ReturnRules.CheckDecided(check, ShippedRules.Book.On(Day), findings);
        return findings.Select(f => f.Code);
    }

    [Fact]
    [Requirement("INC-009")]
    public void Back_to_sale_only_within_ten_days_unexpired_and_kept_right()
    {
        Assert.Empty(Against(Right));
        Assert.Equal(["return-too-late-to-sell"], Against(Right with { DispatchedOn = Day.AddDays(-11) }));
        Assert.Equal(["return-expired-not-sold"], Against(Right with { ExpiresOn = Day.AddDays(-1) }));
        Assert.Equal(["return-cold-chain-undocumented", "return-opened", "return-not-identified"],
            Against(Right with { ColdChain = false, Unopened = false, Identified = false }));
        Assert.Equal(["return-recalled-not-sold"], Against(Right with { Recalled = true }));
        Assert.Empty(Against(Right with
        {
            Available = Quantity.Zero, Destroyed = new(5), ColdChain = false, Recalled = true, Text = "warm",
        }));
    }
}
