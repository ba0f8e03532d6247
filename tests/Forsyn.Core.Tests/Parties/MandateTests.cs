using Forsyn.Core.Parties;

namespace Forsyn.Core.Tests.Parties;

public class MandateTests
{
    [Fact, Requirement("ACT-001")]
    public void The_institute_of_public_health_answers_for_the_supply_of_vaccines_and_the_law_can_be_cited()
    {
        var mandate = Mandate.Of(Duty.VaccineSupply, new(2026, 5, 15));
        Assert.Equal("fhi", mandate?.Party.Value);
        Assert.Equal("LOV-1994-08-05-55", mandate?.Law);
        Assert.Null(Mandate.Of(Duty.VaccineSupply, new(1999, 12, 31)));
    }

    [Fact, Requirement("ACT-001", "ACT-002")]
    public void Each_duty_has_one_holder_on_any_day_and_a_law() => Assert.All(Enum.GetValues<Duty>(), duty =>
    {
        var holders = Mandate.All.Where(one => one.Duty == duty).ToList();
        Assert.All(holders, one => Assert.NotEmpty(one.Law));
        Assert.DoesNotContain(holders, one => holders.Any(two => one != two && one.Valid.Overlaps(two.Valid)));
    });
}
