namespace Forsyn.Core.Tests.Cases;

/// <summary>
/// Orders written in tests/cases/orders/*.csv, each judged by the rules. Anyone can add one without touching code; the
/// requirements a row names count as proven by it in docs/requirements.md.
/// </summary>
public class OrderCaseTests
{
    public static IEnumerable<TheoryDataRow<string, int, string>> Cases =>
        CaseTable.All.Select(c => new TheoryDataRow<string, int, string>(c.File, c.Row, c.Name));

    [Theory, MemberData(nameof(Cases))]
    public void A_case_is_judged_as_its_table_says(string file, int row, string name)
    {
        var found = CaseTable.All.Single(c => c.File == file && c.Row == row).Differences().ToList();
        Assert.True(found.Count == 0, $"{file}:{row} {name}\n{string.Join("\n", found)}");
    }

    [Fact]
    public void Every_table_can_be_read_whole() => Assert.Empty(CaseTable.Errors);

    [Fact]
    public void Every_column_is_described_for_those_who_write_cases()
    {
        var page = Repository.Read("tests/cases/README.md");
        Assert.DoesNotContain(CaseColumns.All.Keys, column => !page.Contains($"| `{column}` |"));
    }

    [Theory]
    [InlineData("case;colour\na;red", "made.csv:1 there is no column 'colour'")]
    [InlineData("case;role\na;astronaut", "made.csv:2 role 'astronaut': use physician")]
    [InlineData("# a note\n\ncase;at\na;15.05.2026", "made.csv:4 at '15.05.2026': write 2026-05-15 10:00")]
    [InlineData("case;product\na;shiny", "made.csv:2 product 'shiny': 'shiny' is no word for a product")]
    [InlineData("case;product\na;000000", "made.csv:2 product '000000': no such article in products.csv")]
    [InlineData("case;expect\na;nurse-outside-programmes", "made.csv:2 expect")]
    [InlineData("case;expect\na;loud code", "made.csv:2 expect 'loud code': use info, warn, hold, block")]
    [InlineData("case;role\na;physician;more", "made.csv:2 has 3 cells, the head has 2")]
    [InlineData("case;role\n;physician", "made.csv:2 goes on with a case, but none stands above it")]
    [InlineData("case;role\na;physician\n;pharmacist", "made.csv:3 role is said on the first row of a case only")]
    [InlineData("case;role\na;physician\na;physician", "made.csv:3 the case 'a' stands twice")]
    [InlineData("case;rules\na;tomorrow", "made.csv:2 rules 'tomorrow': no such rules")]
    public void What_cannot_be_read_is_named_with_file_and_row(string table, string error)
    {
        var errors = new List<string>();
        CaseTable.Parse("made.csv", table, errors);
        Assert.StartsWith(error, Assert.Single(errors));
    }

    [Fact]
    public void A_case_that_does_not_hold_says_everything_that_differs()
    {
        var errors = new List<string>();
        var wrong = Assert.Single(CaseTable.Parse("made.csv",
            "case;role;purpose;expect;unsaid;fee\n" +
            "a;public-health-nurse;payable;warn planned-too-soon;dispatch-fee;0.00", errors));
        Assert.Empty(errors);
        Assert.Equal(
            ["not said: warn planned-too-soon", "said, not expected: block nurse-outside-programmes 1",
                "must not be said: dispatch-fee", "fee is 200.00, expected 0.00"], wrong.Differences());
    }
}
