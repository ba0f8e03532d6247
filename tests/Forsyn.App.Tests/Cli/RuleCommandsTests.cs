using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Ordering;
using Forsyn.App.Tests.Ordering;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class RuleCommandsTests
{
    static async Task<(int Exit, string Answer, string Errors)> Run(params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        return (await Forsyn.Cli.Program.Run(args, answer, errors), answer.ToString(), errors.ToString());
    }

    [Fact]
    public async Task Rules_are_listed_searched_and_shown()
    {
        var today = await Run("rules", "list", "--set", "today", "--language", "en");
        Assert.Contains("fax-is-open", today.Answer);
        Assert.DoesNotContain("email-is-no-channel", today.Answer);
        var shown = await Run("rules", "show", "fax-is-open", "--language", "en");
        Assert.Contains("Fax is open as a way of ordering", shown.Answer);
        Assert.Contains("fax-accepted", shown.Answer);
        Assert.Equal(2, (await Run("rules", "show", "no-such-rule")).Exit);
        Assert.Contains("sources", (await Run("rules", "sets")).Answer);
        Assert.Equal(JsonValueKind.Array,
            JsonDocument.Parse((await Run("rules", "list", "--json")).Answer).RootElement.ValueKind);
    }

    [Fact, Requirement("INC-009")]
    public async Task Past_orders_are_judged_again_and_every_difference_is_printed_with_the_sum_last()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var number = await orders.Placed();
        string[] days = ["--from", "2026-05-15", "--to", "2026-05-16", "--db", orders.Test.Connection];
        var today = await Run(["orders", "replay", "--rules", "today", .. days]);
        Assert.Equal(0, today.Exit);
        Assert.Contains($"Order {number} of 2026-05-15", today.Answer);
        Assert.Contains("appears no-return-of-misordered info (misordered-goods-are-not-taken-back)", today.Answer);
        Assert.Contains("1 orders judged by today, 1 differ", today.Answer);
        Assert.Contains("1 orders judged by sources, 0 differ",
            (await Run(["orders", "replay", "--rules", "sources", .. days])).Answer);
        var json = (await Run(["orders", "replay", "--rules", "sources", "--json", .. days])).Answer;
        Assert.Equal(1, JsonDocument.Parse(json).RootElement.GetProperty("judged").GetInt64());
        Assert.Equal(2, (await Run(["orders", "replay", "--rules", "tomorrow", .. days])).Exit);
    }
}
