using Forsyn.Core.Basics;
using Forsyn.Core.Ordering;

namespace Forsyn.Core.Tests.Ordering;

public class BlueRulesTests
{
    static readonly Indication Rabies = new("rabies", "P");

    [Theory, Requirement("BLU-003")]
    [InlineData("13810199887", "patient-identity-number-check-digit")]
    [InlineData("1381019988", "patient-identity-number-length")]
    [InlineData("1381019988x", "patient-identity-number-not-digits")]
    [InlineData("32810199886", "patient-identity-number-date")]
    public void A_wrong_identity_number_is_refused_and_not_repeated(string number, string code)
    {
        var findings = With(An.Patient with { IdentityNumber = number }).Findings();
        Assert.Contains(findings, f => f.Code == code && f.Severity == Severity.Block);
        Assert.DoesNotContain(findings.SelectMany(f => f.Args.Values), value => value.Contains(number));
    }

    [Fact, Requirement("BLU-003")]
    public void Test_people_are_for_demonstrations_only()
    {
        var order = With(An.Patient);
        Assert.Empty(order.Blocks());
        var real = order with { Blue = order.Blue with { TestPeople = false } };
        Assert.Equal(["patient-identity-number-test-only"], real.Blocks());
    }

    [Theory, Requirement("BLU-003")]
    [InlineData("0301", true), InlineData("0302", false), InlineData("301", false), InlineData("Oslo", false)]
    public void The_municipality_must_be_one(string number, bool known) =>
        Assert.Equal(known ? [] : ["patient-municipality-unknown"],
            With(An.Patient with { MunicipalityNumber = number }).Blocks());

    [Theory, Requirement("BLU-008", "CHN-011")]
    [InlineData(Channel.Fax, false, null), InlineData(Channel.Post, false, null), InlineData(Channel.Fax, true, null)]
    [InlineData(Channel.Web, true, "blue-not-through-web"), InlineData(Channel.Web, false, "blue-not-through-web")]
    [InlineData(Channel.Phone, false, "blue-phone-only-urgent"), InlineData(Channel.Phone, true, null)]
    public void Fax_and_post_always_and_the_telephone_in_an_emergency(Channel channel, bool urgent, string? refused)
    {
        var order = With(An.Patient) with { Channel = channel, Urgent = urgent ? new("bite", Caller: "Berg") : null };
        Assert.Equal(refused is null ? [] : [refused], order.Blocks().Where(code => code.StartsWith("blue")));
    }

    [Fact, Requirement("BLU-007")]
    public void Receiving_electronic_prescriptions_is_a_switch_that_stands_off()
    {
        var order = With(An.Patient) with { Channel = Channel.Electronic };
        Assert.Equal(["electronic-not-accepted"], order.Blocks());
        var on = RuleSets.Parse(ShippedRules.Book, "test", """
            [ { "set": "sources", "from": "2000-01-01", "source": "test", "numbers": [ {
                "number": "blue-electronic", "unit": "flag", "source": "test",
                "values": [ { "from": "2000-01-01", "value": true } ] } ] } ]
            """).Value.Choose("sources").Value.Book.On(An.Morning.Day);
        Assert.DoesNotContain(OrderRules.Check(order, on), f => f.Severity == Severity.Block);
    }

    [Fact, Requirement("BLU-009")]
    public void The_regulation_and_the_circular_stand_on_the_rule()
    {
        var refused = Assert.Single(An.BlueOrder(An.BlueLine("hepatitis-b-vaccine", Rabies)).Findings(),
            f => f.Code == "blue-indication-not-valid");
        Assert.Contains("FOR-2007-06-28-814", refused.Law);
        Assert.Contains("I-2/2011", refused.Law);
    }

    [Fact, Requirement("BLU-001", "BLU-005")]
    public void A_refused_pair_is_told_what_would_be_valid()
    {
        var refused = Assert.Single(An.BlueOrder(An.BlueLine("mmr-vaccine", Rabies)).Findings(),
            f => f.Code == "blue-indication-not-valid");
        Assert.Equal("mumps/S, measles/S, rubella/S", refused.Args["possible"]);
        var missing = Assert.Single(An.BlueOrder(An.BlueLine("pertussis-vaccine", null)).Findings(),
            f => f.Code == "blue-indication-missing");
        Assert.Equal("pertussis/none, pertussis/S", missing.Args["possible"]);
    }

    [Fact, Requirement("BLU-004")]
    public void Nothing_is_no_number_of_doses() => Assert.Contains("blue-doses-missing",
        An.BlueOrder(An.BlueLine("rabies-vaccine", Rabies) with { Doses = Quantity.Zero }).Blocks());

    [Fact, Requirement("BLU-002")]
    public void Each_blue_line_waits_for_a_pharmacist_and_no_other_does()
    {
        var order = An.BlueOrder(
            An.BlueLine("rabies-vaccine", Rabies), An.Line(number: 2), An.BlueLine("rabies-vaccine", Rabies, 3));
        Assert.Equal([1, 3], order.Findings().Where(f => f.Code == "blue-conditions-to-check").Select(f => f.Line));
        Assert.All(order.Findings().Where(f => f.Code == "blue-conditions-to-check"),
            f => Assert.Equal(Severity.Hold, f.Severity));
    }

    [Theory, Requirement("URG-022")]
    [InlineData("rabies-immunoglobulin", true, true), InlineData("rabies-vaccine", true, true)]
    [InlineData("hepatitis-b-vaccine", true, true), InlineData("hepatitis-ab-vaccine", true, false)]
    [InlineData("polio-vaccine", true, false), InlineData("rabies-vaccine", false, false)]
    public void An_urgent_order_is_told_that_the_product_is_free_after_exposure(string key, bool urgent, bool told)
    {
        var line = An.Line(An.Product(blue: [key]));
        var order = An.Order(line) with { Urgent = urgent ? new Urgency("bite") : null };
        Assert.Equal(told, order.Codes().Contains("suggest-blue-p"));
        Assert.DoesNotContain("suggest-blue-p", (An.BlueOrder(line with { Purpose = Purpose.Blue })
            with { Urgent = order.Urgent }).Codes());
    }

    [Fact]
    public void No_finding_says_anything_of_the_person()
    {
        var number = Identities.Born(1985, 5, 15);
        var patient = new PatientData("Canary Nordmann", number, "9999") { Statement = "Canaria" };
        var said = new Indication("hepatitis-a", "P", ExposedOn: new(2026, 5, 1), Statement: "Canaria");
        var args = An.BlueOrder(An.BlueLine("hepatitis-a-vaccine", said, patient: patient)).Findings()
            .SelectMany(f => f.Args.Values).ToList();
        string[] secrets = ["Canar", "Nordmann", patient.IdentityNumber, "9999", "1985", "2026-05-01"];
        foreach (var secret in secrets)
            Assert.DoesNotContain(args, value => value.Contains(secret));
    }

    // Ten thousand days of birth against a definition by calendar years.
    [Fact, Requirement("BLT-011")]
    public void Age_is_the_number_of_birthdays_lived()
    {
        var day = new DateOnly(2028, 2, 29);
        for (var back = 0; back < 10_000; back++)
        {
            var born = day.AddDays(-back);
            var birthdays = Enumerable.Range(born.Year + 1, day.Year - born.Year)
                .Count(year => (born.Month, born.Day) != (2, 29) || DateTime.IsLeapYear(year)
                    ? new DateOnly(year, born.Month, born.Day) <= day : new DateOnly(year, 3, 1) <= day);
            Assert.Equal(birthdays, BlueConditionRules.AgeOn(born, day));
        }
    }

    static OrderFacts With(PatientData patient) =>
        An.BlueOrder(An.BlueLine("rabies-vaccine", Rabies, patient: patient));
}
