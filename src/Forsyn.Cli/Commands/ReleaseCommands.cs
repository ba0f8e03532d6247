using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Releases;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

/// <summary>Use of the stockpiles: forsyn releases.</summary>
static class ReleaseCommands
{
    static readonly Argument<long> Release = new("release") { Description = "Id of the release" };
    static readonly Option<string?> Grounds = new("--grounds") { Description = "Reference and grounds" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("releases", "Use of the stockpiles: requests, decisions, and how units come back")
        {
            List(shared), Show(shared), Refill(shared), Totals(shared), Ask(shared), Decide(shared), Refuse(shared),
            Withdraw(shared), CarryOut(shared), Undo(shared), PriorityCommands.Show(shared),
            PriorityCommands.Set(shared), PriorityCommands.Claim(shared),
        });

    static Command List(Shared shared)
    {
        var scheme = new Option<string?>("--scheme") { Description = "primary or specialist" };
        var state = new Option<string?>("--state") { Description = "requested, decided, refused or withdrawn" };
        var year = new Option<int?>("--year") { Description = "Asked for in this year" };
        var list = new Command("list", "Requests and what became of them, the newest first") { scheme, state, year };
        shared.On(list, async call =>
        {
            var db = await call.Database();
            var page = await ReleaseList.List(db, new(call.Value(scheme), call.Value(state), Year: call.Value(year)),
                await call.Reader(db), limit: 500);
            return call.Output.Rows(page.Items, ("Release", r => $"{r.Id}"), ("Scheme", r => r.Scheme),
                ("Substance", r => r.Substance), ("State", r => r.State), ("Kind", r => r.Kind),
                ("Wanted", r => r.Units), ("Decided", r => r.Decided), ("Taken out", r => r.Moved),
                ("From", r => r.ValidFrom), ("Last day", r => r.ValidTo?.AddDays(-1)), ("For", r => r.WantedBy));
        });
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "What was taken out, lot by lot") { Release };
        shared.On(show, async call =>
        {
            var db = await call.Database();
            var id = call.Value(Release);
            if (await ReleaseList.Get(db, id, call.Now.Day, await call.Reader(db)) is not { } view)
                return call.Output.Refused(Refusal.Of("release-unknown", "release", $"{id}"));
            foreach (var share in view.Shares)
                call.Output.Progress($"{share.Holder}: {share.Moved} of {share.Units} units taken out");
            return call.Output.Rows(view.Moves, ("Line", m => m.Line), ("Holder", m => m.Holder),
                ("Article", m => m.ArticleNumber), ("Lot", m => m.LotNumber), ("Expires", m => m.ExpiresOn),
                ("Units", m => m.Units), ("Undoes", m => m.Undoes), ("By", m => m.BookedFor));
        });
        return show;
    }

    static Command Refill(Shared shared)
    {
        var refill = new Command("refill", "What must be bought back, by whom and until when") { Release };
        shared.On(refill, async call =>
        {
            var db = await call.Database();
            var id = call.Value(Release);
            if (await ReleaseList.Get(db, id, call.Now.Day, await call.Reader(db)) is not { } view)
                return call.Output.Refused(Refusal.Of("release-unknown", "release", $"{id}"));
            return call.Output.Rows([.. view.Refills.SelectMany(one => one.Lines.Select(line => (one.Holder, line)))],
                ("Holder", r => r.Holder), ("Order on", r => r.line.Line.OrderOn),
                ("Back on", r => r.line.Line.ArrivesOn), ("Units", r => r.line.Line.Units),
                ("Come back", r => r.line.Back), ("State", r => Kebab.Of(r.line.State)));
        });
        return refill;
    }

    static Command Totals(Shared shared)
    {
        var totals = new Command("totals", "What was released, by year, scheme and kind");
        shared.On(totals, async call =>
        {
            var db = await call.Database();
            return call.Output.Rows(await ReleaseList.Totals(db, await call.Reader(db)), ("Year", t => t.Year),
                ("Scheme", t => t.Scheme), ("Kind", t => t.Kind), ("Releases", t => t.Releases),
                ("Substances", t => t.Substances), ("Decided", t => t.Decided), ("Taken out", t => t.Moved));
        });
        return totals;
    }

    static Command Ask(Shared shared)
    {
        var scheme = new Argument<string>("scheme") { Description = "primary or specialist" };
        var atc = new Argument<string>("code") { Description = "ATC code of the substance" };
        var units = new Argument<long>("units") { Description = "Smallest units, such as tablets" };
        var article = new Option<string?>("--article") { Description = "The package that is wanted" };
        var reason = new Option<string?>("--reason") { Description = "Why" };
        var by = new Option<string?>("--wanted-by") { Description = "Who needs them; never a patient" };
        var ask = new Command("ask", "Asks for the use of a stockpile") { scheme, atc, units, article, reason, by };
        shared.On(ask, call => call.As(Policy.ReleaseRequest, async (db, caller) => call.Output.Outcome(
            await RequestRelease.Run(db, new(call.Value(scheme), call.Value(atc), call.Value(article),
                call.Value(units), call.Value(reason), call.Value(by)), call.Now, caller),
            row => $"Release {row.Id} of {row.Units} units of {row.Substance} awaits a decision.")));
        return ask;
    }

    static Command Decide(Shared shared)
    {
        var kind = new Option<string?>("--kind") { Description = "crisis or shortage-buffer" };
        var law = new Option<string?>("--law") { Description = "What the decision rests on" };
        var from = new Option<string?>("--from") { Description = "First day, yyyy-MM-dd; today when left out" };
        var last = new Option<string?>("--last-day") { Description = "Last day on which units are taken out" };
        var refilled = new Option<string?>("--refilled-by") { Description = "The day by which all is bought back" };
        var share = new Option<string[]>("--share")
            { Description = "holder=units; as proposed when left out", AllowMultipleArgumentsPerToken = true };
        var receiver = new Option<string[]>("--receiver")
            { Description = "party=weight; free sale when left out", AllowMultipleArgumentsPerToken = true };
        var decide = new Command("decide", "Decides on a request; only those the scheme names may")
        {
            Release, kind, law, Grounds, from, last, refilled, share, receiver,
        };
        shared.On(decide, call => call.As(Policy.ReleaseDecide, async (db, caller) => call.Output.Outcome(
            await DecideRelease.Run(db, call.Value(Release), new(call.Value(kind), call.Value(law),
                call.Value(Grounds), call.Value(from), call.Value(last), call.Value(refilled),
                call.Value(share) is { Length: > 0 } shares
                    ? [.. shares.Select(Pair).Select(one => new WrittenShare(one.Key, one.Number))] : null,
                [.. (call.Value(receiver) ?? []).Select(Pair).Select(one => new WrittenReceiver(one.Key, one.Number))]),
                call.Now, caller),
            row => $"Release {row.Id}: {row.Decided} units of {row.Substance} until " +
                $"{row.ValidTo!.Value.AddDays(-1):yyyy-MM-dd}.")));
        return decide;
    }

    static (string Key, long? Number) Pair(string text) => text.Split('=', 2) is [var key, var number]
        && long.TryParse(number, out var read) ? (key, read) : (text, null);

    static Command Refuse(Shared shared)
    {
        var refuse = new Command("refuse", "Refuses a request, with grounds") { Release, Grounds };
        shared.On(refuse, call => call.As(Policy.ReleaseDecide, async (db, caller) => call.Output.Outcome(
            await DecideRelease.Refuse(db, call.Value(Release), call.Value(Grounds), call.Now, caller),
            row => $"Release {row.Id} is refused.")));
        return refuse;
    }

    static Command Withdraw(Shared shared)
    {
        var withdraw = new Command("withdraw", "Takes a request back before it is decided") { Release };
        shared.On(withdraw, call => call.As(Policy.ReleaseRequest, async (db, caller) => call.Output.Outcome(
            await RequestRelease.Withdraw(db, call.Value(Release), call.Now, caller),
            row => $"Release {row.Id} is withdrawn.")));
        return withdraw;
    }

    static Command CarryOut(Shared shared)
    {
        var holder = new Option<string?>("--holder") { Description = "Key of the holder; your own when left out" };
        var first = new Option<long?>("--first") { Description = "Number of the first line, so that it is done once" };
        var lot = new Option<string[]>("--lot")
        {
            Description = "lot:place:units; what expires first when left out", AllowMultipleArgumentsPerToken = true,
        };
        var carry = new Command("carry-out", "Moves units from the stockpile to the ordinary market")
        {
            Release, holder, first, lot,
        };
        shared.On(carry, call => call.As(Policy.ReleaseCarryOut, async (db, caller) => call.Output.Outcome(
            await CarryOutRelease.Run(db, call.Value(Release), new(call.Value(holder), call.Value(first),
                call.Value(lot) is { Length: > 0 } lots ? [.. lots.Select(Lot)] : null), call.Now, caller),
            done => done.AlreadyDone ? $"It was done before; {done.Left} units are left to take out."
                : $"{done.Units} units taken out at {done.Holder}, {done.Left} left.")));
        return carry;
    }

    static WrittenLot Lot(string text) => text.Split(':') is [var lot, var place, var units]
        && long.TryParse(lot, out var l) && long.TryParse(place, out var p) && long.TryParse(units, out var u)
        ? new(l, p, u) : throw new CommandFailed($"'{text}' is not lot:place:units");

    static Command Undo(Shared shared)
    {
        var line = new Argument<long>("line") { Description = "Number of the line" };
        var units = new Option<long?>("--units") { Description = "How many; all of the line when left out" };
        var undo = new Command("undo", "Takes what was not sold of a line back into the stockpile")
        {
            Release, line, units,
        };
        shared.On(undo, call => call.As(Policy.ReleaseCarryOut, async (db, caller) => call.Output.Outcome(
            await CarryOutRelease.Undo(db, call.Value(Release), call.Value(line), call.Value(units), call.Now, caller),
            done => done.AlreadyDone ? "It was taken back before: nothing changed."
                : $"{-done.Units} units are back at {done.Holder}.")));
        return undo;
    }
}
