using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Shortages.Risks;
using Forsyn.Core.Basics;
using Forsyn.Core.Shortages;

namespace Forsyn.Cli.Commands;

/// <summary>The register of risks to the supply: forsyn shortage risks.</summary>
static class RiskCommands
{
    static readonly Argument<long> Id = new("risk") { Description = "Id of the risk" };
    static readonly Option<string?> Text = new("--text") { Description = "In words" };
    static readonly Option<string?> Owner = new("--owner") { Description = "Who follows it, or does it" };
    static readonly Option<string?> Likelihood = new("--likelihood") { Description = "1 to 5" };
    static readonly Option<string?> Consequence = new("--consequence") { Description = "1 to 5" };
    static readonly Option<string?> Review = new("--review") { Description = "Looked at again, yyyy-MM-dd" };

    public static Command Make(Shared shared) => new("risks", "The register of risks to the supply")
    {
        List(shared), Show(shared), Suggestions(shared), Open(shared), Assess(shared), Measure(shared), End(shared),
        Close(shared),
    };

    static Command List(Shared shared)
    {
        var show = new Option<string?>("--show") { Description = string.Join(", ", RiskRegister.Shows) };
        var query = new Option<string?>("--query") { Description = "Title, code or owner" };
        var sort = new Option<string?>("--sort") { Description = string.Join(", ", RiskRegister.Sorts) };
        var list = new Command("list", "Risks, the gravest first") { show, query, sort };
        shared.On(list, call => call.As(Policy.RiskRead, async (db, _) => call.Output.Rows((await RiskRegister.List(db,
            new(call.Value(show), null, call.Value(query), call.Value(sort), Limit: 500), call.Now.Day)).Items,
            ("Risk", r => r.Id), ("Title", r => r.Title), ("Codes", r => r.Atc), ("Class", r => r.Class),
            ("Score", r => r.Score), ("Owner", r => r.Owner), ("Review", r => r.ReviewOn),
            ("Measures", r => $"{r.Ended}/{r.Measures}"), ("Next due", r => r.NextDue))));
        return list;
    }

    static Command Show(Shared shared)
    {
        var show = new Command("show", "A risk with its history and measures") { Id };
        shared.On(show, call => call.As(Policy.RiskRead, async (db, _) => call.Output.Outcome(
            await RiskRegister.Get(db, call.Value(Id)), view => string.Join('\n',
                view.Entries.Select(one => $"{one.At}  {one.Step} {one.Class}: {one.Text}").Prepend(Sentence(view))
                    .Concat(view.Measures.Select(one => $"{one.Number}. {one.Text}, {one.Owner}, {one.DueOn}"))))));
        return show;
    }

    static Command Suggestions(Shared shared)
    {
        var suggestions = new Command("suggestions", "Listed substances with signs of risk and no open risk");
        shared.On(suggestions, call => call.As(Policy.RiskRead, async (db, _) => call.Output.Rows(
            await RiskRegister.Suggestions(db, call.Now.Day), ("Code", r => r.Atc), ("Substance", r => r.Substance),
            ("Suppliers", r => r.Suppliers), ("Notifications", r => r.Notices), ("Breaches", r => r.Breaches))));
        return suggestions;
    }

    static Command Open(Shared shared)
    {
        var title = new Argument<string>("title") { Description = "What it is called" };
        var subject = new Option<string?>("--subject") { Description = string.Join(", ", Kebab.All<RiskSubject>()) };
        var may = new Option<string?>("--may-happen") { Description = "What may happen" };
        var cause = new Option<string?>("--cause") { Description = "What it comes of" };
        var atc = new Option<string?>("--atc") { Description = "ATC codes, separated by commas" };
        var open = new Command("open", "Puts a risk in the register")
            { title, subject, may, cause, atc, Likelihood, Consequence, Owner, Review, Text };
        shared.On(open, call => call.As(Policy.RiskWrite, async (db, caller) => call.Output.Outcome(
            await KeepRisk.Open(db, new(call.Value(subject), call.Value(title), call.Value(may), call.Value(cause),
                call.Value(atc), Assessment(call)), call.Now, caller), Sentence)));
        return open;
    }

    static Command Assess(Shared shared)
    {
        var assess = new Command("assess", "Assesses a risk anew")
            { Id, Likelihood, Consequence, Owner, Review, Text };
        shared.On(assess, call => call.As(Policy.RiskWrite, async (db, caller) => call.Output.Outcome(
            await KeepRisk.Assess(db, call.Value(Id), Assessment(call), call.Now, caller), Sentence)));
        return assess;
    }

    static Command Measure(Shared shared)
    {
        var due = new Option<string?>("--due") { Description = "yyyy-MM-dd" };
        var measure = new Command("measure", "Adds a measure") { Id, Text, Owner, due };
        shared.On(measure, call => call.As(Policy.RiskWrite, async (db, caller) => call.Output.Outcome(
            await KeepRisk.Measure(db, call.Value(Id), new(call.Value(Text), call.Value(Owner), call.Value(due)),
                call.Now, caller), Sentence)));
        return measure;
    }

    static Command End(Shared shared)
    {
        var number = new Argument<long>("measure") { Description = "Number of the measure" };
        var dropped = new Option<bool>("--dropped") { Description = "It is not to be done after all" };
        var end = new Command("end", "Ends a measure, done or dropped") { Id, number, dropped, Text };
        shared.On(end, call => call.As(Policy.RiskWrite, async (db, caller) => call.Output.Outcome(
            await KeepRisk.End(db, call.Value(Id), call.Value(number), new(!call.Value(dropped), call.Value(Text)),
                call.Now, caller), Sentence)));
        return end;
    }

    static Command Close(Shared shared)
    {
        var close = new Command("close", "Closes a risk with the reason") { Id, Text };
        shared.On(close, call => call.As(Policy.RiskWrite, async (db, caller) => call.Output.Outcome(
            await KeepRisk.Close(db, call.Value(Id), call.Value(Text), call.Now, caller), Sentence)));
        return close;
    }

    static RiskAssessment Assessment(Call call) => new(call.Value(Likelihood), call.Value(Consequence),
        call.Value(Owner), call.Value(Review), call.Value(Text));

    static string Sentence(RiskView view) => $"Risk {view.Risk.Id} is {view.Risk.Class} ({view.Risk.Score}) and " +
        $"{(view.Risk.IsOpen ? "open" : "closed")}; {view.Risk.Ended} of {view.Risk.Measures} measures are over.";
}
