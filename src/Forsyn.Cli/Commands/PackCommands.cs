using System.CommandLine;
using Forsyn.App.Continuity;
using Forsyn.App.Identity;
using Forsyn.Core.Basics;
using Forsyn.Core.Continuity;

namespace Forsyn.Cli.Commands;

static class PackCommands
{
    static readonly Argument<string> Kind = new("kind") { Description = string.Join(", ", Kebab.All<PlanKind>()) };
    static readonly Option<string?> Next = new("--next") { Description = "When it is tested next, 2026-01-31" };

    public static void Add(RootCommand root, Shared shared)
    {
        root.Subcommands.Add(Pack(shared));
        root.Subcommands.Add(new Command("continuity", "The four continuity plans and their tests")
        {
            List(shared), Save(shared), Test(shared),
        });
    }

    static Command Pack(Shared shared)
    {
        var site = new Option<string>("--site")
        {
            Description = "Key of the holder it is for, or national", DefaultValueFactory = _ => PackSite.Country,
        };
        var to = new Option<string>("--to") { Description = "The ZIP to write", Required = true };
        var password = new Option<string>("--password-file")
        {
            Description = "File with the password the ZIP is opened with", Required = true,
        };
        var address = new Option<string?>("--address") { Description = "Where the program is reached" };
        var pack = new Command("pack", "Writes what a site needs to work on paper: one ZIP under a password")
        {
            site, to, password, address,
        };
        shared.On(pack, async call =>
        {
            var db = await call.Database();
            var of = await PackSite.Of(db, call.Value(site)!, call.Now.Day);
            if (!of.Ok) return call.Output.Refused(of.Refusal!);
            var secret = (await File.ReadAllTextAsync(call.Value(password)!, call.Stop)).Trim();
            var path = call.Value(to)!;
            return call.Output.Outcome(await KeptPacks.ToFile(db, of.Value, path, secret, call.Value(address) ?? "",
                call.Output.Language, call.Now), files => $"{path}: {files} files for {of.Value.Name}.");
        });
        return pack;
    }

    static Command List(Shared shared)
    {
        var list = new Command("list", "The plans with what warns of them; fails when one is not kept");
        shared.On(list, async call =>
        {
            var continuity = await Plans.Run(await call.Database(), call.Now.Day);
            call.Output.Rows(continuity.Plans, ("Plan", p => Kebab.Of(p.Kind)), ("Responsible", p => p.Responsible),
                ("Tested", p => p.LastTest?.TestedOn), ("Result", p => p.LastTest is { } t ? Kebab.Of(t.Result) : ""),
                ("Hours", p => p.LastTest?.Hours), ("Next", p => p.NextTestOn),
                ("Warnings", p => string.Join(", ", p.Warnings.Select(w => Kebab.Of(w)))));
            return continuity.Kept ? Exit.Done : Exit.Failed;
        });
        return list;
    }

    static Command Save(Shared shared)
    {
        var responsible = new Option<string?>("--responsible") { Description = "Who answers for it" };
        var save = new Command("plan", "Says who answers for a plan and when it is tested next")
        {
            Kind, responsible, Next,
        };
        On(shared, save, (call, db, kind, caller) => Plans.Save(
            db, kind, new(call.Value(responsible), call.Value(Next)), call.Now, caller));
        return save;
    }

    static Command Test(Shared shared)
    {
        var on = new Option<string?>("--on") { Description = "The day of the test; today if left out" };
        var result = new Option<string?>("--result") { Description = string.Join(", ", Kebab.All<TestResult>()) };
        var hours = new Option<long?>("--hours") { Description = "How long the system ran on its own" };
        var notes = new Option<string?>("--notes") { Description = "What was learnt" };
        var test = new Command("test", "Writes down a test of a plan") { Kind, on, result, hours, notes, Next };
        On(shared, test, (call, db, kind, caller) => Plans.Tested(db, kind, new(call.Value(on), call.Value(result),
            call.Value(hours), call.Value(notes), call.Value(Next)), call.Now, caller));
        return test;
    }

    static void On(Shared shared, Command command,
        Func<Call, App.Database.Db, PlanKind, Caller, Task<Result<ContinuityPlan>>> work) =>
        shared.On(command, call => call.As(Policy.ContinuityManage, async (db, caller) =>
            Kebab.TryParse<PlanKind>(call.Value(Kind)!, out var kind)
                ? call.Output.Outcome(await work(call, db, kind, caller),
                    plan => $"{Kebab.Of(plan.Kind)}: next test {plan.NextTestOn:yyyy-MM-dd}.")
                : call.Output.Refused(Refusal.Of("plan-unknown", "kind", call.Value(Kind)!, "possible",
                    string.Join(", ", Kebab.All<PlanKind>())))));
}
