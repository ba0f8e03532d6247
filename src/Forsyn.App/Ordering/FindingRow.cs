using Forsyn.App.Database;

namespace Forsyn.App.Ordering;

/// <summary>A stored finding of an order.</summary>
sealed class FindingRow
{
    public long OrderNumber { get; init; }
    public string Code { get; init; } = "";
    public string Severity { get; init; } = "";
    public long? Line { get; init; }
    public string Law { get; init; } = "";
    public string Requirements { get; init; } = "";
    public string Args { get; init; } = "";
    public string Rule { get; init; } = "";

    public Finding ToFinding() => new(
        Code, Kebab.Read<Severity>(Severity), (int?)Line,
        Requirements.Split(',', StringSplitOptions.RemoveEmptyEntries), Law,
        Json.Read<Dictionary<string, string>>(Args)) { Rule = Rule };
}
