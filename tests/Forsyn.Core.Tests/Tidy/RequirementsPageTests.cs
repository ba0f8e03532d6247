using System.Text;
using Forsyn.Core.Tests.Cases;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Keeps docs/requirements.md: every requirement, whether it is proven, and by which tests.</summary>
public class RequirementsPageTests
{
    [Fact]
    public void The_catalogue_holds_386_requirements_each_once()
    {
        Assert.Equal(386, RequirementCatalogue.Of.Entries.Count);
        Offences.AssertNone(RequirementCatalogue.Of.Offences());
    }

    [Fact]
    public void A_requirement_that_stands_twice_or_is_left_out_is_caught()
    {
        var bad = RequirementCatalogue.Parse(
            "# FEE Fees\nFEE-001 once\nFEE-001 again\nFEE-004 later\nREQ-001 elsewhere\n");
        Assert.Equal(
            ["FEE-001 stands twice", "REQ-001 has no section", "FEE-002 is missing", "FEE-003 is missing"],
            bad.Offences());
    }

    [Fact]
    public void Every_requirement_a_test_names_is_in_the_catalogue() =>
        Offences.AssertNone(Unknown(AllProofs(), RequirementCatalogue.Of));

    [Fact]
    public void A_test_that_names_an_unknown_requirement_is_caught()
    {
        var test = Code.Parse("PlantedTests.cs", """
            public class PlantedTests { [Fact, Requirement("FEE-001", "FEE-999")] public void Proves_too_much() { } }
            """);
        Assert.Equal(["PlantedTests.Proves_too_much names FEE-999, which is not in docs/requirements.txt"],
            Unknown(Proofs([test]), RequirementCatalogue.Of));
    }

    [Fact]
    public void The_requirements_page_is_current() =>
        Generated.AssertCurrent("docs/requirements.md", Page(RequirementCatalogue.Of, AllProofs()));

    [Fact]
    public void A_page_says_which_requirements_are_proven()
    {
        var catalogue = RequirementCatalogue.Parse("# FEE Fees\nFEE-001 a fee\nFEE-002 no fee\n");
        var page = Page(catalogue, [("FEE-001", "PriceTests.A_fee")]);
        Assert.Contains("| FEE-001 | a fee | proven | PriceTests.A_fee |", page);
        Assert.Contains("| FEE-002 | no fee | not yet | |", page);
        Assert.Contains("1 of 2 are proven", page);
    }

    [Fact]
    public void The_rows_of_case_tables_prove_what_they_name()
    {
        var cases = CaseTable.Parse("made.csv", "case;requirements\na;FEE-001\nb;FEE-001, FEE-002\n", []);
        Assert.Equal([("FEE-001", "made.csv rows 2, 3"), ("FEE-002", "made.csv rows 3")], Proofs(cases));
    }

    static IReadOnlyList<(string Id, string Test)> AllProofs() =>
        [.. Proofs(Code.Below("tests")), .. Proofs(CaseTable.All), .. Proofs(OrderTable.Rows)];

    static IEnumerable<(string Id, string Test)> Proofs(IEnumerable<TableRow> table) =>
        from row in table
        from id in row.Requirements
        group row.Row by id into rows
        select (rows.Key, $"{OrderTable.File} rows {string.Join(", ", rows)}");

    static IEnumerable<(string Id, string Test)> Proofs(IEnumerable<OrderCase> cases) =>
        from one in cases
        from id in one.Requirements
        group one.Row by (id, one.File) into rows
        select (rows.Key.id, $"{rows.Key.File} rows {string.Join(", ", rows)}");

    /// <summary>Which test proves which requirement, read from the tags in the sources.</summary>
    static IReadOnlyList<(string Id, string Test)> Proofs(IEnumerable<Code> sources) =>
        [.. from source in sources
            from method in source.All<MethodDeclarationSyntax>()
            where Code.IsTest(method)
            from tag in Code.Attributes(method, "Requirement")
            from id in Code.Strings(tag)
            let owner = method.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text
            select (id, $"{owner}.{method.Identifier.Text}")];

    static IEnumerable<string> Unknown(IEnumerable<(string Id, string Test)> proofs, RequirementCatalogue catalogue) =>
        from proof in proofs
        where !catalogue.Has(proof.Id)
        select $"{proof.Test} names {proof.Id}, which is not in {RequirementCatalogue.Path}";

    static string Page(RequirementCatalogue catalogue, IReadOnlyList<(string Id, string Test)> proofs)
    {
        var tests = proofs.Distinct().ToLookup(p => p.Id, p => p.Test);
        var proven = catalogue.Entries.Count(e => tests.Contains(e.Id));
        var page = new StringBuilder();
        page.Append("# Requirements\n\nMade from `docs/requirements.txt` and the `[Requirement]` tags of the tests; ")
            .Append("`FORSYN_WRITE=1 ./test core --only Requirements_page` writes it.\n\n")
            .Append($"{proven} of {catalogue.Entries.Count} are proven by a test.\n\n| | | proven |\n|---|---|---|\n");
        foreach (var (prefix, heading) in catalogue.Sections)
        {
            var ids = catalogue.Entries.Where(e => e.Id.StartsWith(prefix + "-")).ToList();
            page.Append($"| {prefix} | {heading} | {ids.Count(e => tests.Contains(e.Id))} of {ids.Count} |\n");
        }
        foreach (var (prefix, heading) in catalogue.Sections)
        {
            page.Append($"\n## {prefix} {heading}\n\n| id | the program must | state | tests |\n|---|---|---|---|\n");
            foreach (var (id, wording) in catalogue.Entries.Where(e => e.Id.StartsWith(prefix + "-")))
            {
                var by = string.Join("<br>", tests[id].Order(StringComparer.Ordinal));
                page.Append(by == "" ? $"| {id} | {wording} | not yet | |\n"
                    : $"| {id} | {wording} | proven | {by} |\n");
            }
        }
        return page.ToString();
    }
}
