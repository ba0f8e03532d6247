using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class RiskCommandsTests
{
    [Fact]
    public async Task A_risk_is_opened_acted_on_and_closed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        string[] assessed = ["--likelihood", "4", "--consequence", "5", "--owner", "Supply", "--review", "2026-12-01",
            "--text", "As we see it"];
        string[] open = ["shortage", "risks", "open", "One maker", "--subject", "substance", "--may-happen", "All goes",
            "--cause", "One plant", "--atc", "N02BE01", .. assessed];
        Assert.Equal(2, (await CommandLine.As(db, "hod", open)).Exit);
        var done = (await CommandLine.As(db, "dmp", open)).Answer;
        Assert.Contains("is high (20) and open", done);
        var id = done.Split(' ')[1];
        Task<(int Exit, string Answer, string Errors)> Do(string verb, params string[] more) =>
            CommandLine.As(db, "dmp", ["shortage", "risks", verb, id, .. more]);
        Assert.Contains("0 of 1", (await Do("measure", "--text", "Find", "--owner", "Us", "--due", "2026-10-01"))
            .Answer);
        Assert.Contains("1 of 1", (await Do("end", "1", "--text", "Found")).Answer);
        Assert.Equal(0, (await Do("assess", assessed)).Exit);
        Assert.Contains("closed", (await Do("close", "--text", "Two makers")).Answer);
        Assert.Contains("As we see it", (await Do("show")).Answer);
        Assert.Contains("One maker",
            (await CommandLine.As(db, "revisor", "shortage", "risks", "list", "--show", "closed")).Answer);
        Assert.Equal(0, (await CommandLine.As(db, "hod", "shortage", "risks", "suggestions")).Exit);
    }
}
