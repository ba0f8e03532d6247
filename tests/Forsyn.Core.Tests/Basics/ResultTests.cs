using Forsyn.Core.Basics;

namespace Forsyn.Core.Tests.Basics;

public class ResultTests
{
    [Fact]
    public void A_result_is_a_value_or_a_refusal()
    {
        Result<int> yes = 7;
        Result<int> no = Refusal.Of("lot-recalled", "lot", "A1");
        Assert.True(yes.Ok);
        Assert.Equal(7, yes.Value);
        Assert.Null(yes.Refusal);
        Assert.False(no.Ok);
        Assert.Equal("A1", no.Refusal!.Args["lot"]);
        Assert.Equal("lot-recalled", no.Match(v => $"{v}", r => r.Code));
    }

    [Fact]
    public void Reading_the_value_of_a_refusal_is_a_broken_promise()
    {
        Result<int> no = Refusal.Of("lot-recalled");
        Assert.Contains("lot-recalled", Assert.Throws<InvariantBroken>(() => no.Value).Message);
        Assert.Throws<InvariantBroken>(() => default(Result<int>).Value);
    }
}
