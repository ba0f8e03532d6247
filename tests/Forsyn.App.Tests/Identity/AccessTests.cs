using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Tests.Identity;

public class AccessTests
{
    [Fact]
    public void Every_role_has_a_row_that_names_only_policies_that_exist()
    {
        Assert.All(Enum.GetValues<Role>(), role => Assert.NotEmpty(Access.Of(role)));
        Assert.Empty(Enum.GetValues<Role>().SelectMany(Access.Of).Except(Policy.All));
    }

    [Fact]
    public void Every_policy_is_given_to_someone() =>
        Assert.Empty(Policy.All.Except(Enum.GetValues<Role>().SelectMany(Access.Of)));

    [Fact]
    public void An_auditor_changes_nothing() =>
        Assert.Equal(
            [
                Policy.AdviceRead, Policy.AdviceReadAll, Policy.CatalogueRead, Policy.ColdRead, Policy.ContinuityPlans,
                Policy.ContinuityRead, Policy.CoordinationRead, Policy.GoodsRead, Policy.InvoiceRead,
                Policy.InvoiceReadAll, Policy.LedgerAudit, Policy.MandateRead, Policy.OrdersRead,
                Policy.OrdersReadAll, Policy.PatientLog, Policy.PreparednessRead, Policy.PreparednessReadAll,
                Policy.SteeringRead, Policy.StockNational, Policy.StockRead, Policy.SupervisionRead,
                Policy.SupervisionReadAll, Policy.UrgentRead, Policy.WarningsReadAll,
            ],
            Access.Of(Role.Auditor).Order());

    [Fact]
    public void An_administrator_sees_no_order() =>
        Assert.Equal([Policy.CatalogueRead, Policy.PeopleManage], Access.Of(Role.Administrator).Order());

    [Fact]
    public void What_is_not_in_the_table_is_denied()
    {
        Assert.False(Access.Allows([Role.Physician], Policy.OrderReview));
        Assert.False(Access.Allows([Role.Physician], "no.such-policy"));
        Assert.False(Access.Allows([], Policy.CatalogueRead));
    }
}
