using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>
/// A C# source with its syntax tree, so that a check reads the code and not its comments and strings.
/// </summary>
sealed record Code(string Path, SyntaxNode Tree)
{
    static readonly CSharpParseOptions Options =
        new(LanguageVersion.Preview, DocumentationMode.Parse, preprocessorSymbols: ["STORAGE"]);
    static readonly ConcurrentDictionary<string, Code> Read = new();

    public static Code Parse(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text, Options).GetRoot());

    /// <summary>Every C# file below a folder, parsed once a run.</summary>
    public static IReadOnlyList<Code> Below(string folder) =>
        [.. Repository.Files(folder, ".cs").Select(path => Read.GetOrAdd(path, p => Parse(p, Repository.Read(p))))];

    public IEnumerable<T> All<T>() where T : SyntaxNode => Tree.DescendantNodesAndSelf().OfType<T>();

    public string At(SyntaxNode node) => $"{Path}:{LineOf(node)}";

    public static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    public static IEnumerable<AttributeSyntax> Attributes(MemberDeclarationSyntax member, string name) =>
        member.AttributeLists.SelectMany(list => list.Attributes)
            .Where(a => a.Name.ToString() == name || a.Name.ToString().EndsWith("." + name));

    /// <summary>The plain strings among an attribute's arguments.</summary>
    public static IEnumerable<string> Strings(AttributeSyntax attribute) =>
        (attribute.ArgumentList?.Arguments ?? []).Select(a => a.Expression).OfType<LiteralExpressionSyntax>()
            .Where(l => l.IsKind(SyntaxKind.StringLiteralExpression)).Select(l => l.Token.ValueText);

    public static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes)
            .Any(a => a.Name.ToString() is var name && (name.EndsWith("Fact") || name.EndsWith("Theory")));
}
