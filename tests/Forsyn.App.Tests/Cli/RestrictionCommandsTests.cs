using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class RestrictionCommandsTests
{
    [Fact]
    public async Task A_restriction_is_decided_asked_about_and_repealed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var article = await db.Db.One<string>("select min(article_number) from product where atc = 'N02BE01'");
        string[] decide = ["restrictions", "decide", "Paracetamol", "--atc", "N02BE01", "--actors", "pharmacy",
            "--units", "100", "--every", "14", "--ends", "2026-06-30T23:59", "--law", "Prop. 100 L", "--grounds", "Few",
            "--review", "2026-06-01"];
        Assert.Equal(2, (await CommandLine.As(db, "hod", decide)).Exit);
        var done = (await CommandLine.As(db, "dmp", decide)).Answer;
        Assert.Contains("in-force", done);
        string[] judge = ["restrictions", "judge", article!, "pharmacy", "101"];
        Assert.Contains("at most 100 units", (await CommandLine.As(db, "apotek", judge)).Answer);
        Assert.Contains("Paracetamol", (await CommandLine.As(db, "apotek", "restrictions", "list")).Answer);
        string[] repeal = ["restrictions", "repeal", done.Split(' ')[1], "--grounds", "Deliveries are back"];
        Assert.Equal(2, (await CommandLine.As(db, "apotek", repeal)).Exit);
        Assert.Contains("repealed", (await CommandLine.As(db, "dmp", repeal)).Answer);
        Assert.Contains("Allowed", (await CommandLine.As(db, "apotek", judge)).Answer);
    }
}
