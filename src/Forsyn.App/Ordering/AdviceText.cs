using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>What holds for every text that is written in a question, and how it is kept.</summary>
static class AdviceText
{
    public const int LongestSubject = 150, Longest = 4000;

    public static string Tidy(string? text) => text?.Trim() ?? "";

    public static IEnumerable<Finding> Faults(string text, string field, int longest)
    {
        if (text.Length == 0) yield return Fault("advice-text-missing", field);
        if (text.Length > longest) yield return Fault("advice-text-long", field, ("most", $"{longest}"));
        if (IdentityNumberInText.IsIn(text)) yield return Fault("advice-identity-number", field);
    }

    public static Finding Fault(string code, string field, params (string Name, string Value)[] args)
    {
        var map = args.ToDictionary(arg => arg.Name, arg => arg.Value);
        map["field"] = field;
        return new(code, Severity.Block, null, ["MAN-012"], "", map);
    }

    public static Refusal Refused(IReadOnlyList<Finding> faults) =>
        new("advice-faulty", new Dictionary<string, string>(), faults);

    public static string Searched(params string[] texts) => string.Join(' ', texts).ToLowerInvariant();

    public static void Append(
        Batch batch, long advice, AdviceAction kind, string text, Moment now, Caller caller) =>
        batch.Add("insert into advice_entry (advice_id, id, kind, text, at, by_person, by_role) " +
            "values (?, ?, ?, ?, ?, ?, ?)",
            advice, batch.Tx.Ids.Next(), Kebab.Of(kind), text, now, caller.Name, Kebab.Of(caller.Roles[0]));
}
