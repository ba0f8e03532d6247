using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class AccessCommandsTests
{
    static async Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", db.Connection, "--as", "admin", "--now", $"{Databases.SeededAt}", "--language", "en"],
            answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    [Fact, Requirement("CHN-002")]
    public async Task A_request_is_found_taken_approved_and_shown_with_its_history()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var asked = await RequestAccess.Run(db.Db,
            new("Siri Bakke", "Alta", "physician", "siri@example.no", "", ""), Databases.SeededAt);
        var id = $"{asked.Value.Id}";
        Assert.Equal(2, (await Run(db, "access", "assign", id, "--to", "lege")).Exit);
        Assert.Contains("handled by admin", (await Run(db, "access", "assign", id, "--to", "admin")).Answer);
        Assert.Contains("Siri Bakke", (await Run(db, "access", "list", "--query", "siri alta", "--mine")).Answer);
        Assert.Contains("has access", (await Run(
            db, "access", "approve", id, "--party", "office-5601-1", "--reason", "Locum")).Answer);
        var shown = (await Run(db, "access", "show", id)).Answer;
        Assert.All((string[])["asked", "assigned", "approved", "Locum"], word => Assert.Contains(word, shown));
        Assert.DoesNotContain("Siri Bakke", (await Run(db, "access", "list")).Answer);
    }
}
