using System.Net;
using Forsyn.Tests;

namespace Forsyn.Web.Tests.Api;

public class RulesApiTests(ForsynServer server)
{
    [Fact, Requirement("REQ-011")]
    public async Task A_rule_has_its_law_its_days_in_each_edition_and_its_tests()
    {
        var rule = await server.Get("lege", "/rules/requisitioner-is-a-physician", ("Accept-Language", "en"));
        Assert.Equal(HttpStatusCode.OK, rule.Status);
        Assert.Contains("requisitioned by a physician", rule["rule"].GetProperty("text").GetString());
        var editions = rule["editions"].EnumerateArray().ToDictionary(e => e.GetProperty("set").GetString()!);
        Assert.Equal("FOR-1998-04-27-455", editions["sources"].GetProperty("law").GetString());
        Assert.Equal("FOR-2022-06-02-977", editions["today"].GetProperty("law").GetString());
        Assert.Equal("2022-09-16", editions["today"].GetProperty("valid").GetProperty("from").GetString());
        Assert.NotEqual(0, rule["tests"].GetArrayLength());
    }

    [Fact]
    public async Task Rules_are_found_by_words_requirement_and_set()
    {
        var all = (await server.Get("revisor", "/rules"))["items"].GetArrayLength();
        var fees = await server.Get("revisor", "/rules?query=FEE-003");
        Assert.Equal(["dispatch-fee-is-charged"], Names(fees));
        var today = Names(await server.Get("revisor", "/rules?set=today"));
        Assert.Contains("fax-is-open", today);
        Assert.DoesNotContain("email-is-no-channel", today);
        Assert.InRange(today.Count, 1, all - 1);

        static List<string> Names(Answer answer) =>
            [.. answer["items"].EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];
    }

    [Fact]
    public async Task A_rule_or_set_that_is_not_there_is_said_so()
    {
        (await server.Get("lege", "/rules/no-such-rule")).MustBeProblem(HttpStatusCode.NotFound, "rule-unknown");
        (await server.Get("lege", "/rules?set=tomorrow"))
            .MustBeProblem(HttpStatusCode.NotFound, "rule-set-unknown");
    }

    [Fact]
    public async Task A_finding_of_the_api_names_its_rule_and_the_rule_tells_what_it_saw_in_the_order()
    {
        var placed = await server.Post("lege", "/orders",
            Calls.Payable());
        var finding = placed["findings"].EnumerateArray()
            .Single(f => f.GetProperty("code").GetString() == "dispatch-fee");
        var name = finding.GetProperty("rule").GetString();
        var number = placed["number"].GetInt64();
        var rule = await server.Get("lege", $"/rules/{name}?order={number}");
        Assert.Equal("200.00", rule["findings"][0].GetProperty("args").GetProperty("fee").GetString());
        var stranger = await server.Get("sykehus", $"/rules/{name}?order={number}");
        Assert.False(stranger.Body.TryGetProperty("findings", out _));
    }

    [Fact, Requirement("INC-009")]
    public async Task Past_orders_are_judged_again_by_other_rules_for_the_desk_only()
    {
        var number = (await server.Post("lege", "/orders", Calls.Payable()))["number"].GetInt64();
        const string days = "from=2026-05-15&to=2026-05-16";
        var today = await server.Get("forsyning", $"/rules/replay?rules=today&{days}&cursor={number - 1}&limit=1");
        Assert.Equal(1, today["judged"].GetInt32());
        var difference = today["items"][0].GetProperty("differences").EnumerateArray()
            .Single(d => d.GetProperty("code").GetString() == "no-return-of-misordered");
        Assert.Equal("appears", difference.GetProperty("kind").GetString());
        Assert.NotEmpty(difference.GetProperty("message").GetString()!);
        var same = await server.Get("forsyning", $"/rules/replay?{days}&cursor={number - 1}&limit=1");
        Assert.Equal((1, 0), (same["judged"].GetInt32(), same["items"].GetArrayLength()));
        (await server.Get("forsyning", $"/rules/replay?rules=tomorrow&{days}"))
            .MustBeProblem(HttpStatusCode.NotFound, "rule-set-unknown");
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Get("lege", $"/rules/replay?{days}")).Status);
    }
}
