using Forsyn.Core.Basics;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Preparedness;

public class FollowUpTests
{
    static readonly FollowUpPlans Plans = FollowUpPlans.Parse(Repository.Read("data/preparedness/follow-up.json"));
    static readonly SchemeSet Norway = SchemeSet.Parse(Repository.Read("data/preparedness/norway.json"));
    static readonly DateOnly Today = new(2026, 5, 15);

    static IReadOnlyList<string> Keys(IEnumerable<FollowUpStep> steps) => [.. steps.Select(step => step.Key)];

    [Fact]
    [Requirement("STP-005")]
    public void A_breach_of_a_regulation_and_one_of_a_contract_are_followed_up_by_others_and_with_other_steps()
    {
        var (regulation, contract) = (Plans.On(LegalBasis.Regulation, Today)!, Plans.On(LegalBasis.Contract, Today)!);
        Assert.Equal(["explanation", "order", "coercive-fine", "fine"], Keys(regulation.Steps));
        Assert.Equal(["notice", "remedy", "reaction"], Keys(contract.Steps));
        var (primary, specialist) = (Norway.On("primary", Today)!, Norway.On("specialist", Today)!);
        Assert.True(regulation.MayLead(primary, [Role.Regulator], "dmp"));
        Assert.False(regulation.MayLead(primary, [Role.HealthAuthority], "hv"));
        Assert.True(contract.MayLead(specialist, [Role.HealthAuthority], "hv"));
        Assert.False(contract.MayLead(specialist, [Role.Regulator], "dmp"));
        Assert.False(contract.MayLead(specialist, [Role.HealthAuthority], "somebody"));
        Assert.False(contract.MayLead(specialist, [Role.HealthAuthority], null));
    }

    [Fact]
    public void A_step_waits_for_those_before_it_and_is_taken_once()
    {
        var plan = Plans.On(LegalBasis.Regulation, Today)!;
        Assert.Equal(["explanation"], Keys(plan.Next([])));
        Assert.Equal(["coercive-fine", "fine"], Keys(plan.Next(["explanation", "order"])));
        Assert.Equal("follow-up-step-not-yet", plan.Take("order", []).Refusal?.Code);
        Assert.Equal("follow-up-step-not-yet", plan.Take("explanation", ["explanation"]).Refusal?.Code);
        Assert.Equal("follow-up-step-unknown", plan.Take("notice", []).Refusal?.Code);
        Assert.Equal(14, plan.Take("explanation", []).Value.Days);
    }

    [Fact]
    public void Coercive_fines_came_with_the_law_of_2024()
    {
        Assert.Equal(["explanation", "order"], Keys(Plans.On(LegalBasis.Regulation, new(2024, 6, 30))!.Steps));
        Assert.Contains("coercive-fine", Keys(Plans.On(LegalBasis.Regulation, new(2024, 7, 1))!.Steps));
        Assert.Null(Plans.On(LegalBasis.Contract, new(2019, 12, 31)));
    }

    [Theory]
    [InlineData("\"steps\": []", "has no steps")]
    [InlineData("\"steps\": [{S,\"days\":0}]", "gives no day")]
    [InlineData("\"steps\": [{S,\"days\":1},{S,\"days\":1}]", "has a step twice")]
    [InlineData("\"steps\": [{S,\"days\":1,\"after\":[\"b\"]}]", "nothing leads to")]
    public void An_unsound_plan_is_caught(string steps, string fault)
    {
        var json = "[{\"basis\":\"contract\",\"from\":\"2020-01-01\",\"to\":null,\"ledBy\":\"regulator\"," +
            steps.Replace("S", "\"key\":\"a\",\"bokmaal\":\"a\",\"nynorsk\":\"a\",\"english\":\"a\",\"law\":\"\"")
 +
            ",\"source\":\"s\",\"ownChoice\":true}]";
        Assert.Contains(fault, Assert.Throws<InvariantBroken>(() => FollowUpPlans.Parse(json)).Message);
    }
}
