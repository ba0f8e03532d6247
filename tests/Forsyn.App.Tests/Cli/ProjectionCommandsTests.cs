using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class ProjectionCommandsTests
{
    [Fact]
    public async Task Losses_are_worked_out_and_a_holder_says_yes_and_no()
    {
        await using var test = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> Run(string who, params string[] args) =>
            CommandLine.As(test, who, ["projection", .. args]);
        Assert.Equal(2, (await Run("lege", "compute")).Exit);
        var run = await Run("dmp", "compute");
        Assert.Equal(0, run.Exit);
        Assert.Contains("transfers proposed", run.Answer);
        Assert.Contains("LossKroner", (await Run("sykehus", "losses", "--csv")).Answer);
        var first = System.Text.Json.JsonDocument.Parse((await Run("sykehus", "proposals", "--json")).Answer)
            .RootElement[0].GetProperty("id").GetInt64();
        Assert.Contains("is proposed", (await Run("sykehus", "accept", $"{first}")).Answer);
        Assert.Equal(2, (await Run("sykehus", "send", $"{first}")).Exit);
        Assert.Contains("is declined until",
            (await Run("apotek", "decline", $"{first}", "--reason", "No room")).Answer);
    }
}
