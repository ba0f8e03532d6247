using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class RuleBookTests
{
    static string Rule(string number, string unit, string values) =>
        $$"""{ "number": "{{number}}", "unit": "{{unit}}", "values": [ {{values}} ], "law": "", "source": "made" }""";

    static string Value(string from, string? to, string value) =>
        $$"""{ "from": "{{from}}", "to": {{(to is null ? "null" : $"\"{to}\"")}}, "value": {{value}} }""";

    static RuleNumbers Numbers(string rule, int year) =>
        RuleBook.Parse(("made.json", $"[{rule}]")).Value.On(new DateOnly(year, 1, 1));

    static IReadOnlyList<Finding> Errors(params (string, string)[] files)
    {
        var refusal = RuleBook.Parse(files).Refusal;
        Assert.Equal("rules-unreadable", refusal?.Code);
        Assert.All(refusal!.Findings!, f => Assert.All(["where", "what", "mend"], key => Assert.NotEmpty(f.Args[key])));
        return refusal.Findings!;
    }

    [Fact]
    public void The_shipped_book_has_the_numbers_of_the_sources()
    {
        var today = ShippedRules.On(2026, 5, 15);
        Assert.Equal(Money.Kroner(200), today.Money("dispatch-fee"));
        Assert.True(today.Flag("fee-on-programme-orders"));
        Assert.Equal(90, today.Days("guaranteed-shelf-life-days"));
        Assert.Equal(3, today.Months("advised-use-months"));
        Assert.Equal(14, today.Days("order-ahead-days"));
        Assert.Equal(Rate.Percent(25), today.Rate("vat-rate"));
        Assert.Equal(Rate.Percent(0.3m), today.Rate("retailer-levy-rate"));
        Assert.Equal(Rate.Percent(1), today.Rate("supplier-levy-rate"));
    }

    [Fact]
    public void A_number_no_source_gives_is_marked_as_our_own_choice()
    {
        Assert.True(ShippedRules.Book.Find("reservation-days")!.OwnChoice);
        Assert.True(ShippedRules.Book.Find("invoice-due-days")!.OwnChoice);
        Assert.False(ShippedRules.Book.Find("dispatch-fee")!.OwnChoice);
    }

    [Fact]
    public void A_past_day_is_judged_by_the_rate_of_that_day()
    {
        Assert.Equal(Rate.Percent(24), ShippedRules.On(2004, 12, 31).Rate("vat-rate"));
        Assert.Equal(Rate.Percent(25), ShippedRules.On(2005, 1, 1).Rate("vat-rate"));
    }

    [Fact]
    public void Every_unit_has_its_own_way_to_be_read()
    {
        Assert.Equal(48, Numbers(Rule("n", "hours", Value("2000-01-01", null, "48")), 2026).Hours("n"));
        Assert.Equal(357L, Numbers(Rule("n", "count", Value("2000-01-01", null, "357")), 2026).Count("n"));
        Assert.False(Numbers(Rule("n", "flag", Value("2000-01-01", null, "false")), 2026).Flag("n"));
    }

    [Fact]
    public void A_missing_number_a_missing_day_and_a_wrong_unit_name_themselves()
    {
        var rule = Rule("fee", "ore", Value("2010-01-01", "2020-01-01", "1"));
        Assert.Contains("levy", Assert.Throws<InvariantBroken>(() => Numbers(rule, 2015).Money("levy")).Message);
        var before = Assert.Throws<InvariantBroken>(() => Numbers(rule, 2009).Money("fee")).Message;
        Assert.Contains("fee", before);
        Assert.Contains("2009-01-01", before);
        Assert.Throws<InvariantBroken>(() => Numbers(rule, 2020).Money("fee"));
        Assert.Throws<InvariantBroken>(() => Numbers(rule, 2015).Days("fee"));
        Assert.Equal(new Money(1), Numbers(rule, 2015).Money("fee"));
    }

    [Fact]
    public void Values_that_meet_are_fine_and_values_that_overlap_are_not()
    {
        var meet = Rule("n", "days", $"{Value("2010-01-01", null, "2")}, {Value("2000-01-01", "2010-01-01", "1")}");
        Assert.Equal(1, Numbers(meet, 2005).Days("n"));
        Assert.Equal(2, Numbers(meet, 2010).Days("n"));
        var overlap = Rule("n", "days", $"{Value("2000-01-01", "2010-01-02", "1")}, {Value("2010-01-01", null, "2")}");
        Assert.Equal(["rule-values-overlap"], Errors(("a.json", $"[{overlap}]")).Select(e => e.Code));
    }

    [Fact]
    public void All_errors_of_all_files_come_at_once()
    {
        var bad = $$"""
            [
              {{Rule("a", "kroner", Value("2000-01-01", null, "1"))}},
              {{Rule("b", "days", Value("2000-02-30", null, "1"))}},
              {{Rule("c", "days", Value("2000-01-01", "1999-01-01", "1"))}},
              {{Rule("d", "flag", Value("2000-01-01", null, "1"))}},
              {{Rule("e", "ore", Value("2000-01-01", null, "1.5"))}},
              {{Rule("f", "days", Value("2000-01-01", null, "-1"))}},
              {{Rule("g", "hours", Value("2000-01-01", null, "3000000000"))}},
              {{Rule("h", "days", "")}},
              {{Rule("i", "days", Value("2000-01-01", null, "1"))}},
              {{Rule("i", "days", Value("2000-01-01", null, "1"))}},
              { "number": "j", "unit": "days", "law": "", "sauce": "", "requirements": "FEE-001" },
              7
            ]
            """;
        var errors = Errors(
            ("bad.json", bad), ("object.json", "{}"), ("torn.json", "[\n{\n"), ("twice.json", "[{\"a\":1,\"a\":2}]"));
        Assert.Equal(
            [
                "rule-unit-unknown", "rule-date-unreadable", "rule-dates-reversed", "rule-value-unreadable",
                "rule-value-unreadable", "rule-value-unreadable", "rule-value-unreadable", "rule-values-missing",
                "rule-number-twice", "rule-field-unknown", "rule-values-missing", "rule-requirements-not-a-list",
                "rule-field-missing", "rule-not-an-object", "rule-file-not-a-list", "rule-file-not-json",
                "rule-file-not-json",
            ], errors.Select(e => e.Code));
        Assert.Equal("bad.json number 2 (b) value 1", errors[1].Args["where"]);
        Assert.Equal("torn.json line 3", errors[^2].Args["where"]);
    }
}
