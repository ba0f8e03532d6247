using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class SupervisionCommandsTests
{
    [Fact]
    public async Task A_case_is_run_from_the_command_line()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> Run(string persona, params string[] args) =>
            CommandLine.As(db, persona, ["preparedness", "supervision", .. args]);
        Assert.Contains("apotek1", (await Run("dmp", "risk")).Answer);
        Assert.Equal(2, (await Run("grossist", "plan", "ahn", "--text", "x")).Exit);
        var planned = await Run("dmp", "plan", "nmd", "--text", "Size", "--inspectors", "Per Li");
        var id = planned.Answer.Split(' ')[1];
        Assert.Contains("is opened", (await Run("dmp", "move", id, "open", "--text", "We come", "--visit",
            "2026-06-20")).Answer);
        Assert.Contains("lots are chosen", (await Run("dmp", "sample", id, "--lots", "3")).Answer);
        Assert.Contains("1 deviations", (await Run("dmp", "deviation", id, "critical", "--law", "§ 5", "--text",
            "Nothing there")).Answer);
        Assert.Contains("Deviation 1 is closed",
            (await Run("dmp", "say", id, "1", "accept", "--text", "Seen mended")).Answer);
        Assert.Contains("Nothing there", (await Run("revisor", "show", id)).Answer);
        Assert.Contains("opened", (await Run("dmp", "list", "--state", "opened")).Answer);
        var file = Path.Combine(Path.GetDirectoryName(db.Connection)!, "letter.pdf");
        Assert.Contains("is written", (await Run("dmp", "letter", id, "opening", file)).Answer);
        Assert.True(new FileInfo(file).Length > 1000);
        Assert.Contains("letter-unknown", (await Run("dmp", "letter", id, "report", file)).Errors);
        await File.WriteAllTextAsync(file, "varenummer;batch;utløpsdato;antall\n002033;A1;2027-01-01;5\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(2, (await Run("dmp", "count", id, file)).Exit);
    }
}
