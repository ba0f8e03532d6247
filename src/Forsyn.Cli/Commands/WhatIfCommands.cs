using System.CommandLine;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Preparedness;

namespace Forsyn.Cli.Commands;

/// <summary>What rotation would be if something were otherwise: forsyn preparedness what-if.</summary>
static class WhatIfCommands
{
    public static IEnumerable<Command> All(Shared shared) => [Ask(shared), List(shared), Withdraw(shared)];

    static Command Ask(Shared shared)
    {
        var scheme = new Argument<string>("scheme") { Description = "primary or specialist" };
        var holder = new Option<string?>("--holder") { Description = "Key of the wholesaler; all when left out" };
        var atc = new Option<string?>("--atc") { Description = "Code of the substance; all when left out" };
        var group = new Option<string?>("--group") { Description = "Group of packages, where the scheme has them" };
        var months = new Option<int?>("--months") { Description = "Months more, or less: 2, -1" };
        var demand = new Option<int?>("--demand") { Description = "Per cent more sold, or less: 30, -20" };
        var weeks = new Option<int?>("--out-weeks") { Description = "Weeks suppliers bring nothing" };
        var from = new Option<string?>("--out-from") { Description = "From this day, yyyy-MM-dd; today when left out" };
        var article = new Option<string?>("--out-article") { Description = "Only this package does not come" };
        var rule = new Option<string?>("--rule") { Description = "Another scheme whose rule is followed" };
        var keep = new Option<string?>("--keep") { Description = "Keep the question by this name" };
        var ask = new Command("what-if", "What rotation would be if something were otherwise, beside what it is")
        {
            scheme, holder, atc, group, months, demand, weeks, from, article, rule, keep,
        };
        shared.On(ask, call => call.As(Policy.PreparednessRead, async (db, caller) =>
        {
            var question = new WhatIfQuestion(call.Value(scheme), call.Value(holder), call.Value(atc),
                call.Value(group), call.Value(months), call.Value(demand), call.Value(from), call.Value(weeks),
                call.Value(article), call.Value(rule));
            if (call.Value(keep) is { } name
                && (await WhatIfs.Keep(db, new(name, question), call.Now, caller)).Refusal is { } refused)
                return call.Output.Refused(refused);
            var answer = await AskWhatIf.Run(db, question, call.Now.Day, caller);
            if (answer.Refusal is { } refusal) return call.Output.Refused(refusal);
            return call.Output.Rows<Row>(
                [new("now", answer.Value.Now), new("then", answer.Value.Then), new("more", answer.Value.More)],
                ("Of", r => r.Of), ("Targets", r => r.Sums.Targets), ("Hold", r => r.Sums.ToHold),
                ("Buy", r => r.Sums.ToBuy), ("To pay", r => $"{r.Sums.ToPay}"), ("Lost", r => r.Sums.Lost),
                ("Loss", r => $"{r.Sums.Loss}"), ("Unmet", r => r.Sums.Unmet), ("Breached", r => r.Sums.Breached),
                ("Days below", r => r.Sums.BreachDays), ("Alarms", r => r.Sums.Alarms));
        }));
        return ask;
    }

    static Command List(Shared shared)
    {
        var list = new Command("what-ifs", "Questions one has kept");
        shared.On(list, call => call.As(Policy.PreparednessRead, async (db, caller) => call.Output.Rows(
            await WhatIfs.List(db, caller), ("Id", one => $"{one.Id}"), ("Name", one => one.Name),
            ("Scheme", one => one.Question.Scheme), ("Holder", one => one.Question.Holder),
            ("Code", one => one.Question.Atc), ("Months", one => one.Question.Months),
            ("Demand", one => one.Question.Demand), ("Weeks out", one => one.Question.OutWeeks),
            ("Rule", one => one.Question.Rule), ("Kept", one => $"{one.SavedAt}"))));
        return list;
    }

    static Command Withdraw(Shared shared)
    {
        var id = new Argument<long>("id") { Description = "Id of the question" };
        var withdraw = new Command("what-if-withdraw", "Takes a kept question away") { id };
        shared.On(withdraw, call => call.As(Policy.PreparednessRead, async (db, caller) => call.Output.Outcome(
            await WhatIfs.Withdraw(db, call.Value(id), call.Now, caller), gone => $"Question {gone} is gone.")));
        return withdraw;
    }

    sealed record Row(string Of, PlanSums Sums);
}
