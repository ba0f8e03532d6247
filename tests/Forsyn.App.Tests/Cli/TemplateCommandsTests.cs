using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class TemplateCommandsTests
{
    static Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, params string[] args) =>
        CommandLine.As(db, "lege", args);

    [Fact]
    public async Task A_template_is_saved_shown_used_and_deleted_and_an_order_repeated()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var saved = await Run(db, "templates", "save", "Spring", "--line", "020227:5:payable", "--json");
        var id = $"{JsonDocument.Parse(saved.Answer).RootElement.GetProperty("id").GetInt64()}";
        Assert.Contains("Spring", (await Run(db, "templates", "list", "--query", "boostrix")).Answer);
        Assert.Contains("020227", (await Run(db, "templates", "show", id)).Answer);
        Assert.Contains("1 lines", (await Run(db, "templates", "use", id)).Answer);
        Assert.Contains("is deleted", (await Run(db, "templates", "delete", id)).Answer);
        Assert.Equal(2, (await Run(db, "templates", "use", id)).Exit);
        Assert.Equal(1, (await Run(db, "templates", "save", "Wrong", "--line", "020227")).Exit);
        Assert.Contains("repeat-nothing", (await Run(db, "orders", "repeat")).Errors);
        Assert.Contains("suggested: 18 packs", (await Run(db, "orders", "suggest", "585869")).Answer);
        Assert.Equal(2, (await Run(db, "orders", "suggest", "999999")).Exit);
    }
}
