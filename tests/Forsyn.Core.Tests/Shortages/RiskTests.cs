using Forsyn.Core.Basics;
using Forsyn.Core.Shortages;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Shortages;

public class RiskTests
{
    static readonly RuleNumbers Numbers = ShippedRules.Book.On(new(2026, 5, 15));

    [Theory]
    [InlineData(1, 4, RiskClass.Low), InlineData(1, 5, RiskClass.Medium), InlineData(2, 5, RiskClass.Medium)]
    [InlineData(3, 4, RiskClass.High), InlineData(5, 5, RiskClass.High), InlineData(1, 1, RiskClass.Low)]
    [Requirement("GOA-017")]
    public void A_risk_is_classed_by_likelihood_times_consequence(int likelihood, int consequence, RiskClass grade)
    {
        Assert.Equal(grade, RiskRules.RiskIsClassedByItsScore(likelihood, consequence, Numbers));
        Assert.Equal(grade, RiskRules.RiskIsClassedByItsScore(consequence, likelihood, Numbers));
    }

    [Fact]
    [Requirement("GOA-017")]
    public void A_listed_substance_with_signs_and_no_open_risk_is_suggested_most_signs_first()
    {
        RiskSigns[] listed =
        [
            new("A01AA01", "Many suppliers", 9, 0, 0), new("B01AA01", "One supplier", 1, 0, 0),
            new("C01AA01", "Notified", 9, 2, 0), new("D01AA01", "Breach", null, 0, 1),
            new("E01AA01", "In the register", 1, 1, 1), new("F01AA01", "Nothing known", null, 0, 0),
        ];
        Assert.Equal(["C01AA01", "D01AA01", "B01AA01"],
            RiskRules.SubstancesWithSignsAreSuggested(listed, ["E01"], Numbers).Select(one => one.Atc));
    }
}
