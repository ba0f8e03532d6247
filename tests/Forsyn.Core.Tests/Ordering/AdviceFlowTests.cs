using Forsyn.Core.Ordering;
using Forsyn.Tests;

namespace Forsyn.Core.Tests.Ordering;

public class AdviceFlowTests
{
    [Theory, Requirement("MAN-012")]
    [InlineData(AdviceState.Open, AdviceAction.Answer, AdviceState.Answered)]
    [InlineData(AdviceState.Open, AdviceAction.Question, AdviceState.Open)]
    [InlineData(AdviceState.Open, AdviceAction.Close, AdviceState.Closed)]
    [InlineData(AdviceState.Answered, AdviceAction.Question, AdviceState.Open)]
    [InlineData(AdviceState.Answered, AdviceAction.Answer, AdviceState.Answered)]
    [InlineData(AdviceState.Answered, AdviceAction.Close, AdviceState.Closed)]
    public void A_question_is_answered_asked_on_and_closed(AdviceState from, AdviceAction action, AdviceState to)
    {
        Assert.Equal(to, AdviceFlow.After(from, action).Value);
        Assert.True(AdviceFlow.Possible(from, action));
    }

    [Theory]
    [InlineData(AdviceAction.Answer), InlineData(AdviceAction.Question), InlineData(AdviceAction.Close)]
    public void What_is_closed_stays_closed(AdviceAction action)
    {
        Assert.Equal("advice-not-in-state", AdviceFlow.After(AdviceState.Closed, action).Refusal!.Code);
        Assert.False(AdviceFlow.Possible(AdviceState.Closed, action));
    }
}
