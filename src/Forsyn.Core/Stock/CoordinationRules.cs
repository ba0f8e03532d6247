namespace Forsyn.Core.Stock;

/// <summary>Where DMP coordinates: with national actors, or in Nordic or European networks (ACT-008).</summary>
public enum CoordinationArena { National, Nordic, European }

/// <summary>How a coordination task stands; done and dropped are closed, and may be opened again.</summary>
public enum CoordinationState { Open, Waiting, Done, Dropped }

/// <summary>What an entry of the log is: the first, a note, a change of the task, or a correction.</summary>
public enum CoordinationEntryKind { Opened, Note, Changed, Corrected }

/// <summary>What may be written in the log of coordination tasks; each says everything that is wrong.</summary>
public static class CoordinationRules
{
    /// <summary>Letters a title or a partner may have.</summary>
    public const int LongestLine = 200;
    /// <summary>Letters an entry may have.</summary>
    public const int LongestText = 4000;

    public static bool IsClosed(CoordinationState state) =>
        state is CoordinationState.Done or CoordinationState.Dropped;

    /// <summary>Adds what is wrong with the title, with whom, and the first words of a task.</summary>
    public static void Check(string title, string partner, string text, List<Finding> findings)
    {
        Line("title", title, findings);
        Line("partner", partner, findings);
        CheckText(text, findings);
    }

    /// <summary>Adds what is wrong with the words of an entry; an entry that changes the task may have none.</summary>
    public static void CheckText(string text, List<Finding> findings, bool changes = false)
    {
        if (text.Length == 0 && !changes) findings.Add(Of("coordination-text-missing", "text"));
        if (text.Length > LongestText)
            findings.Add(Of("coordination-too-long", "text", ("most", $"{LongestText}")));
    }

    static void Line(string field, string text, List<Finding> findings)
    {
        if (text.Length == 0) findings.Add(Of($"coordination-{field}-missing", field));
        if (text.Length > LongestLine)
            findings.Add(Of("coordination-too-long", field, ("most", $"{LongestLine}")));
    }

    static Finding Of(string code, string field, params (string Name, string Value)[] args) => new(code, Severity.Block,
        null, [], "", args.Append(("field", field)).ToDictionary(arg => arg.Item1, arg => arg.Item2));
}
