using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class RuleSetTests
{
    static readonly RuleBook Book = RuleBook.Parse(("made", """
        [ { "number": "fee", "unit": "ore", "source": "made",
            "values": [ { "from": "2000-01-01", "to": "2020-01-01", "value": 100 },
                        { "from": "2020-01-01", "value": 200 } ] },
          { "number": "days", "unit": "days", "source": "made", "values": [ { "from": "2000-01-01", "value": 14 } ] } ]
        """)).Value;

    const string Made = """
        [ { "set": "sources", "from": "2000-01-01", "source": "made" },
          { "set": "today", "from": "2019-01-01", "source": "made",
            "numbers": [ { "number": "fee", "unit": "ore", "source": "made", "law": "new law",
                "values": [ { "from": "2019-06-01", "to": "2021-01-01", "value": 50 } ] } ],
            "rules": [ { "rule": "a-rule", "from": "2019-01-01", "to": "2020-01-01", "on": false, "source": "made" },
                       { "rule": "a-rule", "from": "2020-01-01", "law": "new law", "source": "made" } ] } ]
        """;

    static readonly RuleSets Sets = RuleSets.Parse(Book, "sets.json", Made).Value;

    static RuleNumbers On(string choice, int year, int month, int day) =>
        Sets.Choose(choice).Value.Book.On(new DateOnly(year, month, day));

    [Theory, Requirement("INC-009", "REQ-011")]
    [InlineData(2019, 5, 31, 100), InlineData(2019, 6, 1, 50), InlineData(2020, 1, 1, 50), InlineData(2020, 12, 31, 50)]
    [InlineData(2021, 1, 1, 200)]
    public void A_set_speaks_on_its_own_days_and_the_sources_on_all_others(int year, int month, int day, long fee) =>
        Assert.Equal(new Money(fee), On("today", year, month, day).Money("fee"));

    [Fact, Requirement("INC-009")]
    public void The_sources_are_not_lost_when_a_newer_set_is_judged_by()
    {
        Assert.Equal(new Money(200), On("sources", 2020, 6, 1).Money("fee"));
        Assert.Equal(14, On("today", 2020, 6, 1).Days("days"));
    }

    [Fact, Requirement("REQ-011")]
    public void A_rule_is_off_or_rests_on_another_law_for_the_days_a_set_says()
    {
        Assert.Null(On("today", 2018, 12, 31).Switch("a-rule"));
        Assert.False(On("today", 2019, 12, 31).Switch("a-rule")!.On);
        Assert.Equal("new law", On("today", 2020, 1, 1).Switch("a-rule")!.Law);
        Assert.Null(On("sources", 2020, 1, 1).Switch("a-rule"));
    }

    [Fact]
    public void Single_entries_of_a_set_can_be_taken_and_given_back()
    {
        Assert.Equal(new Money(50), On("sources+today:fee", 2020, 6, 1).Money("fee"));
        Assert.Null(On("sources+today:fee", 2020, 6, 1).Switch("a-rule"));
        Assert.Equal(new Money(200), On("today+sources:fee", 2020, 6, 1).Money("fee"));
        Assert.Equal("new law", On("today+sources:fee", 2020, 6, 1).Switch("a-rule")!.Law);
    }

    [Theory]
    [InlineData("tomorrow", "rule-set-unknown"), InlineData("sources+today:other", "rule-set-entry-unknown")]
    [InlineData("sources+today", "rule-set-entry-unknown"), InlineData("sources+sources:fee", "rule-set-entry-unknown")]
    [InlineData("today+tomorrow:fee", "rule-set-unknown"), InlineData("", "rule-set-unknown")]
    public void A_set_or_entry_that_is_not_there_is_refused_and_what_is_there_is_named(string choice, string code)
    {
        var refused = Sets.Choose(choice).Refusal!;
        Assert.Equal(code, refused.Code);
        if (choice != "sources+sources:fee") Assert.NotEmpty(refused.Args["possible"]);
    }

    const string Day = "'from':'2000-01-01'";
    const string Number = "'unit':'days','source':'s','values':[{'from':'2000-01-01','value':1}]";

    [Theory]
    [InlineData("[{'set':'a'," + Day + ",'source':'s','numbers':[{'number':'new'," + Number + "}]}]",
        "rule-number-unknown")]
    [InlineData("[{'set':'a'," + Day + ",'source':'s','numbers':[{'number':'fee'," + Number + "}]}]",
        "rule-unit-other")]
    [InlineData("[{'set':'a'," + Day + ",'source':'s','rules':[{'rule':'r'," + Day + ",'source':'s'}]}]",
        "rule-switch-empty")]
    [InlineData("[{'set':'a'," + Day + ",'source':'s','rules':[{'rule':'r'," + Day + ",'on':false,'source':'s'}," +
        "{'rule':'r'," + Day + ",'law':'l','source':'s'}]}]", "rule-values-overlap")]
    [InlineData("[{'set':'a'," + Day + ",'source':'s'},{'set':'a'," + Day + ",'source':'s'}]", "rule-set-twice")]
    [InlineData("[{'set':'a','source':'s'}]", "rule-date-unreadable")]
    [InlineData("[{'set':'a'," + Day + ",'source':'s','colour':1}]", "rule-field-unknown")]
    [InlineData("{}", "rule-file-not-a-list")]
    [InlineData("[{'set':'a'," + Day + ",'source':'s','rules':{}}]", "rule-file-not-a-list")]
    public void A_broken_set_is_refused_with_where_and_how_to_mend(string json, string code)
    {
        var refusal = RuleSets.Parse(Book, "sets.json", json.Replace('\'', '"')).Refusal!;
        var finding = Assert.Single(refusal.Findings!);
        Assert.Equal(code, finding.Code);
        Assert.All(["where", "what", "mend"], key => Assert.NotEmpty(finding.Args[key]));
    }

    [Fact, Requirement("INC-009", "INC-010")]
    public void The_shipped_sets_are_the_sources_which_change_nothing_and_today()
    {
        Assert.Equal(["sources", "today"], ShippedRules.Sets.All.Select(set => set.Name));
        Assert.Empty(ShippedRules.Sets.Find("sources")!.Entries);
        Assert.Same(ShippedRules.Book, ShippedRules.Sets.Choose("sources").Value.Book);
        Assert.Equal(new DateOnly(2022, 9, 16), ShippedRules.Sets.Find("today")!.Valid.From);
        var today = ShippedRules.Sets.Choose("today").Value.Book;
        Assert.True(today.On(new(2023, 12, 31)).Flag("fax-accepted"));
        Assert.False(today.On(new(2024, 1, 1)).Flag("fax-accepted"));
    }
}
