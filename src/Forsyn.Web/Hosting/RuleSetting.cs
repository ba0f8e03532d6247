using Forsyn.App.Basics;
using Forsyn.App.Ordering;

namespace Forsyn.Web.Hosting;

/// <summary>Which edition of the rules orders are judged by: Forsyn:RuleSet, such as today or
/// sources+today:fax-accepted; the sources where nothing is set.</summary>
static class RuleSetting
{
    /// <summary>A name that is not there stops the program at its start instead of judging by other rules.</summary>
    public static void AddRules(this WebApplicationBuilder builder)
    {
        if (Rules.Use(builder.Configuration["Forsyn:RuleSet"]).Refusal is { } no)
            throw new InvalidOperationException(
                $"Forsyn:RuleSet: {no.Code} {string.Join(", ", no.Args.Select(a => $"{a.Key}={a.Value}"))}");
    }
}
