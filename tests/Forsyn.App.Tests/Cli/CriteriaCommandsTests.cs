using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class CriteriaCommandsTests
{
    [Fact]
    public async Task Criteria_are_written_and_shown_from_the_command_line()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> Run(string persona, params string[] args) =>
            CommandLine.As(db, persona, ["preparedness", "criteria", .. args]);
        Assert.Contains("2024-1", (await Run("dmp", "write", "supervision-criterion", "--text", "Three visits",
            "--half", "2024-1")).Answer);
        Assert.Equal(2, (await Run("hod", "write", "supervision-criterion", "--text", "x")).Exit);
        Assert.Contains("1 entries", (await Run("dmp", "use", "8", "9000", "--text", "Visit", "--on",
            "2024-03-01")).Answer);
        var shown = (await Run("hod", "show", "--half", "2024-1")).Answer;
        Assert.Contains("Three visits", shown);
        Assert.Contains("140000000 ore", shown);
        Assert.Contains("use-unknown", (await Run("dmp", "withdraw-use", "7")).Errors);
    }
}
