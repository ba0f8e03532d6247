using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class ShortageCommandsTests
{
    [Fact]
    public async Task A_shortage_is_notified_changed_assessed_and_closed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var article = (await db.Db.One<string>("select min(article_number) from product where atc = 'N02BE01'"))!;
        string[] about = ["--articles", article, "--starts", "2026-09-01", "--reason", "demand", "--text", "Few"];
        string[] report = ["shortage", "notices", "new", "N02BE01", "--occasion", "interruption", "--reporter",
            "Nordfarm", .. about];
        Assert.Equal(2, (await CommandLine.As(db, "hod", report)).Exit);
        var done = (await CommandLine.As(db, "dmp", report)).Answer;
        Assert.Contains("is open, in version 1", done);
        var id = done.Split(' ')[1];
        Task<(int Exit, string Answer, string Errors)> Do(string persona, string verb, params string[] more) =>
            CommandLine.As(db, persona, ["shortage", "notices", verb, id, .. more]);
        Assert.Contains("version 2", (await Do("dmp", "change", ["N02BE01", .. about])).Answer);
        string[] assess = ["--text", "Use another", "--consequence", "low", "--solution", "equivalent-product",
            "--review", "2026-12-01"];
        Assert.Equal(2, (await Do("grossist", "assess", assess)).Exit);
        Assert.Equal(0, (await Do("dmp", "assess", assess)).Exit);
        Assert.Contains("is closed", (await Do("dmp", "close", "--text", "Back")).Answer);
        Assert.Contains("equivalent-product: Use another", (await Do("revisor", "show")).Answer);
        Assert.Equal(2, (await Do("dmp", "delete", "--text", "No")).Exit);
        Assert.Contains("Nordfarm", (await CommandLine.As(db, "hod", "shortage", "notices", "list", "--show", "closed"))
            .Answer);
        Assert.DoesNotContain("Nordfarm", (await CommandLine.As(db, "grossist", "shortage", "notices", "list")).Answer);
    }
}
