using Forsyn.Core.Basics;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Parties;
using Forsyn.Core.Shortages;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Shortages;

public class RestrictionTests
{
    static readonly ArticleNumber Any = ArticleNumber.Of("950001");

    // Spring of 2020: paracetamol on white prescription, a hundred tablets at a time, fourteen days between; not blue
    // prescription, not institutions with patients who stay.
    static readonly Restriction Paracetamol = new(1, new(["N02BE01"], [], ["tablett"]), [PartyType.Pharmacy],
        new(100, null, null, 14), At(2020, 3, 17, 0, 0), At(2020, 6, 1, 0, 0),
        [SaleExemption.BluePrescription, SaleExemption.Institutions], false);

    // 24 October 2025 at 08:00 to 30 November 2025 at 23:59: aciclovir and valaciclovir as tablets and mixture, four
    // weeks of use at a time; not institutions, not late pregnancy.
    static readonly Restriction Aciclovir = new(2, new(["J05AB01", "J05AB11"], [], ["tablett", "mikstur"]),
        [PartyType.Pharmacy], new(null, null, 28, null), At(2025, 10, 24, 8, 0), At(2025, 12, 1, 0, 0),
        [SaleExemption.Institutions, SaleExemption.PatientGroup], true);

    static Moment At(int year, int month, int day, int hour, int minute) =>
        Moment.InOslo(new(year, month, day), new(hour, minute));

    static IEnumerable<string> Said(Restriction one, Moment at, AskedSale sale) =>
        RestrictionRules.SaleUnderRestrictions([one], sale, at).Findings.Select(finding => finding.Code);

    static AskedSale Tablets(long units, DateOnly? last = null, params SaleExemption[] exempt) =>
        new(Any, "N02BE01", "tablett", 20, PartyType.Pharmacy, units, null, last, exempt);

    static AskedSale Antiviral(int days, string form = "tablett", params SaleExemption[] exempt) =>
        new(Any, "J05AB11", form, 10, PartyType.Pharmacy, 30, days, null, exempt);

    [Fact]
    [Requirement("STS-006")]
    public void Paracetamol_in_2020_was_a_hundred_tablets_at_a_time_with_fourteen_days_between()
    {
        var at = At(2020, 4, 20, 12, 0);
        Assert.Empty(Said(Paracetamol, at, Tablets(100)));
        Assert.Equal(["restriction-units"], Said(Paracetamol, at, Tablets(101)));
        Assert.Empty(Said(Paracetamol, at, Tablets(100, new(2020, 4, 6))));
        Assert.Equal(["restriction-interval"], Said(Paracetamol, at, Tablets(100, new(2020, 4, 7))));
        Assert.Equal(["restriction-units", "restriction-interval"],
            Said(Paracetamol, at, Tablets(200, new(2020, 4, 19))));
        var verdict = RestrictionRules.SaleUnderRestrictions([Paracetamol], Tablets(200, new(2020, 4, 19)), at);
        Assert.Equal((false, 100L, new DateOnly(2020, 5, 3)), (verdict.Allowed, verdict.Most, verdict.FreeOn));
        Assert.Empty(Said(Paracetamol, at, Tablets(300, null, SaleExemption.BluePrescription)));
        Assert.Empty(Said(Paracetamol, at, Tablets(300, null, SaleExemption.Institutions)));
        Assert.Equal(["restriction-units"], Said(Paracetamol, at, Tablets(300, null, SaleExemption.PatientGroup)));
        Assert.Empty(Said(Paracetamol, at, Tablets(300) with { Form = "stikkpille" }));
        Assert.Empty(Said(Paracetamol, at, Tablets(300) with { Actor = PartyType.Wholesaler }));
        Assert.Empty(Said(Paracetamol, at, Tablets(300) with { Atc = "N02BA01" }));
    }

    [Fact]
    [Requirement("STS-006")]
    public void Aciclovir_in_2025_was_four_weeks_of_use_from_eight_o_clock_to_the_last_minute_of_november()
    {
        Assert.Equal(["restriction-days"], Said(Aciclovir, At(2025, 10, 24, 8, 0), Antiviral(29)));
        Assert.Empty(Said(Aciclovir, At(2025, 10, 24, 8, 0), Antiviral(28)));
        Assert.Empty(Said(Aciclovir, At(2025, 10, 24, 7, 59), Antiviral(29)));
        Assert.Equal(["restriction-days"], Said(Aciclovir, At(2025, 11, 30, 23, 59), Antiviral(29, "mikstur")));
        Assert.Empty(Said(Aciclovir, At(2025, 12, 1, 0, 0), Antiviral(29)));
        Assert.Empty(Said(Aciclovir, At(2025, 11, 1, 9, 0), Antiviral(90, "tablett", SaleExemption.PatientGroup)));
        Assert.Empty(Said(Aciclovir, At(2025, 11, 1, 9, 0), Antiviral(90, "krem")));
        Assert.Equal(["restriction-export"], Said(Aciclovir, At(2025, 11, 1, 9, 0),
            Antiviral(5, "tablett", SaleExemption.Institutions) with { Export = true, Actor = PartyType.Wholesaler }));
    }

    [Fact]
    [Requirement("STS-006")]
    public void Packs_are_counted_whole_and_the_narrowest_limit_is_told()
    {
        var packs = Paracetamol with { Limits = new(null, 2, null, null) };
        var at = At(2020, 4, 20, 12, 0);
        Assert.Empty(Said(packs, at, Tablets(40)));
        Assert.Equal(["restriction-packs"], Said(packs, at, Tablets(41)));
        Assert.Equal(40, RestrictionRules.SaleUnderRestrictions([Paracetamol, packs], Tablets(10), at).Most);
        Assert.Null(RestrictionRules.SaleUnderRestrictions([], Tablets(10), at).Most);
    }

    [Fact]
    [Requirement("STS-006")]
    public void A_decision_names_products_actors_limits_period_basis_and_review()
    {
        Assert.Empty(RestrictionRules.DecisionOnRestriction(Aciclovir, "Aciclovir", "Law", "Shortage",
            new(2025, 11, 15)));
        var nothing = new Restriction(3, new([], [], []), [PartyType.Authority], new(null, null, null, null),
            At(2025, 1, 2, 0, 0), At(2025, 1, 1, 0, 0), [], false);
        Assert.Equal(["restriction-title", "restriction-law", "restriction-grounds", "restriction-products",
            "restriction-actors", "restriction-limits", "restriction-period"],
            RestrictionRules.DecisionOnRestriction(nothing, "", "", "", null).Select(finding => finding.Code));
        Assert.Equal(["restriction-limit-low", "restriction-review"], RestrictionRules.DecisionOnRestriction(
            Aciclovir with { Limits = new(0, null, null, null) }, "A", "B", "C", new(2025, 12, 2))
            .Select(finding => finding.Code));
    }
}
