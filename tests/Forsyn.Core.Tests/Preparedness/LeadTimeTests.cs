using Forsyn.Core.Preparedness;

namespace Forsyn.Core.Tests.Preparedness;

public class LeadTimeTests
{
    [Theory]
    [InlineData(5, 20, 5, LeadBasis.Package)]
    [InlineData(0, 20, 0, LeadBasis.Package)]
    [InlineData(null, 20, 20, LeadBasis.Supplier)]
    [InlineData(null, null, 30, LeadBasis.Common)]
    public void The_packages_own_comes_before_its_suppliers_and_that_before_the_common_one(
        int? package, int? supplier, int days, LeadBasis basis) =>
        Assert.Equal(new LeadTime(days, basis), LeadTime.Of(package, supplier, 30));
}
