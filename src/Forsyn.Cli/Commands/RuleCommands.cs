using System.CommandLine;
using Forsyn.App.Basics;
using Forsyn.App.Ordering;
using Forsyn.App.Texts;
using Forsyn.Core.Basics;

namespace Forsyn.Cli.Commands;

static class RuleCommands
{
    public static void Add(RootCommand root, Shared shared) => root.Subcommands.Add(
        new Command("rules", "The rules orders are judged by") { List(shared), Show(shared), Sets(shared) });

    static Command List(Shared shared)
    {
        var query = new Option<string?>("--query") { Description = "Words in name, text, law, requirement or code" };
        var set = new Option<string?>("--set") { Description = "Only what this set says otherwise: today" };
        var list = new Command("list", "Every rule with its law and requirements") { query, set };
        shared.On(list, call => Task.FromResult(call.Output.Rows(
            RuleList.Search(call.Value(query), call.Value(set), rule => Words(call, rule)),
            ("Rule", r => r.Name), ("Text", r => Words(call, r)), ("Law", r => r.Law),
            ("Requirements", r => string.Join(", ", r.Requirements)),
            ("Today", r => r.Editions.Any(e => e.Changed) ? "otherwise" : ""))));
        return list;
    }

    static Command Show(Shared shared)
    {
        var name = new Argument<string>("rule") { Description = "Name of the rule, as a finding gives it" };
        var show = new Command("show", "One rule: text, law and days in each set, numbers, tests") { name };
        shared.On(show, call =>
        {
            if (RuleList.Find(call.Value(name)!) is not { } rule)
                return Task.FromResult(call.Output.Refused(Refusal.Of("rule-unknown", "rule", call.Value(name)!)));
            call.Output.Done(rule, $"{rule.Name}: {Words(call, rule)}");
            if (call.Output.AsJson) return Task.FromResult(Exit.Done);
            call.Output.Rows(rule.Editions, ("Set", e => e.Set), ("Days", e => $"{e.Valid}"),
                ("In force", e => e.On ? "yes" : "no"), ("Law", e => e.Law), ("Source", e => e.Source));
            call.Output.Rows([.. rule.Editions.SelectMany(e => e.Numbers.Select(n => (e.Set, n)))],
                ("Set", n => n.Set), ("Number", n => n.n.Number), ("Unit", n => $"{n.n.Unit}"),
                ("Values", n => string.Join(", ", n.n.Values.Select(v => $"{v.Value} {v.Valid}"))));
            return Task.FromResult(call.Output.Rows(rule.Tests, ("Test", t => t)));
        });
        return show;
    }

    static Command Sets(Shared shared)
    {
        var sets = new Command("sets", "The editions of the rules, and what each says otherwise than the sources");
        shared.On(sets, call => Task.FromResult(call.Output.Rows(Rules.Sets.All, ("Set", s => s.Name),
            ("In use", s => s.Name == Rules.Live.Name ? "yes" : ""), ("Days", s => $"{s.Valid}"),
            ("Says otherwise", s => string.Join(", ", s.Entries)), ("Source", s => s.Source))));
        return sets;
    }

    static string Words(Call call, RuleView rule) =>
        Text.Find(call.Output.Language, $"rule.{rule.Name}") ?? rule.Name.Replace('-', ' ');
}
