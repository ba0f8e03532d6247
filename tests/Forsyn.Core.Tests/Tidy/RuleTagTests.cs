using System.Reflection;
using System.Text.RegularExpressions;
using Forsyn.Core.Basics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Forsyn.Core.Tests.Tidy;

/// <summary>Every rule says which requirements it makes true and which law it rests on.</summary>
public partial class RuleTagTests
{
    const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Every_rule_names_its_law_and_known_requirements()
    {
        var rules = typeof(Finding).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Any))
            .Select(method => (Name: $"{method.DeclaringType!.Name}.{method.Name}",
                Tag: method.GetCustomAttribute<RuleAttribute>()))
            .Where(rule => rule.Tag is not null).ToList();
        Assert.NotEmpty(rules);
        Offences.AssertNone(rules.SelectMany(rule => Untagged(rule.Name, rule.Tag!)));
    }

    [Fact]
    public void Every_function_that_returns_findings_is_tagged()
    {
        var files = Code.Below("src/Forsyn.Core").Where(source => source.Path.EndsWith("Rules.cs")).ToList();
        Assert.NotEmpty(files);
        Offences.AssertNone(files.SelectMany(NotTagged));
    }

    [Fact]
    public void A_rule_without_law_or_with_an_unknown_requirement_is_caught()
    {
        Assert.Equal(["A names no law", "A names no requirement"], Untagged("A", new RuleAttribute(" ")));
        Assert.Equal(["A names FEE-999, which is not in docs/requirements.txt"],
            Untagged("A", new RuleAttribute("law", "FEE-001", "FEE-999")));
    }

    [Fact]
    public void A_function_that_returns_findings_without_a_tag_is_caught()
    {
        var source = Code.Parse("PlantedRules.cs", """
            public static class PlantedRules
            {
                public static IEnumerable<Finding> One() => [];
                public static IReadOnlyList<Said> Two() => [];
                public static Finding? Three() => null;
                [Rule("law", "FEE-001")] public static IEnumerable<Said> Tagged() => [];
                public static Money Price() => default;
                static IEnumerable<Said> Hidden() => [];
            }
            """);
        Assert.Equal(
            ["PlantedRules.cs:3 One has no [Rule]", "PlantedRules.cs:4 Two has no [Rule]",
                "PlantedRules.cs:5 Three has no [Rule]"],
            NotTagged(source));
    }

    static IEnumerable<string> Untagged(string name, RuleAttribute tag)
    {
        if (string.IsNullOrWhiteSpace(tag.Law)) yield return $"{name} names no law";
        if (tag.Requirements.Count == 0) yield return $"{name} names no requirement";
        foreach (var id in tag.Requirements.Where(id => !RequirementCatalogue.Of.Has(id)))
            yield return $"{name} names {id}, which is not in {RequirementCatalogue.Path}";
    }

    // What calls With puts the findings of other, tagged rules together.
    static IEnumerable<string> NotTagged(Code source) =>
        from method in source.All<MethodDeclarationSyntax>()
        where method.Modifiers.Any(SyntaxKind.PublicKeyword) && method.Modifiers.Any(SyntaxKind.StaticKeyword)
        where Findings().IsMatch(method.ReturnType.ToString()) && !Code.Attributes(method, "Rule").Any()
        where method.Identifier.Text != "With" && !method.ToString().Contains("With(")
        where method.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text.EndsWith("Rules") == true
        select $"{source.At(method)} {method.Identifier.Text} has no [Rule]";

    [GeneratedRegex(@"\b(Finding|Said)\b")]
    private static partial Regex Findings();
}
