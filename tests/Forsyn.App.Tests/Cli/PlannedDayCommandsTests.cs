using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class PlannedDayCommandsTests
{
    static Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, params string[] args) =>
        CommandLine.As(db, "lege", args);

    [Fact]
    public async Task A_day_is_planned_listed_ordered_for_and_deleted()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var saved = await Run(
            db, "plan", "day", "2026-06-01", "School", "--article", "020227", "--doses", "5", "--json");
        var id = $"{JsonDocument.Parse(saved.Answer).RootElement.GetProperty("id").GetInt64()}";
        Assert.Contains("order-soon", (await Run(db, "plan", "list")).Answer);
        Assert.Contains("School", (await Run(db, "plan", "list", "--due")).Answer);
        Assert.DoesNotContain("School", (await Run(db, "plan", "list", "--passed")).Answer);
        Assert.Contains("2026-06-01 and has 1 lines", (await Run(db, "plan", "order", id)).Answer);
        Assert.Contains("is deleted", (await Run(db, "plan", "delete", id)).Answer);
        Assert.Equal(2, (await Run(db, "plan", "day", "2026-01-01", "Past")).Exit);
    }
}
