using Forsyn.App.Identity;
using Forsyn.Core.Parties;
using Forsyn.Tests;

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
                Policy.InvoiceReadAll, Policy.LedgerAudit, Policy.MandateRead, Policy.NoticeRead, Policy.NoticeReadAll,
                Policy.OrdersRead, Policy.OrdersReadAll, Policy.PatientLog, Policy.PreparednessRead,
                Policy.PreparednessReadAll, Policy.RiskRead, Policy.SteeringRead, Policy.StockNational,
                Policy.StockRead, Policy.SupervisionRead, Policy.SupervisionReadAll, Policy.UrgentRead,
                Policy.WarningsReadAll,
            ],
            Access.Of(Role.Auditor).Order());

    [Fact]
    public void An_administrator_sees_no_order() =>
        Assert.Equal([Policy.CatalogueRead, Policy.PeopleManage], Access.Of(Role.Administrator).Order());

    [Fact, Requirement("ACT-013")]
    public void No_role_both_recommends_what_programmes_offer_and_answers_for_its_supply()
    {
        Assert.Empty(Access.Joined(Access.Of));
        Assert.Equal([Role.SupplyPharmacist],
            Enum.GetValues<Role>().Where(role => Access.Allows([role], Policy.ProgrammeRecommend)));
        Assert.Equal([Role.Regulator],
            Enum.GetValues<Role>().Where(role => Access.Allows([role], Policy.ProgrammeSupply)));
    }

    [Fact, Requirement("ACT-013")]
    public void A_role_that_was_given_both_is_found() =>
        Assert.Equal([Role.Ministry], Access.Joined(role => role == Role.Ministry
            ? [.. Access.Of(role), Policy.ProgrammeRecommend, Policy.ProgrammeSupply] : Access.Of(role)));

    [Fact]
    public void What_is_not_in_the_table_is_denied()
    {
        Assert.False(Access.Allows([Role.Physician], Policy.OrderReview));
        Assert.False(Access.Allows([Role.Physician], "no.such-policy"));
        Assert.False(Access.Allows([], Policy.CatalogueRead));
    }
}
