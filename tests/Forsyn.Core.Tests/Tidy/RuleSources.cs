using System.Reflection;
using System.Text.Json;
using Forsyn.Core.Basics;
using Forsyn.Core.Tests.Cases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>What the sources tell of a rule: its tag, what it may say, the numbers it reads, the tests of it.</summary>
/// <param name="Function">Class and function, such as PriceRules.Dispatch_fee_is_charged.</param>
sealed record RuleSource(
    string Name, string Function, string Law, IReadOnlyList<string> Requirements, IReadOnlyList<string> Codes,
    IReadOnlyList<string> Numbers, IReadOnlyList<string> Tests);

/// <summary>Reads every tagged rule of Core from the compiled code and its sources.</summary>
static class RuleSources
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    static readonly Lazy<IReadOnlyList<RuleSource>> Found = new(() => Read(Code.Below("src/Forsyn.Core"),
        Code.Below("tests"), CaseTable.All));

    public static IReadOnlyList<RuleSource> All => Found.Value;

    static IReadOnlyList<RuleSource> Read(
        IReadOnlyList<Code> core, IReadOnlyList<Code> tests, IReadOnlyList<OrderCase> cases)
    {
        var functions = core.SelectMany(code => code.All<MethodDeclarationSyntax>())
            .ToLookup(method => $"{Owner(method)}.{method.Identifier.Text}");
        var codes = FindingCodes();
        var numbers = ShippedRules.Book.Numbers.Select(n => n.Number).ToHashSet();
        var proofs = tests.SelectMany(code => code.All<MethodDeclarationSyntax>()).Where(Code.IsTest)
            .Select(method => (Test: $"{Owner(method)}.{method.Identifier.Text}", Words: WordsOf(method))).ToList();
        var rules = (from type in typeof(RuleAttribute).Assembly.GetTypes()
            from method in type.GetMethods(Any)
            let tag = method.GetCustomAttribute<RuleAttribute>()
            where tag is not null
            orderby type.Name, method.Name
            select (Type: type.Name, method.Name, Tag: tag,
                Words: Reachable($"{type.Name}.{method.Name}", functions))).ToList();
        var written = rules.SelectMany(rule => rule.Words).ToHashSet();
        return
        [.. from rule in rules
            let said = codes.Where(code => rule.Words.Contains(code)
                || (!written.Contains(code) && rule.Words.Any(word => Begins(word, code))))
                .Order(StringComparer.Ordinal).ToList()
            select new RuleSource(RuleAttribute.NameOf(rule.Name), $"{rule.Type}.{rule.Name}", rule.Tag.Law,
                rule.Tag.Requirements, said, [.. rule.Words.Where(numbers.Contains).Order(StringComparer.Ordinal)],
                [.. TestsOf(rule.Name, said, rule.Tag.Requirements, proofs).Concat(Rows(cases, said))
                    .Order(StringComparer.Ordinal)])];
    }

    // A test is of a rule when it names the rule or what it says; of a rule that neither is named of, when it proves
    // what the rule makes true.
    static IEnumerable<string> TestsOf(
        string function, IReadOnlyList<string> codes, IReadOnlyList<string> requirements,
        IReadOnlyList<(string Test, HashSet<string> Words)> tests)
    {
        var named = tests.Where(t => (function.Contains('_') && t.Words.Contains(function))
            || codes.Any(t.Words.Contains)).ToList();
        return (named.Count > 0 ? named : tests.Where(t => requirements.Any(t.Words.Contains))).Select(t => t.Test);
    }

    /// <summary>The words a function and all it calls in Core are written with.</summary>
    static HashSet<string> Reachable(string function, ILookup<string, MethodDeclarationSyntax> functions)
    {
        var (words, seen, ahead) = (new HashSet<string>(), new HashSet<string>(), new Stack<string>([function]));
        while (ahead.TryPop(out var next))
        {
            if (!seen.Add(next)) continue;
            foreach (var method in functions[next])
            {
                words.UnionWith(Strings(method));
                foreach (var name in method.DescendantNodes().OfType<SimpleNameSyntax>())
                {
                    var owner = name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                        ? access.Expression.ToString() : Owner(method);
                    if (functions.Contains($"{owner}.{name.Identifier.Text}"))
                        ahead.Push($"{owner}.{name.Identifier.Text}");
                }
            }
        }
        return words;
    }

    static IEnumerable<string> Rows(IReadOnlyList<OrderCase> cases, IReadOnlyList<string> codes) =>
        from one in cases
        where one.Expected.Any(e => codes.Contains(e.Split(' ')[1])) || one.Unsaid.Any(codes.Contains)
        group one.Row by one.File into rows
        select $"{rows.Key} rows {string.Join(", ", rows)}";

    static HashSet<string> WordsOf(MethodDeclarationSyntax method) =>
        [.. Strings(method).SelectMany(text => text.Split([' ', ',', '\n'])), .. method.DescendantNodes()
            .OfType<SimpleNameSyntax>().Select(name => name.Identifier.Text)];

    static IEnumerable<string> Strings(MethodDeclarationSyntax method) => method.DescendantTokens()
        .Where(t => t.IsKind(SyntaxKind.StringLiteralToken) || t.IsKind(SyntaxKind.InterpolatedStringTextToken))
        .Select(t => t.ValueText);

    // A code put together by the rule, such as $"blue-guideline-{disease}", is known by its beginning.
    static bool Begins(string word, string code) => word.Length > 4 && word.EndsWith('-') && code.StartsWith(word);

    static string Owner(MethodDeclarationSyntax method) =>
        method.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text ?? "";

    // What can be said of an order has a text, so the texts tell which words are codes.
    static HashSet<string> FindingCodes() => [.. Repository.Files("src/Forsyn.App/Texts", ".json").SelectMany(path =>
    {
        using var texts = JsonDocument.Parse(Repository.Read(path));
        return texts.RootElement.EnumerateObject().Select(text => text.Name).ToList();
    }).Where(key => key.StartsWith("finding.")).Select(key => key["finding.".Length..])];
}
