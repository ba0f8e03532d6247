using System.Globalization;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;
using Spectre.Console;
using Text = Forsyn.App.Texts.Text;

namespace Forsyn.Cli;

/// <summary>
/// How a command answers: a table and sentences for people, or JSON with --json; what went wrong goes to the error
/// writer.
/// </summary>
public sealed class Output(TextWriter answers, TextWriter errors, bool json, Language language)
{
    static readonly JsonSerializerOptions Indented = new(Json.Options) { WriteIndented = true };

    public bool AsJson => json;
    public Language Language => language;

    /// <summary>Prints rows as a table, or as a JSON array of the rows themselves.</summary>
    public int Rows<T>(IReadOnlyList<T> rows, params (string Heading, Func<T, object?> Cell)[] columns)
    {
        if (json) return Print(rows);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (heading, cell) in columns)
            table.AddColumn(new TableColumn(Markup.Escape(heading)) { Alignment = Align(rows, cell) });
        foreach (var row in rows) table.AddRow([.. columns.Select(column => Markup.Escape(Written(column.Cell(row))))]);
        Terminal(answers).Write(table);
        return Exit.Done;
    }

    /// <summary>Prints what was done: a sentence for people, the value with --json.</summary>
    public int Done<T>(T value, string sentence)
    {
        if (json) return Print(value);
        answers.WriteLine(sentence);
        return Exit.Done;
    }

    /// <summary>Prints the outcome of a use case: what it did, or why not.</summary>
    public int Outcome<T>(Result<T> result, Func<T, string> sentence) =>
        result.Match(value => Done(value, sentence(value)), Refused);

    /// <summary>Prints a refusal with its facts and all its findings.</summary>
    public int Refused(Refusal refusal)
    {
        errors.WriteLine($"{refusal.Code}: {Sentence("refusal", refusal.Code, refusal.Args)}");
        Findings(refusal.Findings ?? []);
        if (json) Print(refusal);
        return Exit.Refused;
    }

    /// <summary>Prints what the rules say, beside the answer and never in it: with its law and what to do.</summary>
    public void Findings(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings)
        {
            var line = finding.Line is { } number ? $" line {number}" : "";
            var sentence = Sentence("finding", finding.Code, finding.Args);
            var law = finding.Law == "" ? "" : $" [{finding.Law}]";
            errors.WriteLine($"  {Kebab.Of(finding.Severity)}{line} {finding.Code}: {sentence}{law}");
            if (Text.Find(language, $"mend.{finding.Code}", finding.Args) is { } mend) errors.WriteLine($"    {mend}");
        }
    }

    public int Failed(string why)
    {
        errors.WriteLine($"forsyn: {why}");
        return Exit.Failed;
    }

    /// <summary>Says how far long work has come, on the error writer, so that an answer can still be piped.</summary>
    public void Progress(string what) => errors.WriteLine(what);

    string Sentence(string kind, string code, IReadOnlyDictionary<string, string> args) =>
        Text.Find(language, $"{kind}.{code}", args) ?? string.Join(", ", args.Select(arg => $"{arg.Key} {arg.Value}"));

    int Print<T>(T value)
    {
        answers.WriteLine(JsonSerializer.Serialize(value, Indented));
        return Exit.Done;
    }

    static Justify Align<T>(IReadOnlyList<T> rows, Func<T, object?> cell) =>
        rows.Count > 0 && cell(rows[0]) is int or long or Quantity or Money ? Justify.Right : Justify.Left;

    string Written(object? value) => value is null ? "" : Formats.Write(language, value);

    // Text that is piped or read by a test is not wrapped at the width of a terminal that is not there.
    static IAnsiConsole Terminal(TextWriter writer)
    {
        var screen = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer), Ansi = screen ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!screen) console.Profile.Width = 220;
        return console;
    }
}
