namespace Forsyn.Core.Basics;

/// <summary>
/// How a finding binds: block = cannot be placed, hold = placed but a pharmacist must decide, warn, info.
/// </summary>
public enum Severity { Info, Warn, Hold, Block }

/// <summary>
/// What one rule says about an order or one of its lines (numbered from 1); the text is looked up by code.
/// </summary>
/// <param name="Code">Stable kebab-case code; texts are keyed by it.</param>
/// <param name="Requirements">Requirement ids the rule makes true.</param>
/// <param name="Law">Paragraph of law or circular the rule rests on; empty when it is FHI's own term of
/// delivery.</param>
/// <param name="Args">Facts the text names.</param>
public sealed record Finding(
    string Code, Severity Severity, int? Line, IReadOnlyList<string> Requirements, string Law,
    IReadOnlyDictionary<string, string> Args);

/// <summary>
/// Tags a rule function with the requirements it makes true and the law it rests on; a tidy test demands it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(string law, params string[] requirements) : Attribute
{
    public string Law { get; } = law;
    public IReadOnlyList<string> Requirements { get; } = requirements;
}
