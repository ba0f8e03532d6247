using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;

namespace Forsyn.Cli;

/// <summary>
/// The options every command has, and the one place where a command's outcome becomes text and an exit code.
/// </summary>
public sealed class Shared
{
    readonly Option<string> _db = new("--db")
    {
        Description = "PostgreSQL connection (Host=…) or SQLite file. Default: FORSYN_DB, else .forsyn/forsyn.db",
        Recursive = true,
        DefaultValueFactory = _ =>
            Environment.GetEnvironmentVariable("FORSYN_DB") ?? Path.Combine(".forsyn", "forsyn.db"),
    };
    readonly Option<bool> _json = new("--json") { Description = "Answer in JSON", Recursive = true };
    readonly Option<string?> _language =
        new("--language") { Description = "nb, nn or en. Default: LANG, else en", Recursive = true };
    readonly Option<string?> _now =
        new("--now") { Description = "Judge at this moment, such as 2026-05-15T14:59:00+02:00 (demo)",
            Recursive = true };
    readonly Option<string?> _as =
        new("--as") { Description = "Act as this persona, see forsyn personas (demo)", Recursive = true };
    readonly TextWriter _answers, _errors;

    public Shared(RootCommand root, TextWriter answers, TextWriter errors)
    {
        (_answers, _errors) = (answers, errors);
        foreach (var option in (Option[])[_db, _json, _language, _now, _as]) root.Options.Add(option);
    }

    /// <summary>
    /// Gives a command its work. The work answers through the call; what it throws is reported and fails.
    /// </summary>
    public void On(Command command, Func<Call, Task<int>> work) => command.SetAction(async (parsed, stop) =>
    {
        var language =
            Languages.Parse(parsed.GetValue(_language)
                ?? Environment.GetEnvironmentVariable("LANG")?.Split('_', '.')[0]);
        var output = new Output(_answers, _errors, parsed.GetValue(_json), language ?? Language.En);
        if (!TryNow(parsed.GetValue(_now), out var now))
            return output.Failed("--now is not a time with its offset, such as 2026-05-15T14:59:00+02:00");
        await using var call = new Call(parsed, output, parsed.GetValue(_db)!, now, parsed.GetValue(_as), stop);
        try
        {
            return await work(call);
        }
        catch (CommandFailed e)
        {
            return output.Failed(e.Message);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or InvariantBroken)
        {
            return output.Failed(e.Message);
        }
    });

    static bool TryNow(string? text, out Moment? now)
    {
        now = null;
        if (text is null) return true;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at)) return false;
        now = Moment.Of(at);
        return true;
    }
}

/// <summary>The command cannot do its work; the message says what to mend.</summary>
public sealed class CommandFailed(string message) : Exception(message);
