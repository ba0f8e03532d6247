using System.Reflection;

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
    IReadOnlyDictionary<string, string> Args)
{
    /// <summary>Name of the rule that said it, see <see cref="RuleAttribute.Name"/>; empty where no rule did, but a
    /// request that could not be read.</summary>
    public string Rule { get; init; } = "";
}

/// <summary>
/// Tags a rule function with the requirements it makes true and the law it rests on; a tidy test demands it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(string law, params string[] requirements) : Attribute
{
    public string Law { get; } = law;
    public IReadOnlyList<string> Requirements { get; } = requirements;

    /// <summary>The function's name in kebab-case: Email_is_no_channel is email-is-no-channel, NetOf is
    /// net-of. Set by Of.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The rule looks at what changes around the order, such as stock or other orders, so a past order cannot
    /// be judged by it again.</summary>
    public bool OfTheMoment { get; init; }

    // Reading an attribute takes longer than most rules, and some are asked for each of twenty thousand lines.
    static readonly System.Collections.Concurrent.ConcurrentDictionary<MethodInfo, RuleAttribute> Read = [];

    /// <summary>The tag of a rule function, with the rule's name.</summary>
    public static RuleAttribute Of(Delegate rule) => Read.GetOrAdd(rule.Method, static method =>
    {
        var tag = method.GetCustomAttribute<RuleAttribute>()
            ?? throw new InvariantBroken($"{method.Name} has no rule tag");
        tag.Name = NameOf(method.Name);
        return tag;
    });

    public static string NameOf(string function) => string.Concat(function.Replace('_', '-').Select((letter, i) =>
        i > 0 && char.IsUpper(letter) && function[i - 1] != '_' ? $"-{char.ToLowerInvariant(letter)}"
            : $"{char.ToLowerInvariant(letter)}"));
}
