using System.CommandLine;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class ExemptionCommands
{
    static readonly Argument<long> Id = new("id") { Description = "Number of the application" };

    public static void Add(RootCommand root, Shared shared)
    {
        root.Subcommands.Add(new Command("exemptions", "Licence exemptions: apply, decide, send on")
        {
            List(shared), Show(shared), Apply(shared), Approve(shared), Refuse(shared), Forward(shared), Copy(shared),
        });
        root.Subcommands.Add(new Command("attachments", "Files that are attached") { Attach(shared) });
    }

    static Command List(Shared shared)
    {
        var scope = new Option<string>("--scope")
        {
            Description = string.Join(", ", Kebab.All<ExemptionScope>()), DefaultValueFactory = _ => "all",
        };
        var query = new Option<string?>("--query") { Description = "Number, product, workplace or physician" };
        var after = new Option<long?>("--after") { Description = "On from the last number of the page before" };
        var list = new Command("list", "Lists applications and what is left of them") { scope, query, after };
        shared.On(list, call => call.As(Policy.ExemptionUse, async (db, caller) =>
        {
            if (!Kebab.TryParse<ExemptionScope>(call.Value(scope)!, out var wanted))
                return call.Output.Refused(Refusal.Of("exemption-scope-wrong", "scope", call.Value(scope)!,
                    "possible", string.Join(", ", Kebab.All<ExemptionScope>())));
            var found = await ListExemptions.Run(
                db, new(wanted, call.Value(query), Cursor: call.Value(after)), call.Now, caller);
            return call.Output.Rows(found, ("Application", e => $"{e.Id}"), ("State", e => Kebab.Of(e.Standing)),
                ("Product", e => e.Product), ("For", e => Kebab.Of(e.Kind)), ("Workplace", e => e.Party),
                ("Left", e => e.Left is { } left ? $"{left}" : "a year's use"), ("Until", e => e.LastDay),
                ("Sent to", e => e.Reviewer), ("Order", e => e.OrderNumber));
        }));
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "Shows an application and the orders on it") { Id };
        shared.On(show, call => call.As(Policy.ExemptionUse, async (db, caller) =>
        {
            var found = await ListExemptions.One(db, call.Value(Id), call.Now, caller);
            return call.Output.Outcome(found, one => $"Application {one.Head.Id} for {one.Head.Product} is " +
                $"{Kebab.Of(one.Head.Standing)}; {one.Head.Used} doses used in {one.Orders.Count} orders.");
        }));
        return show;
    }

    static Command Apply(Shared shared)
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "The application in JSON, as POST /api/v1/exemptions takes it",
        };
        var apply = new Command("apply", "Applies for licence exemption ahead of an order") { file };
        shared.On(apply, call => call.As(Policy.ShopUse, async (db, caller) =>
        {
            ApplicationRequest request;
            try
            {
                request = Json.Read<ApplicationRequest>(
                    await File.ReadAllTextAsync(call.Value(file)!.FullName, call.Stop));
            }
            catch (JsonException e)
            {
                throw new CommandFailed($"{call.Value(file)!.Name} is no application in JSON: {e.Message}");
            }
            var applied = await ApplyExemption.Run(db, request, call.Now, caller);
            return applied.Match(id => call.Output.Done(new { id }, $"Application {id} is sent."),
                call.Output.Refused);
        }));
        return apply;
    }

    static Command Approve(Shared shared)
    {
        var until = new Option<string?>("--until") { Description = "The last day, 2027-05-14; default: a year ahead" };
        var document = new Option<long?>("--document") { Description = "The agency's decision, once attached" };
        var approve = new Command("approve", "Approves an application that was sent to one's own party")
        {
            Id, until, document,
        };
        Decide(shared, approve, (call, _) => new(call.Value(Id), true,
            Until: DateOnly.TryParseExact(call.Value(until), "yyyy-MM-dd", out var day) ? day
                : call.Value(until) is null ? null : throw new CommandFailed("--until is a day, such as 2027-05-14"),
            Document: call.Value(document)));
        return approve;
    }

    static Command Refuse(Shared shared)
    {
        var reason = new Option<string>("--reason") { Description = "Why", Required = true };
        var refuse = new Command("refuse", "Refuses an application") { Id, reason };
        Decide(shared, refuse, (call, _) => new(call.Value(Id), false, call.Value(reason)));
        return refuse;
    }

    static void Decide(Shared shared, Command command, Func<Call, Db, ExemptionDecision> decision) =>
        shared.On(command, call => call.As(Policy.ExemptionReview, async (db, caller) =>
        {
            var decided = await DecideExemption.Run(db, decision(call, db), call.Now, caller);
            return call.Output.Outcome(decided, one => $"Application {one.Id} is {Kebab.Of(one.Standing)}.");
        }));

    static Command Forward(Shared shared)
    {
        var forward = new Command("forward", "Writes down that the original was sent to the agency") { Id };
        shared.On(forward, call => call.As(Policy.ExemptionReview, async (db, caller) =>
        {
            var sent = await DecideExemption.Forward(db, call.Value(Id), call.Now, caller);
            return call.Output.Outcome(sent, one => $"Application {one.Id} is sent to the agency.");
        }));
        return forward;
    }

    static Command Copy(Shared shared)
    {
        var file = new Option<string?>("--out") { Description = "File to write; default: its own name in this folder" };
        var copy = new Command("copy", "Writes the approved copy as a PDF") { Id, file };
        shared.On(copy, call => call.As(Policy.ExemptionUse, async (db, caller) =>
        {
            var found = await ListExemptions.One(db, call.Value(Id), call.Now, caller);
            if (!found.Ok) return call.Output.Refused(found.Refusal!);
            var (one, language) = (found.Value.Head, call.Output.Language);
            if (one.ValidFrom is null)
                return call.Output.Refused(Refusal.Of("exemption-copy-not-in-state", "id", $"{one.Id}"));
            var path = call.Value(file) ?? ExemptionPdf.FileName(one, language);
            await File.WriteAllBytesAsync(path, ExemptionPdf.Make(one, language, call.Now), call.Stop);
            return call.Output.Done(new { file = path }, $"Written: {path}");
        }));
        return copy;
    }

    static Command Attach(Shared shared)
    {
        var file = new Argument<FileInfo>("file") { Description = "PDF, PNG or JPEG of at most 10 MB" };
        var purpose = new Option<string>("--purpose")
        {
            Description = string.Join(", ", Kebab.All<AttachmentPurpose>()), Required = true,
        };
        var attach = new Command("add", "Keeps a file, to be named in an order or application") { file, purpose };
        shared.On(attach, call => call.As(Policy.AttachmentUse, async (db, caller) =>
        {
            if (!Kebab.TryParse<AttachmentPurpose>(call.Value(purpose)!, out var meant))
                return call.Output.Refused(Refusal.Of("attachment-purpose-wrong", "purpose", call.Value(purpose)!,
                    "possible", string.Join(", ", Kebab.All<AttachmentPurpose>())));
            var name = call.Value(file)!.Name;
            await using var content = call.Value(file)!.OpenRead();
            var saved = await Attachments.Save(db, content, name, AttachmentKinds.ByName(name)?.Type(), meant,
                call.Now, caller);
            return saved.Match(id => call.Output.Done(new { id }, $"Kept as {id}."), call.Output.Refused);
        }));
        return attach;
    }
}
