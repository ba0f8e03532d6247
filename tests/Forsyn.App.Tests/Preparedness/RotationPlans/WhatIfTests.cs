using Forsyn.App.Database;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.App.Tests.Cli;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Preparedness.RotationPlans;

public class WhatIfTests
{
    const string Primary = "primary", Amoxicillin = "J01CA04";
    static readonly WhatIfQuestion One = new(Primary, "ahn", Amoxicillin);

    static async Task<WhatIfAnswer> Ask(DutyRoad road, WhatIfQuestion question)
    {
        var answer = await AskWhatIf.Run(road.Db, question, DutyRoad.Today, road.Regulator);
        Assert.True(answer.Ok, answer.Refusal?.Code);
        return answer.Value;
    }

    [Theory, EveryDatabase]
    public async Task More_months_and_demand_ask_for_more_and_a_supplier_out_for_days_below_the_floor(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var same = await Ask(road, One);
        Assert.Equal(same.Now, same.Then);
        var months = await Ask(road, One with { Months = 2 });
        Assert.Equal(same.Now, months.Now);
        Assert.True(months.More.ToHold > 0 && months.More.ToPay.Ore > 0 && months.More.ToBuy > 0);
        Assert.True((await Ask(road, One with { Months = -2 })).More.ToHold < 0);
        Assert.True((await Ask(road, One with { Demand = 40 })).More.ToBuy > 0);
        Assert.True((await Ask(road, One with { Demand = -100 })).Then.ToBuy < same.Now.ToBuy);
        var none = await Ask(road, One with { OutWeeks = 40 });
        Assert.True(none.More.BreachDays >= 0 && none.More.Unmet > 0);
        var rule = await Ask(road, One with { Rule = "specialist" });
        Assert.True(rule.More.ToHold > 0);
        Assert.Equal(same.Now, (await Ask(road, One)).Now);
    }

    [Theory, EveryDatabase]
    public async Task A_whole_scheme_is_answered_at_once_and_a_wholesaler_asks_of_its_own(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var all = await Ask(road, new(Primary, Months: 1));
        var own = (await AskWhatIf.Run(road.Db, new(Primary, Months: 1), DutyRoad.Today, road.Wholesaler)).Value;
        Assert.True(all.Now.Targets > own.Now.Targets && own.Now.Targets > 0);
        Assert.Equal(all.Now.ToHold + all.More.ToHold, all.Then.ToHold);
        Assert.Equal("target-unknown", (await AskWhatIf.Run(road.Db, new(Primary, "nmd"), DutyRoad.Today,
            road.Wholesaler)).Refusal!.Code);
    }

    [Theory, EveryDatabase]
    public async Task Every_fault_of_a_question_is_told_at_once(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var faulty = await AskWhatIf.Run(road.Db,
            new(Primary, Months: 99, Demand: -101, OutFrom: "x", OutWeeks: 0, OutArticle: "y", Rule: "z"),
            DutyRoad.Today, road.Regulator);
        Assert.Equal("what-if-faulty", faulty.Refusal!.Code);
        Assert.Equal(["what-if-months", "what-if-demand", "what-if-out-from", "what-if-out-weeks", "what-if-article",
            "what-if-rule"], faulty.Refusal.Findings!.Select(one => one.Code));
    }

    [Theory, EveryDatabase]
    public async Task What_is_kept_is_ones_own_is_replaced_by_name_and_stays_when_it_is_withdrawn(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        Task<Result<KeptWhatIf>> Keep(string? name, WhatIfQuestion question) =>
            WhatIfs.Keep(road.Db, new(name, question), DutyRoad.Now, road.Regulator);
        Assert.Equal("what-if-name", (await Keep(" ", One)).Refusal!.Code);
        Assert.Equal("what-if-faulty", (await Keep("a", One with { Months = 99 })).Refusal!.Code);
        Assert.True((await Keep("More", One with { Months = 1 })).Ok);
        Assert.True((await Keep("More", One with { Months = 2 })).Ok);
        var kept = Assert.Single(await WhatIfs.List(road.Db, road.Regulator));
        Assert.Equal(("More", One with { Months = 2 }), (kept.Name, kept.Question));
        Assert.Empty(await WhatIfs.List(road.Db, road.Wholesaler));
        Assert.Equal("what-if-unknown",
            (await WhatIfs.Withdraw(road.Db, kept.Id, DutyRoad.Now, road.Wholesaler)).Refusal!.Code);
        Assert.True((await WhatIfs.Withdraw(road.Db, kept.Id, DutyRoad.Now, road.Regulator)).Ok);
        Assert.Empty(await WhatIfs.List(road.Db, road.Regulator));
        Assert.Equal(2, await road.Db.One<long>("select count(*) from rotation_what_if"));
    }

    [Theory, EveryDatabase]
    public async Task The_command_line_asks_keeps_and_lists(DbKind kind)
    {
        await using var road = await DutyRoad.On(kind);
        var asked = await CommandLine.As(road.Test, "dmp", "preparedness", "what-if", Primary, "--holder", "ahn",
            "--months", "2", "--keep", "Two more", "--json");
        Assert.Equal(0, asked.Exit);
        Assert.Contains("\"toHold\"", asked.Answer);
        Assert.Contains("Two more", (await CommandLine.As(road.Test, "dmp", "preparedness", "what-ifs")).Answer);
        Assert.Equal(2, (await CommandLine.As(road.Test, "dmp", "preparedness", "what-if", Primary, "--months", "99"))
            .Exit);
        Assert.NotEqual(0, (await CommandLine.As(road.Test, "lege", "preparedness", "what-if", Primary)).Exit);
    }
}
