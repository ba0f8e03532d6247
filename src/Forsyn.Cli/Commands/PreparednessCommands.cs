using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.Core.Basics;
using Forsyn.Core.Preparedness;

namespace Forsyn.Cli.Commands;

/// <summary>The stockpile duty: forsyn preparedness.</summary>
static class PreparednessCommands
{
    static readonly Argument<string> Scheme = new("scheme") { Description = "primary or specialist" };
    static readonly Argument<long> Proposal = new("proposal") { Description = "Id of the proposal" };
    static readonly Option<string?> Query = new("--query") { Description = "Part of a code or a name" };
    static readonly Option<DateOnly?> On = new("--on") { Description = "As of this day, 2026-01-31" };

    public static void Add(RootCommand root, Shared shared)
    {
        var preparedness = new Command("preparedness", "The stockpile duty: schemes, lists, sales and targets")
        {
            SchemeList(shared), List(shared), ProposalList(shared), Decide(shared), TargetList(shared), Inputs(shared),
            Compute(shared), SalesCommands.Send(shared), SalesCommands.List(shared), SalesCommands.Make(shared),
            ImportUnionList(shared), Deregistered(shared), SupervisionCommands.All(shared),
            CoverageCommands.List(shared), CoverageCommands.One(shared), CoverageCommands.Compute(shared),
            FollowUpCommands.FollowUp(shared), FollowUpCommands.Permits(shared), CriteriaCommands.All(shared),
            CompensationCommands.List(shared), CompensationCommands.One(shared),
        };
        foreach (var command in RotationCommands.All(shared)) preparedness.Subcommands.Add(command);
        root.Subcommands.Add(preparedness);
    }

    static Command SchemeList(Shared shared)
    {
        var list = new Command("schemes", "Schemes on a day: who owns, pays and holds, and how much") { On };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows(await SchemeViews.On(db, call.Value(On) ?? call.Now.Day),
                ("Scheme", s => s.Scheme), ("From", s => s.From), ("Basis", s => Kebab.Of(s.LegalBasis)),
                ("Owners", s => string.Join(", ", s.Owners)), ("Payers", s => string.Join(", ", s.Payers)),
                ("Holders", s => string.Join(", ", s.Holders)), ("At most", s => s.Most),
                ("Ordinary days", s => s.OrdinaryDays), ("Shared by", s => Kebab.Of(s.Sharing)));
        });
        return list;
    }

    static Command List(Shared shared)
    {
        var list = new Command("list", "Which substances a scheme covers on a day") { Scheme, On, Query };
        shared.On(list, async call => call.Output.Rows(await SubstanceList.On(await call.Database(),
            call.Value(Scheme)!, call.Value(On) ?? call.Now.Day, call.Value(Query)),
            ("Code", r => r.Atc), ("Substance", r => r.Name), ("Kind", r => Kebab.Of(r.Group)), ("Hold", r => r.Span),
            ("Part", r => r.Part), ("Medicines", r => r.Medicines), ("European list", r => r.OnUnionList),
            ("From", r => r.ValidFrom)));
        return list;
    }

    static Command ProposalList(Shared shared)
    {
        var list = new Command("proposals", "Proposals to change a list, the newest first");
        shared.On(list, async call => call.Output.Rows((await Proposals.List(await call.Database(), null, limit: 200))
            .Items, ("Id", p => $"{p.Id}"), ("Scheme", p => p.Scheme), ("Proposal", p => p.Title),
            ("State", p => p.State), ("Changes", p => p.Changes), ("Commissioned by", p => p.Commissioners),
            ("In force", p => p.InForceOn), ("Decided for", p => p.DecidedFor)));
        return list;
    }

    static Command Decide(Shared shared)
    {
        var refuse = new Option<bool>("--refuse") { Description = "Refuse the proposal" };
        var text = new Option<string?>("--decision") { Description = "Reference and grounds" };
        var from = new Option<string?>("--from") { Description = "In force from, yyyy-MM-dd" };
        var decide = new Command("decide", "Decides a proposal; only the role the scheme names may")
        {
            Proposal, refuse, text, from,
        };
        shared.On(decide, call => call.As(Policy.PreparednessDecide, async (db, caller) => call.Output.Outcome(
            await DecideProposal.Run(db, call.Value(Proposal),
                new(!call.Value(refuse), call.Value(text), call.Value(from)), call.Now, caller),
            row => $"Proposal {row.Id} is {row.State}.")));
        return decide;
    }

    static Command TargetList(Shared shared)
    {
        var holder = new Option<string?>("--holder") { Description = "Key of the wholesaler" };
        var list = new Command("targets", "What each holder must hold of each substance") { Scheme, On, Query, holder };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var view = await Targets.List(db, call.Value(Scheme)!, call.Value(On) ?? call.Now.Day,
                await call.Reader(db), call.Value(holder), call.Value(Query), limit: 500);
            if (view.Run is { } run)
                call.Output.Progress($"Run {run.Id} of {run.CountsOn:yyyy-MM-dd}, base {run.Base}, " +
                    $"{run.MissingFiles} of {run.ExpectedFiles} months of sales missing");
            return call.Output.Rows(view.Items, ("Code", t => t.Atc), ("Substance", t => t.Name),
                ("Group", t => t.PackageGroup), ("Holder", t => t.Holder), ("Hold", t => t.Span),
                ("Turnover, DDD", t => Whole(t.ShareDdd)), ("Must hold, DDD", t => Whole(t.MustDdd)),
                ("Units", t => t.MustUnits), ("Packs", t => t.Packs), ("Of", t => t.PackName),
                ("Ordinary, DDD", t => Whole(t.OrdinaryDdd)));
        });
        return list;
    }

    static Command Inputs(Shared shared)
    {
        var run = new Argument<long>("run") { Description = "Id of the run" };
        var holder = new Argument<string>("holder") { Description = "Key of the wholesaler" };
        var atc = new Argument<string>("atc") { Description = "Code of the substance" };
        var group = new Option<string?>("--group") { Description = "Group of packages, where the scheme has them" };
        var inputs = new Command("target", "The sales a target rests on") { run, holder, atc, group };
        shared.On(inputs, async call =>
        {
            var db = await call.Database();
            var found = await Targets.Get(db, call.Value(run), call.Value(holder)!, call.Value(atc)!,
                call.Value(group) ?? "", await call.Reader(db));
            return found is null
                ? call.Output.Refused(Refusal.Of("target-unknown", "holder", call.Value(holder)!, "atc",
                    call.Value(atc)!))
                : call.Output.Rows(found.Inputs, ("Article", i => i.ArticleNumber), ("Name", i => i.Name),
                    ("Seller", i => i.Seller), ("Packs", i => i.Packs), ("Units", i => i.Units),
                    ("DDD", i => i.Ddd is { } ddd ? Whole(ddd) : null));
        });
        return inputs;
    }

    static Command Compute(Shared shared)
    {
        var compute = new Command("compute", "Works targets out anew for the newest day the scheme wants them on")
        {
            Scheme,
        };
        shared.On(compute, call => call.As(Policy.PreparednessManage, async (db, caller) => call.Output.Outcome(
            await ComputeTargets.Run(db, call.Value(Scheme), call.Now, caller), done =>
            $"{done.Targets} targets of {done.CountsOn:yyyy-MM-dd} from {done.Base}; " +
            $"{done.MissingFiles} months of sales are missing.")));
        return compute;
    }

    static Command ImportUnionList(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV with the columns atc and name" };
        var version = new Option<string>("--version-of-list") { Description = "Such as 2.1", Required = true };
        var import = new Command("import-union-list", "Imports the European list of critical medicines")
        {
            file, version,
        };
        shared.On(import, async call => call.Output.Outcome(await UnionList.Import(await call.Database(),
            call.Value(version)!, await File.ReadAllTextAsync(call.Value(file)!.FullName, call.Stop), call.Now,
            call.By),
            done => done.AlreadyDone ? $"Version {done.Version} was imported before: nothing changed."
                : $"{done.Substances} substances of version {done.Version}."));
        return import;
    }

    static Command Deregistered(Shared shared)
    {
        var (from, to) = (new Option<DateOnly?>("--from") { Description = "First day; the year's when left out" },
            new Option<DateOnly?>("--to") { Description = "Last day; today when left out" });
        var list = new Command("deregistrations", "Packages that left the market, counted against both lists")
        {
            from, to,
        };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            await UnionList.Watch(db, call.Now);
            var left = await UnionList.Left(db, call.Value(from) ?? new(call.Now.Day.Year, 1, 1),
                call.Value(to) ?? call.Now.Day);
            call.Output.Progress($"{left.All} packages left, {left.Listed} of the duty's list, {left.OnUnionList} of " +
                $"the European list, {left.OnBoth} of both");
            return call.Output.Rows(left.Items, ("Article", r => r.ArticleNumber), ("Name", r => r.Name),
                ("Code", r => r.Atc), ("Left", r => r.WithdrawnOn), ("Listed", r => r.Listed),
                ("European list", r => r.OnUnionList));
        });
        return list;
    }

    internal static long Whole(long micros) => Amounts.RoundedUp(micros, 1, Amounts.Ddd);
}
