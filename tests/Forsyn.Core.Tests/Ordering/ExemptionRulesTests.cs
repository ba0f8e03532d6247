using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class ExemptionRulesTests
{
    static readonly Product Listed = An.Product(authorised: false) with { OnPositiveList = true };
    static readonly Product Unlisted = An.Product(authorised: false);
    static readonly PatientData Patient = new("Kari Made", "15076500565", "0301");
    static readonly DateOnly Today = An.Morning.Day;

    static LineExemption New(ExemptionKind? kind = ExemptionKind.NamedPatient, ApplicationFile file = default,
        bool year = false, long? doses = null) =>
        new(kind, new NewApplication(file, year, doses is { } n ? new Quantity(n) : null));

    static Exemption Approval(long? doses = 10, long used = 0, ExemptionKind kind = ExemptionKind.NamedPatient) => new(
        7, kind, "100001", ExemptionState.Approved, doses is { } n ? new Quantity(n) : null, new Quantity(used),
        Today.AddDays(-10), Today.AddDays(10));

    static LineExemption Earlier(Exemption? found) => new(found?.Kind, Approval: new EarlierApproval("7", found));

    static OrderFacts Order(LineExemption? exemption, Product? product = null, long doses = 1) =>
        An.Order(An.Line(product ?? Listed, doses: doses) with { Exemption = exemption, Patient = Patient });

    [Fact, Requirement("UNL-002")]
    public void A_product_without_authorisation_is_not_ordered_without_an_exemption()
    {
        Assert.Equal(["exemption-missing"], Order(null).Blocks());
        Assert.Empty(Order(null, An.Product()).Blocks());
        Assert.Empty(Order(null, An.Product(authorised: false, @class: ProductClass.Certificate)).Blocks());
    }

    [Theory, Requirement("REQ-009"), Requirement("UNL-003")]
    [InlineData(Role.Physician, true), InlineData(Role.HospitalPhysician, true)]
    [InlineData(Role.InfectionControlPhysician, true), InlineData(Role.PublicHealthNurse, false)]
    public void A_physician_applies_and_nobody_else(Role role, bool may) =>
        Assert.Equal(!may, Order(New()).By(role).Blocks().Contains("exemption-needs-physician"));

    [Fact]
    public void A_pharmacy_orders_on_what_a_physician_sent_to_it_and_not_on_a_paper_of_its_own()
    {
        Assert.Empty(Order(Earlier(Approval())).By(Role.Pharmacist).From(PartyType.Pharmacy).Blocks());
        Assert.Contains("exemption-needs-physician",
            Order(New()).By(Role.Pharmacist).From(PartyType.Pharmacy).Blocks());
    }

    [Fact, Requirement("UNL-004"), Requirement("UNL-005")]
    public void Exactly_one_paper_proves_the_exemption_of_a_line()
    {
        Assert.Equal(["exemption-paper-missing"], Order(new(ExemptionKind.NamedPatient)).Blocks());
        Assert.Equal(["exemption-two-papers"],
            Order(New() with { Approval = new("7", Approval()) }).Blocks());
        Assert.Equal(["exemption-file-unknown"], Order(New(file: ApplicationFile.Unknown)).Blocks());
        Assert.Equal(["exemption-file-used"], Order(New(file: ApplicationFile.Used)).Blocks());
        Assert.Equal(["exemption-approval-unknown"], Order(Earlier(null)).Blocks());
        Assert.Empty(Order(New()).Blocks());
        Assert.Empty(Order(Earlier(Approval())).Blocks());
    }

    [Theory, Requirement("UNL-006")]
    [InlineData(ExemptionKind.NamedPatient, PartyType.DoctorsOffice, true)]
    [InlineData(ExemptionKind.NamedPatient, PartyType.Hospital, true)]
    [InlineData(ExemptionKind.Department, PartyType.Hospital, true)]
    [InlineData(ExemptionKind.Department, PartyType.DoctorsOffice, false)]
    [InlineData(ExemptionKind.Practice, PartyType.DoctorsOffice, true)]
    [InlineData(ExemptionKind.Practice, PartyType.HealthStation, true)]
    [InlineData(ExemptionKind.Practice, PartyType.Hospital, false)]
    public void A_department_is_of_a_hospital_and_a_practice_is_not(ExemptionKind kind, PartyType type, bool fits) =>
        Assert.Equal(!fits, Order(New(kind)).From(type).Blocks().Contains("exemption-kind-not-here"));

    [Fact, Requirement("UNL-006")]
    public void A_named_patient_is_named_and_gets_a_quantity_and_the_others_may_have_a_year()
    {
        var unnamed = An.Order(An.Line(Listed) with { Exemption = New() });
        Assert.Equal(["exemption-patient-missing"], unnamed.Blocks());
        var wrong = An.Order(An.Line(Listed) with
        {
            Exemption = New(), Patient = Patient with { IdentityNumber = "12345678901" },
        });
        Assert.Equal(["exemption-patient-missing"], wrong.Blocks());
        Assert.Equal(["exemption-year-for-patient"], Order(New(year: true)).Blocks());
        Assert.Empty(Order(New(ExemptionKind.Practice, year: true), doses: 500).Blocks());
        Assert.Equal(["exemption-kind-missing"], Order(New(null)).Blocks());
    }

    [Theory, Requirement("UNL-006")]
    [InlineData(4, false), InlineData(5, true), InlineData(6, true)]
    public void An_application_is_for_no_less_than_the_line(long applied, bool suffices) => Assert.Equal(
        !suffices, Order(New(doses: applied), doses: 5).Blocks().Contains("exemption-too-few-applied"));

    [Fact, Requirement("UNL-006")]
    public void An_approval_holds_for_a_year_at_most()
    {
        var numbers = An.Numbers();
        Assert.Equal(new DateOnly(2027, 5, 14), ExemptionRules.LastDay(new DateOnly(2026, 5, 15), numbers));
        Assert.True(ApplicationRules.Until(Today, new DateOnly(2027, 5, 14), numbers).Ok);
        Assert.Equal("exemption-period",
            ApplicationRules.Until(Today, new DateOnly(2027, 5, 15), numbers).Refusal!.Code);
        Assert.Equal("exemption-period", ApplicationRules.Until(Today, Today.AddDays(-1), numbers).Refusal!.Code);
        Assert.Equal(new DateOnly(2027, 5, 14), ApplicationRules.Until(Today, null, numbers).Value);
    }

    [Theory, Requirement("UNL-010")]
    [InlineData(ExemptionKind.Department, PartyType.Hospital)]
    [InlineData(ExemptionKind.Practice, PartyType.DoctorsOffice)]
    public void Off_the_positive_list_only_a_named_patient_is_applied_for(ExemptionKind kind, PartyType type)
    {
        Assert.Contains("exemption-off-list-kind", Order(New(kind), Unlisted).From(type).Blocks());
        Assert.DoesNotContain("exemption-off-list-kind", Order(New(), Unlisted).From(type).Blocks());
        Assert.Empty(Order(New(kind)).From(type).Blocks());
    }

    [Fact, Requirement("UNL-011"), Requirement("UNL-012")]
    public void Off_the_positive_list_nothing_is_ordered_before_the_agency_has_approved_in_writing()
    {
        var approved = Approval() with { ByAgency = true, HasDecision = true };
        Assert.Empty(Order(Earlier(approved), Unlisted).Blocks());
        Assert.Equal(["exemption-agency-first"], Order(New(), Unlisted).Blocks());
        Assert.Equal(["exemption-agency-first"], Order(Earlier(Approval()), Unlisted).Blocks());
        Assert.Equal(["exemption-agency-first"],
            Order(Earlier(approved with { State = ExemptionState.Submitted }), Unlisted).Blocks());
        Assert.Equal(["exemption-decision-missing"],
            Order(Earlier(approved with { HasDecision = false }), Unlisted).Blocks());
    }

    [Fact, Requirement("UNL-007")]
    public void On_the_positive_list_a_new_application_holds_the_order_until_the_dispenser_has_approved()
    {
        string[] Holds(LineExemption exemption) => [.. Order(exemption).Findings()
            .Where(f => f.Severity == Severity.Hold).Select(f => f.Code)];
        Assert.Equal(["exemption-to-approve"], Holds(New()));
        Assert.Equal(["exemption-to-approve"], Holds(Earlier(Approval() with { State = ExemptionState.Submitted })));
        Assert.Empty(Holds(Earlier(Approval())));
    }

    [Theory, Requirement("UNL-009")]
    [InlineData(-11, "exemption-approval-not-yet"), InlineData(-10, null), InlineData(10, null)]
    [InlineData(11, "exemption-approval-expired")]
    public void An_approval_is_used_on_its_days(int days, string? block)
    {
        var day = An.Morning.Plus(TimeSpan.FromDays(days));
        Assert.Equal(block is null ? [] : [block],
            (Order(Earlier(Approval())) with { ReceivedAt = day, PlannedOn = day.Day.AddDays(30) }).Blocks());
    }

    [Theory, Requirement("UNL-009")]
    [InlineData(10L, 7, 3, null), InlineData(10L, 7, 4, "exemption-approval-too-few")]
    [InlineData(null, 700, 400, null)]
    public void What_is_ordered_is_counted_against_it(long? granted, long used, long asked, string? block)
    {
        var kind = granted is null ? ExemptionKind.Practice : ExemptionKind.NamedPatient;
        Assert.Equal(block is null ? [] : [block],
            Order(Earlier(Approval(granted, used, kind)), doses: asked).Blocks());
    }

    [Fact, Requirement("UNL-009")]
    public void Two_lines_on_one_approval_share_what_is_left()
    {
        var line = An.Line(Listed, doses: 2) with { Exemption = Earlier(Approval(doses: 3)) };
        var found = An.Order(line, line with { Number = 2 }).Findings().Where(f => f.Severity == Severity.Block);
        Assert.Equal([(2, "exemption-approval-too-few")], found.Select(f => (f.Line!.Value, f.Code)));
    }

    [Fact, Requirement("UNL-009")]
    public void An_approval_is_for_its_product_and_a_refused_one_is_for_nothing()
    {
        Assert.Equal(["exemption-other-product"],
            Order(Earlier(Approval() with { ArticleNumber = "100002" })).Blocks());
        foreach (var state in (ExemptionState[])[ExemptionState.Refused, ExemptionState.Withdrawn])
            Assert.Equal(["exemption-approval-refused"], Order(Earlier(Approval() with { State = state })).Blocks());
    }

    [Fact]
    public void Where_an_application_stands_follows_from_state_day_and_doses()
    {
        var approval = Approval();
        Assert.Equal(ExemptionStanding.Approved, approval.Standing(Today.AddDays(10)));
        Assert.Equal(ExemptionStanding.Expired, approval.Standing(Today.AddDays(11)));
        Assert.Equal(ExemptionStanding.UsedUp, (approval with { Used = new(10) }).Standing(Today));
        Assert.Equal(ExemptionStanding.Submitted,
            (approval with { State = ExemptionState.Submitted }).Standing(Today.AddDays(11)));
        Assert.False((approval with { Used = new(10) }).IsUsable(Today));
        Assert.True(approval.IsUsable(Today));
    }
}
