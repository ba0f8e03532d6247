using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Tests.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class ExpiryCauseTests
{
    [Theory, Requirement("STS-004")]
    [InlineData(true, 10, 99, 0, 100, ExpiryCause.Quarantined)]
    [InlineData(false, 269, 99, 0, 100, ExpiryCause.ArrivedShort)]
    [InlineData(false, 270, 50, 0, 100, ExpiryCause.StoodApart)]
    [InlineData(false, 270, 49, 75, 100, ExpiryCause.SaleFell)]
    [InlineData(false, 270, 49, 76, 100, ExpiryCause.BoughtTooMuch)]
    [InlineData(false, 270, 0, 0, 0, ExpiryCause.BoughtTooMuch)]
    public void The_first_cause_that_holds_is_told(
        bool setAside, int life, long later, long lately, long before, ExpiryCause cause) =>
        Assert.Equal(cause, new ExpiredUnits(50, setAside, life, later, lately, before).Cause(An.Numbers()));
}
