using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class CompensationCommandsTests
{
    [Fact]
    public async Task A_statement_is_made_sent_returned_and_written_to_files_from_the_command_line()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> Run(string persona, params string[] args) =>
            CommandLine.As(db, persona, ["preparedness", .. args]);
        Assert.Equal(2, (await Run("dmp", "statement", "make", "primary", "2025", "--holder", "ahn")).Exit);
        var made = await Run("grossist", "statement", "make", "primary", "2025");
        Assert.Contains("version 1", made.Answer);
        var id = made.Answer.Split(' ')[1].TrimEnd(',');
        Assert.Contains("sent", (await Run("grossist", "statement", "send", id)).Answer);
        Assert.Equal(2, (await Run("revisor", "statement", "approve", id)).Exit);
        Assert.Contains("statement-faulty", (await Run("dmp", "statement", "return", id)).Errors);
        Assert.Contains("returned", (await Run("dmp", "statement", "return", id, "--text", "Wrong")).Answer);
        var shown = await Run("revisor", "statement", "show", id);
        Assert.Contains("Paid by hod", shown.Errors);
        Assert.Contains("J01CA04", shown.Answer);
        Assert.Contains("returned", (await Run("dmp", "statements", "--year", "2025")).Answer);
        var folder = Directory.CreateTempSubdirectory("forsyn-statement-");
        foreach (var ending in (string[])["csv", "pdf"])
        {
            var file = Path.Combine(folder.FullName, $"statement.{ending}");
            Assert.Equal(0, (await Run("grossist", "statement", "file", id, file)).Exit);
            Assert.True(new FileInfo(file).Length > 1_000);
        }
        folder.Delete(recursive: true);
    }
}
