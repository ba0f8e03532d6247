using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Releases;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Which patients units of a release are kept for first: verbs of forsyn releases.</summary>
static class PriorityCommands
{
    static readonly Argument<long> Release = new("release") { Description = "Id of the release" };

    public static Command Show(Shared shared)
    {
        var show = new Command("priorities", "The order in which groups of patients come, and who gets what")
        {
            Release,
        };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var id = call.Value(Release);
            if (await PatientPriorities.Of(db, id, call.Now.Day, await call.Reader(db)) is not { } view)
                return call.Output.Refused(Refusal.Of("release-unknown", "release", $"{id}"));
            foreach (var group in view.Groups) call.Output.Progress($"{group.Group}: {group.Rule}");
            return call.Output.Rows(view.Claims, ("Group", c => c.PatientGroup), ("Party", c => c.Party),
                ("Asked for", c => c.Units), ("Gets", c => c.Granted));
        });
        return show;
    }

    public static Command Set(Shared shared)
    {
        var group = new Option<string[]>("--group")
        {
            Description = "name=rule, first comes first; name=rule=60 keeps at most 60 per cent in its first turn",
            AllowMultipleArgumentsPerToken = true,
        };
        var grounds = new Option<string?>("--grounds") { Description = "Reference and grounds" };
        var from = new Option<string?>("--from") { Description = "From this day, yyyy-MM-dd; today when left out" };
        var set = new Command("prioritise", "Decides the order in which groups of patients come")
        {
            Release, group, grounds, from,
        };
        shared.On(set, call => call.As(Policy.ReleaseDecide, async (db, caller) => call.Output.Outcome(
            await PatientPriorities.Set(db, call.Value(Release), new([.. (call.Value(group) ?? []).Select(Group)],
                call.Value(grounds), call.Value(from)), call.Now, caller),
            view => $"Version {view.Versions[0].Version} holds from {view.Versions[0].ValidFrom:yyyy-MM-dd}.")));
        return set;
    }

    static WrittenGroup Group(string text) => text.Split('=') switch
    {
        [var name, var rule] => new(name, rule),
        [var name, var rule, var percent] when long.TryParse(percent, out var read) => new(name, rule, read),
        _ => throw new CommandFailed($"'{text}' is not name=rule or name=rule=percent"),
    };

    public static Command Claim(Shared shared)
    {
        var party = new Argument<string>("party") { Description = "Key of the hospital" };
        var group = new Argument<string>("group") { Description = "Group of patients" };
        var units = new Argument<long>("units") { Description = "Smallest units; none takes a request back" };
        var claim = new Command("claim", "Writes down what a hospital asks for, for a group of patients")
        {
            Release, party, group, units,
        };
        shared.On(claim, call => call.As(Policy.ReleaseRequest, async (db, caller) => call.Output.Outcome(
            await PatientPriorities.Claim(db, call.Value(Release),
                new(call.Value(party), call.Value(group), call.Value(units)), call.Now, caller),
            view => $"{view.Claims.Count} requests share {view.Units} units.")));
        return claim;
    }
}
