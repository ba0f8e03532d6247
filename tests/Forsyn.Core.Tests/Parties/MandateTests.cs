using Forsyn.Core.Ordering;
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

    [Fact, Requirement("ACT-013")]
    public void What_programmes_offer_and_its_supply_are_mandates_of_two_parties_from_2024()
    {
        DateOnly first = new(2024, 1, 1);
        Assert.Equal(("fhi", "dmp"), (Mandate.Of(Duty.ProgrammeContent, first)?.Party.Value,
            Mandate.Of(Duty.ProgrammeSupply, first)?.Party.Value));
        Assert.Null(Mandate.Of(Duty.ProgrammeSupply, first.AddDays(-1)));
    }

    [Fact, Requirement("ACT-013")]
    public void Supply_begins_neither_before_the_day_recommended_nor_before_today()
    {
        DateOnly today = new(2026, 5, 15), wanted = today.AddDays(30);
        Assert.True(ProgrammeChanges.MayHoldFrom(wanted, wanted, today));
        Assert.False(ProgrammeChanges.MayHoldFrom(wanted.AddDays(-1), wanted, today));
        Assert.True(ProgrammeChanges.MayHoldFrom(today, today.AddDays(-9), today));
        Assert.False(ProgrammeChanges.MayHoldFrom(today.AddDays(-1), today.AddDays(-9), today));
    }

    [Fact, Requirement("ACT-001", "ACT-002")]
    public void Each_duty_has_one_holder_on_any_day_and_a_law() => Assert.All(Enum.GetValues<Duty>(), duty =>
    {
        var holders = Mandate.All.Where(one => one.Duty == duty).ToList();
        Assert.All(holders, one => Assert.NotEmpty(one.Law));
        Assert.DoesNotContain(holders, one => holders.Any(two => one != two && one.Valid.Overlaps(two.Valid)));
    });
}
