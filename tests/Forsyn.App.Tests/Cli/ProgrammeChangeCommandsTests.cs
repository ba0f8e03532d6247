using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class ProgrammeChangeCommandsTests
{
    [Fact, Requirement("ACT-013")]
    public async Task A_change_is_recommended_by_one_and_answered_by_the_other()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        string[] recommend = ["programmes", "recommend", "childhood", "add", "--disease", "rsv", "--from", "2026-08-01",
            "--grounds", "26/12"];
        Assert.Equal(2, (await CommandLine.As(db, "dmp", recommend)).Exit);
        var id = (await CommandLine.As(db, "forsyning", recommend)).Answer.Split(' ')[1];
        string[] accept = ["programmes", "accept", id, "--from", "2026-09-01", "--note", "Tender 26/7"];
        Assert.Equal(2, (await CommandLine.As(db, "forsyning", accept)).Exit);
        Assert.Contains("holds from 2026-09-01", (await CommandLine.As(db, "dmp", accept)).Answer);
        Assert.Contains("in-force",
            (await CommandLine.As(db, "hod", "programmes", "changes", "--on", "2026-09-01")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "lege", "programmes", "changes")).Exit);

        var second = (await CommandLine.As(db, "forsyning", "programmes", "recommend", "childhood", "add", "--disease",
            "varicella", "--from", "2026-08-01", "--grounds", "26/13")).Answer.Split(' ')[1];
        Assert.Contains("is sent back", (await CommandLine.As(db, "dmp", "programmes", "send-back", second, "--note",
            "No supplier")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "forsyning", "programmes", "withdraw", second)).Exit);
    }
}
