using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Every public type of Core says in a summary what it is.</summary>
public class SummaryTests
{
    [Fact]
    public void Every_public_core_type_has_a_summary()
    {
        var sources = Code.Below("src/Forsyn.Core");
        Assert.NotEmpty(sources);
        Offences.AssertNone(Missing(sources));
    }

    [Fact]
    public void A_type_without_a_summary_is_caught()
    {
        var source = Code.Parse("Planted.cs", """
            // A plain comment is no summary.
            public enum Kind { A }
            /// <summary> </summary>
            public record Empty;
            /// <summary>Says what it is.</summary>
            public record Told { public struct Inner; }
            class Hidden;
            """);
        Assert.Equal(
            ["Planted.cs:2 Kind has no summary", "Planted.cs:4 Empty has no summary",
                "Planted.cs:6 Inner has no summary"],
            Missing([source]));
    }

    [Fact]
    public void One_part_of_a_partial_type_may_speak_for_all() =>
        Assert.Empty(Missing(
        [
            Code.Parse("A.cs", "/// <summary>Says what it is.</summary>\npublic partial class A;"),
            Code.Parse("A.B.cs", "public partial class A;"),
        ]));

    static IEnumerable<string> Missing(IEnumerable<Code> sources) =>
        from source in sources
        from type in source.All<MemberDeclarationSyntax>()
        let name = (type as BaseTypeDeclarationSyntax)?.Identifier.Text
            ?? (type as DelegateDeclarationSyntax)?.Identifier.Text
        where name is not null && type.Modifiers.Any(SyntaxKind.PublicKeyword)
        group (source, type) by name into parts
        where !parts.Any(part => HasSummary(part.type))
        select $"{parts.First().source.At(parts.First().type)} {parts.Key} has no summary";

    static bool HasSummary(SyntaxNode type) =>
        type.GetLeadingTrivia().Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.DescendantNodes().OfType<XmlElementSyntax>())
            .Any(element => element.StartTag.Name.ToString() == "summary"
                && element.Content.ToString().Replace("///", "").Trim().Length > 0);
}
