using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Ordering;

public class SupplyRoutesTests
{
    [Theory, Requirement("REQ-008", "YEL-002", "FLU-011")]
    [InlineData(Purpose.Payable, true), InlineData(Purpose.Influenza, true), InlineData(Purpose.Childhood, false)]
    [InlineData(Purpose.Hpv, false), InlineData(Purpose.Pregnancy, false), InlineData(Purpose.Blue, false)]
    public void What_is_paid_for_comes_from_a_pharmacy_too(Purpose purpose, bool both)
    {
        Assert.Contains(SupplyRoute.Supplier, SupplyRoutes.Of(purpose));
        Assert.Equal(both, SupplyRoutes.Of(purpose).Contains(SupplyRoute.Pharmacy));
    }
}
