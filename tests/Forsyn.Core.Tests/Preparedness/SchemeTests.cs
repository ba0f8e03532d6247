using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class SchemeTests
{
    static IEnumerable<string> Keys(IEnumerable<PartyKey> parties) => parties.Select(party => party.Value);

    [Fact, Requirement("STP-001")]
    public void Primary_care_holds_at_most_six_months()
    {
        Assert.Equal(A.Length("6 months"), A.Primary.Most);
        Assert.True(A.Primary.Allows(A.Length("6 months")));
        Assert.False(A.Primary.Allows(A.Length("7 months")));
    }

    [Fact, Requirement("STP-008")]
    public void Primary_care_holds_from_three_months()
    {
        Assert.True(A.Primary.Allows(A.Length("3 months")));
        Assert.False(A.Primary.Allows(A.Length("2 months")));
    }

    [Fact, Requirement("STS-002")]
    public void Specialist_care_holds_at_most_180_days_and_20_days_besides()
    {
        Assert.True(A.Specialist.Allows(A.Length("180 days")));
        Assert.False(A.Specialist.Allows(A.Length("181 days")));
        Assert.Equal(20, A.Specialist.OrdinaryDays);
    }

    [Fact, Requirement("STS-001")]
    public void Specialist_care_has_several_parts_and_one_holder()
    {
        Assert.Equal(["ahn"], Keys(A.Specialist.Holders));
        Assert.True(A.Specialist.Parts.Count > 1);
    }

    [Fact, Requirement("STP-005")]
    public void Primary_care_rests_on_regulation_and_specialist_care_on_contracts() =>
        Assert.Equal((LegalBasis.Regulation, LegalBasis.Contract), (A.Primary.LegalBasis, A.Specialist.LegalBasis));

    [Fact, Requirement("STP-006")]
    public void Owner_and_payer_of_the_two_schemes_are_different_parties()
    {
        Assert.Empty(Keys(A.Primary.Owners).Intersect(Keys(A.Specialist.Owners)));
        Assert.Empty(Keys(A.Primary.Payers).Intersect(Keys(A.Specialist.Payers)));
        Assert.NotEqual(Keys(A.Primary.Owners), Keys(A.Primary.Payers));
    }

    [Fact, Requirement("ACT-017")]
    public void One_party_administers_both_schemes_and_owns_none()
    {
        Assert.Equal([new PartyKey("sav")], A.Norway.On(A.June).Select(one => one.Administrator!.Value).Distinct());
        Assert.DoesNotContain("sav", A.Norway.On(A.June).SelectMany(one => Keys(one.Owners)));
    }

    [Fact, Requirement("STS-003")]
    public void The_health_authorities_decide_on_the_use_of_the_specialist_stockpile() =>
        Assert.Equal(["hso", "hv", "hmn", "hn"], Keys(A.Specialist.UseDecidedBy));

    [Fact]
    public void A_past_day_is_judged_by_the_version_of_that_day()
    {
        Assert.Equal(A.Length("2 months"), A.Norway.On("primary", new(2019, 1, 1))!.Most);
        Assert.Equal(["hdir"], Keys(A.Norway.On("primary", new(2023, 12, 31))!.Owners));
        Assert.Equal(["dmp"], Keys(A.Norway.On("primary", new(2024, 1, 1))!.Owners));
        Assert.Null(A.Norway.On("primary", new(2015, 12, 31)));
    }

    [Theory]
    [InlineData("\"holders\": []", "no holder")]
    [InlineData("\"holders\": [\"ahn\"], \"least\": \"7 months\"", "at least")]
    [InlineData("\"holders\": [\"ahn\"], \"sharing\": \"fixed\"", "weights")]
    [InlineData("\"holders\": [\"ahn\"], \"most\": \"half a year\"", "no length")]
    [InlineData("\"holders\": [\"ahn\"], \"turnover\": 1", "turnover")]
    public void An_unsound_scheme_is_said_to_be(string said, string complaint)
    {
        var fields = new Dictionary<string, string>
        {
            ["scheme"] = "\"a\"", ["from"] = "\"2026-01-01\"", ["owners"] = "[]", ["payers"] = "[]",
            ["legalBasis"] = "\"contract\"", ["law"] = "\"\"", ["most"] = "\"6 months\"", ["turnoverOf"] = "[]",
            ["base"] = "{\"months\":12}", ["compute"] = "\"yearly\"", ["sharing"] = "\"own\"",
            ["countBy"] = "\"form\"", ["measure"] = "\"ddd\"", ["source"] = "\"\"", ["to"] = "null",
        };
        var rest = fields.Where(field => !said.Contains($"\"{field.Key}\"")).Select(f => $"\"{f.Key}\": {f.Value}");
        var broken = Assert.Throws<InvariantBroken>(() =>
            SchemeSet.Parse($"[{{ {string.Join(", ", rest.Append(said))} }}]"));
        Assert.Contains(complaint, broken.Message);
    }

    [Fact]
    public void Two_versions_on_the_same_day_are_refused()
    {
        var text = Repository.Read("data/preparedness/norway.json").Replace("\"to\": \"2024-01-01\"", "\"to\": null");
        Assert.Contains("overlaps", Assert.Throws<InvariantBroken>(() => SchemeSet.Parse(text)).Message);
    }

    [Theory]
    [InlineData("2026-06-01", "2025-06/2026-05")]
    [InlineData("2026-06-30", "2025-06/2026-05")]
    [InlineData("2026-01-01", "2025-01/2025-12")]
    public void The_last_twelve_months_are_whole_months_before_the_day(string day, string period) =>
        Assert.Equal(period, $"{A.Primary.Base.Before(DateOnly.Parse(day))}");

    [Theory]
    [InlineData("2026-01-01", "2025-03/2025-08")]
    [InlineData("2026-08-31", "2025-03/2025-08")]
    [InlineData("2026-09-01", "2026-03/2026-08")]
    public void A_window_of_the_year_is_the_newest_that_is_over(string day, string period) =>
        Assert.Equal(period, $"{new BaseRule(6, 3).Before(DateOnly.Parse(day))}");

    [Theory]
    [InlineData(Rhythm.Monthly, "2026-06-30", "2026-06-01")]
    [InlineData(Rhythm.Quarterly, "2026-06-30", "2026-04-01")]
    [InlineData(Rhythm.Quarterly, "2026-07-01", "2026-07-01")]
    [InlineData(Rhythm.Yearly, "2026-06-30", "2026-01-01")]
    public void Targets_are_due_on_the_first_day_of_month_quarter_or_year(Rhythm rhythm, string day, string due) =>
        Assert.Equal(DateOnly.Parse(due), rhythm.DueOn(DateOnly.Parse(day)));

    [Theory]
    [InlineData("6 months", 600, 300)]
    [InlineData("4 months", 100, 34)]
    [InlineData("180 days", 365, 180)]
    [InlineData("2 weeks", 365, 14)]
    [InlineData("1 days", 1, 1)]
    [InlineData("1 months", 0, 0)]
    [InlineData("1 months", -5, 0)]
    public void A_span_of_a_turnover_is_rounded_up(string span, long sold, long must) =>
        Assert.Equal(must, A.Length(span).Of(sold, A.Year));

    [Fact]
    public void Days_are_counted_against_the_days_of_the_base_period_and_months_against_its_months()
    {
        var leap = new BasePeriod(new Month(2024, 1), 12);
        Assert.Equal(366, leap.Days);
        Assert.Equal(180, A.Length("180 days").Of(366, leap));
        Assert.Equal(300, A.Length("3 months").Of(600, new BasePeriod(new Month(2025, 3), 6)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("6")]
    [InlineData("0 months")]
    [InlineData("-1 months")]
    [InlineData("6 years")]
    [InlineData("six months")]
    public void What_is_no_span_is_not_read(string text) => Assert.False(Span.TryParse(text, out _));
}
