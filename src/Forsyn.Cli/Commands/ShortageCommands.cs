using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Shortages;
using Forsyn.Core.Basics;
using Forsyn.Core.Shortages;

namespace Forsyn.Cli.Commands;

/// <summary>Shortage notifications: forsyn shortage notices.</summary>
static class ShortageCommands
{
    static readonly Argument<long> Id = new("notice") { Description = "Id of the notification" };
    static readonly Option<string?> Text = new("--text") { Description = "In words" };
    static readonly Option<string?> Occasion = new("--occasion")
        { Description = string.Join(", ", Kebab.All<NoticeOccasion>()) };
    static readonly Option<string?> Reporter = new("--reporter") { Description = "Holder of the authorisation" };
    static readonly Option<string?> Articles = new("--articles")
        { Description = "Article numbers, separated by commas" };
    static readonly Option<bool> Permanent = new("--permanent") { Description = "It does not come back" };
    static readonly Option<string?> Starts = new("--starts") { Description = "yyyy-MM-dd" };
    static readonly Option<string?> Ends = new("--ends") { Description = "yyyy-MM-dd, where it is known" };
    static readonly Option<string?> Reason = new("--reason")
        { Description = string.Join(", ", Kebab.All<ShortageReason>()) };
    static readonly Option<string?> Notified = new("--notified")
        { Description = "When it came, 2026-05-15T08:00; now when left out" };

    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("shortage", "Shortages of medicines")
        {
            new Command("notices", "Shortage notifications")
            {
                List(shared), Show(shared), New(shared), Change(shared), Move(shared, NoticeStep.Assess),
                Move(shared, NoticeStep.Close), Move(shared, NoticeStep.Delete),
            },
            RiskCommands.Make(shared),
        });

    static Command List(Shared shared)
    {
        var show = new Option<string?>("--show") { Description = string.Join(", ", Notices.Shows) };
        var query = new Option<string?>("--query") { Description = "Substance, code, article or reporter" };
        var sort = new Option<string?>("--sort") { Description = string.Join(", ", Notices.Sorts) };
        var list = new Command("list", "Notifications, the newest first") { show, query, sort };
        shared.On(list, call => call.As(Policy.NoticeRead, async (db, caller) => call.Output.Rows(
            (await Notices.List(db, new(call.Value(show), call.Value(query), call.Value(sort), Limit: 500),
                call.Now.Day, caller)).Items, ("Notice", r => r.Id), ("Substance", r => r.Substance),
            ("Code", r => r.Atc), ("State", r => r.State), ("Reporter", r => r.Reporter),
            ("Notified", r => r.NotifiedAt), ("Starts", r => r.StartsOn), ("Ends", r => r.EndsOn),
            ("In time", r => r.InTime), ("Hours to assess", r => r.HoursToAssess),
            ("Consequence", r => r.Consequence))));
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "A notification with its history") { Id };
        shared.On(show, call => call.As(Policy.NoticeRead, async (db, caller) => call.Output.Outcome(
            await Notices.Get(db, call.Value(Id), call.Now.Day, caller), view => string.Join('\n',
                view.Entries.Select(one => $"{one.At}  {one.Step} {one.Consequence} {one.Solution}: {one.Text}")
                    .Prepend(Sentence(view))))));
        return show;
    }

    static Command New(Shared shared)
    {
        var atc = new Argument<string>("atc") { Description = "ATC code" };
        var report = new Command("new", "Takes a new notification in")
            { atc, Occasion, Reporter, Articles, Permanent, Starts, Ends, Reason, Text, Notified };
        shared.On(report, call => call.As(Policy.NoticeReport, async (db, caller) => call.Output.Outcome(
            await ReportNotice.Run(db, Request(call, call.Value(atc)), call.Now, caller), Sentence)));
        return report;
    }

    static Command Change(Shared shared)
    {
        var atc = new Argument<string>("atc") { Description = "ATC code" };
        var change = new Command("change", "Changes what a notification says")
            { Id, atc, Articles, Permanent, Starts, Ends, Reason, Text, Notified };
        shared.On(change, call => call.As(Policy.NoticeReport, async (db, caller) => call.Output.Outcome(
            await ReportNotice.Change(db, call.Value(Id), Request(call, call.Value(atc)), call.Now, caller),
            Sentence)));
        return change;
    }

    static Command Move(Shared shared, NoticeStep step)
    {
        var (word, assesses) = (Kebab.Of(step), step == NoticeStep.Assess);
        var consequence = new Option<string?>("--consequence")
            { Description = string.Join(", ", Kebab.All<ShortageConsequence>()) };
        var solution = new Option<string?>("--solution")
            { Description = string.Join(", ", Kebab.All<ShortageSolution>()) };
        var review = new Option<string?>("--review") { Description = "Looked at again, yyyy-MM-dd" };
        var move = new Command(word, step switch
        {
            NoticeStep.Assess => "Says what the shortage does to patients, and what helps meanwhile",
            NoticeStep.Close => "Closes a notification when the supply is back",
            _ => "Deletes a notification with the reason; it stays readable",
        }) { Id, Text };
        if (assesses) foreach (var option in (Option[])[consequence, solution, review]) move.Options.Add(option);
        shared.On(move, call => call.As(assesses ? Policy.NoticeAssess : Policy.NoticeReport, async (db, caller) =>
            call.Output.Outcome(await MoveNotice.Run(db, call.Value(Id), step, assesses
                ? new(call.Value(Text), call.Value(consequence), call.Value(solution), call.Value(review))
                : new(call.Value(Text)), call.Now, caller), Sentence)));
        return move;
    }

    static NoticeRequest Request(Call call, string? atc) => new(call.Value(Occasion), call.Value(Reporter), atc,
        [call.Value(Articles) ?? ""], call.Value(Permanent), call.Value(Starts), call.Value(Ends), call.Value(Reason),
        call.Value(Text), call.Value(Notified));

    static string Sentence(NoticeView view) => $"Notification {view.Notice.Id} of {view.Notice.Substance} is " +
        $"{view.Notice.State}, in version {view.Notice.Versions}.";
}
