using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Every test asserts something, itself or through a function of the tests that does.</summary>
public partial class AssertionTests
{
    [Fact]
    public void Every_test_asserts_something()
    {
        var sources = Code.Below("tests");
        Assert.NotEmpty(sources);
        Offences.AssertNone(Silent(sources));
    }

    [Fact]
    public void A_test_that_asserts_nothing_is_caught()
    {
        var source = Code.Parse("PlantedTests.cs", """
            class PlantedTests
            {
                [Fact] public void Says_nothing() { var x = Compute(); }
                [Fact] public void Only_skips() => Assert.Skip("not here");
                [Theory, EveryDatabase] public async Task Is_empty(DbKind kind) { }
                [Fact] public void Asserts() => Assert.Equal(1, Compute());
                [Fact] public void Asserts_through_another() => Outer();
                [Fact] public void Holds_for_all() => Prop.ForAll(x).QuickCheckThrowOnFailure();
                void Outer() => Inner(1);
                void Inner(int x) { Assert.True(x == 1); }
                [Fact] public void Calls_another_class() => Order.Outer();
                int Compute() => 1;
            }
            """);
        Assert.Equal(
            ["PlantedTests.cs:3 Says_nothing asserts nothing", "PlantedTests.cs:4 Only_skips asserts nothing",
                "PlantedTests.cs:5 Is_empty asserts nothing", "PlantedTests.cs:11 Calls_another_class asserts nothing"],
            Silent([source]));
    }

    static IEnumerable<string> Silent(IReadOnlyList<Code> sources)
    {
        var functions =
            sources.SelectMany(s => s.All<SyntaxNode>().Select(node => (Source: s, Node: node, Name: NameOf(node))))
            .Where(f => f.Name is not null).ToList();
        var asserting = functions.Where(f => Asserts().IsMatch(Text(f.Node))).Select(f => f.Name!).ToHashSet();
        var classes = sources.SelectMany(s => s.All<TypeDeclarationSyntax>()).Select(t => t.Identifier.Text)
            .ToHashSet();
        var rest = functions.Where(f => !asserting.Contains(f.Name!)).ToList();
        // Called without a receiver, or on a class of the tests: a function that calls one that asserts, asserts.
        for (var found = 1; found > 0;)
        {
            var more = rest.Where(f => Calls(f.Node, classes).Any(asserting.Contains)).ToList();
            found = more.Count;
            asserting.UnionWith(more.Select(f => f.Name!));
            rest = [.. rest.Except(more)];
        }
        return from f in rest
            where f.Node is MethodDeclarationSyntax method && Code.IsTest(method)
            select $"{f.Source.At(f.Node)} {f.Name} asserts nothing";
    }

    static string? NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        _ => null,
    };

    static string Text(SyntaxNode node) => node.ToString().Replace("Assert.Skip", "");

    static IEnumerable<string> Calls(SyntaxNode node, IReadOnlySet<string> classes) =>
        node.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => call.Expression switch
        {
            SimpleNameSyntax simple => simple.Identifier.Text,
            MemberAccessExpressionSyntax member when classes.Contains(member.Expression.ToString()) =>
                member.Name.Identifier.Text,
            _ => "",
        });

    [GeneratedRegex(
        @"\bAssert\.\w|\.(Assert|Expect|Verify|Must|Should)\w*\(|\bCheck\.\w+\(|\bExpect\w*\(|ThrowOnFailure\b")]
    private static partial Regex Asserts();
}
