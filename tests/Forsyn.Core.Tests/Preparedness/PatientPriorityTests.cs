using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class PatientPriorityTests
{
    static readonly PatientGroup[] Order =
        [new("intensive-care", "Patients on a ventilator"), new("surgery", "Operations that cannot wait"),
            new("elective", "Planned operations")];

    static IEnumerable<long> Granted(long units, IReadOnlyList<PatientGroup> groups, params GroupClaim[] claims) =>
        PatientPriorityRules.UnitsByPatientGroup(units, groups, claims).Select(grant => grant.Units);

    [Fact]
    [Requirement("STS-005")]
    public void Intensive_care_gets_all_it_asks_for_before_planned_operations_get_any()
    {
        GroupClaim[] claims = [new("a", "elective", 500), new("a", "intensive-care", 60),
            new("b", "intensive-care", 40), new("b", "surgery", 50)];
        Assert.Equal([500, 60, 40, 50], Granted(900, Order, claims));
        Assert.Equal([10, 60, 40, 50], Granted(160, Order, claims));
        Assert.Equal([0, 60, 40, 20], Granted(120, Order, claims));
        Assert.Equal([0, 30, 20, 0], Granted(50, Order, claims));
    }

    [Fact]
    [Requirement("STS-005")]
    public void A_part_kept_for_a_group_is_its_first_turn_and_what_is_left_goes_down_the_list_again()
    {
        PatientGroup[] parts = [Order[0] with { Kept = new Rate(500_000) }, Order[1], Order[2]];
        GroupClaim[] claims = [new("a", "intensive-care", 90), new("b", "surgery", 30), new("c", "elective", 30)];
        Assert.Equal([50, 30, 20], Granted(100, parts, claims));
        Assert.Equal([80, 30, 30], Granted(140, parts, claims));
        Assert.Equal([5, 5, 0], Granted(10, parts, claims));
    }

    [Fact]
    [Requirement("STS-005")]
    public void Grants_sum_exactly_nobody_gets_more_than_asked_and_no_lower_group_before_a_higher_one()
    {
        var random = new Random(5);
        for (var turn = 0; turn < 1000; turn++)
        {
            GroupClaim[] claims = [.. Enumerable.Range(0, 8).Select(n =>
                new GroupClaim($"h{n}", Order[random.Next(3)].Group, random.Next(0, 100)))];
            var units = random.Next(0, 600);
            var grants = PatientPriorityRules.UnitsByPatientGroup(units, Order, claims);
            Assert.Equal(Math.Min(units, claims.Sum(claim => claim.Units)), grants.Sum(grant => grant.Units));
            Assert.All(grants, grant => Assert.InRange(grant.Units, 0, grant.Claim.Units));
            for (var i = 0; i + 1 < Order.Length; i++)
                if (grants.Any(one => one.Claim.Group == Order[i].Group && one.Units < one.Claim.Units))
                    Assert.DoesNotContain(grants, one => one.Units > 0
                        && Order.Skip(i + 1).Any(group => group.Group == one.Claim.Group));
        }
    }

    [Fact]
    public void A_group_that_is_not_on_the_list_comes_last()
    {
        Assert.Equal([0, 10],
            Granted(10, Order, new GroupClaim("a", "others", 10), new GroupClaim("b", "elective", 10)));
        Assert.Equal([5], Granted(5, [], new GroupClaim("a", "others", 10)));
    }

    [Fact]
    public void Everything_wrong_with_an_order_is_said_at_once()
    {
        Assert.Equal(["priority-empty"], PatientPriorityRules.Faults([]).Select(finding => finding.Code));
        Assert.Equal(["priority-group", "priority-rule", "priority-part", "priority-group-twice", "priority-parts"],
            PatientPriorityRules.Faults([new("Ola Nordmann", ""), new("a", "x", new Rate(1_000_001)),
                new("a", "y", new Rate(5))]).Select(finding => finding.Code));
        Assert.Empty(PatientPriorityRules.Faults(Order));
    }
}
