using System.Text.Json;

namespace Forsyn.App.Tests.Cli;

public class OverviewCommandsTests
{
    [Fact]
    public async Task The_overview_and_its_movements_tell_the_same_units()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var (exit, answer, errors) =
            await forsyn.Run("stock", "overview", "--group-by", "county", "--pool", "programme", "--json");
        Assert.Equal((0, ""), (exit, errors));
        var total = JsonDocument.Parse(answer).RootElement.GetProperty("total").GetProperty("units").GetInt64();
        Assert.True(total > 0);
        Assert.Contains($"{total} units", (await forsyn.Run("stock", "overview", "--pool", "programme")).Answer);

        // Of one holder: a lot that hundreds hold has more movements than one page.
        var oneLot = await forsyn.Run(
            "stock", "overview", "--group-by", "lot", "--holder-type", "authority", "--limit", "1", "--json");
        var row = JsonDocument.Parse(oneLot.Answer).RootElement.GetProperty("rows")[0];
        var behind = await forsyn.Run(
            "stock", "transfers", "--lot-id", row.GetProperty("key").GetString()!, "--holder-type",
            "authority", "--limit", "200", "--json");
        Assert.Equal(row.GetProperty("units").GetInt64(),
            JsonDocument.Parse(behind.Answer).RootElement.GetProperty("items").EnumerateArray()
                .Sum(item => item.GetProperty("change").GetInt64()));
    }

    [Fact]
    public async Task The_sums_are_built_anew_on_command_and_tell_the_same_as_before()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        string[] asked = ["stock", "overview", "--group-by", "atc2", "--holder-type", "hospital", "--json"];
        var before = (await forsyn.Run(asked)).Answer;
        Assert.Contains("sums over all transfers", (await forsyn.Run("overview", "rebuild")).Answer);
        Assert.Equal(before, (await forsyn.Run(asked)).Answer);
        Assert.Equal(0, (await forsyn.Run("audit")).Exit);
        var known = await forsyn.Run("stock", "overview", "--known-on", "2001-01-01", "--expiring", "30");
        Assert.Contains("0 units", known.Answer);
    }

    [Fact]
    public async Task A_question_is_kept_by_name_asked_again_and_removed()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        string[] dmp = ["--as", "dmp"];
        var saved = await forsyn.Run(["overview", "views", "save", "By county", "--group-by", "county", "--pool",
            "programme", .. dmp]);
        Assert.Contains("kept as By county", saved.Answer);
        Assert.Equal((await forsyn.Run(["stock", "overview", "--group-by", "county", "--pool", "programme", .. dmp]))
            .Answer, (await forsyn.Run(["stock", "overview", "--view", "By county", .. dmp])).Answer);
        var nobody = await forsyn.Run("stock", "overview", "--view", "By county");
        Assert.Equal((1, ""), (nobody.Exit, nobody.Answer));
        Assert.Contains("--as", nobody.Errors);
        var both = await forsyn.Run(["stock", "overview", "--view", "By county", "--county", "03", .. dmp]);
        Assert.Equal((1, ""), (both.Exit, both.Answer));
        Assert.Contains("leave out --county", both.Errors);
        var list = await forsyn.Run(["overview", "views", "list", "--json", .. dmp]);
        var id = JsonDocument.Parse(list.Answer).RootElement[0].GetProperty("id").GetInt64();
        Assert.Equal(0, (await forsyn.Run(["overview", "views", "remove", $"{id}", .. dmp])).Exit);
        Assert.NotEqual(0, (await forsyn.Run(["stock", "overview", "--view", "By county", .. dmp])).Exit);
    }

    [Fact]
    public async Task A_question_that_cannot_be_read_and_a_persona_without_the_right_are_refused()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var wrong = await forsyn.Run("stock", "overview", "--pool", "swimming", "--group-by", "colour");
        Assert.Equal((2, ""), (wrong.Exit, wrong.Answer));
        Assert.Contains("swimming", wrong.Errors);
        Assert.Contains("colour", wrong.Errors);
        Assert.Equal(2, (await forsyn.Run("stock", "transfers", "--as", "lege")).Exit);
        Assert.Equal(0, (await forsyn.Run("stock", "transfers", "--as", "dmp", "--limit", "1")).Exit);
    }
}
