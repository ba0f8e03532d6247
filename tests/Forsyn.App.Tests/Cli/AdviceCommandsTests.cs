using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class AdviceCommandsTests
{
    static Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, string persona, params string[] args) =>
        CommandLine.As(db, persona, args);

    [Fact, Requirement("MAN-012")]
    public async Task A_question_is_asked_listed_answered_shown_and_closed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var asked = await Run(db, "lege", "advice", "ask", "--subject", "Storage", "--text", "In the dark?", "--json");
        var id = $"{JsonDocument.Parse(asked.Answer).RootElement.GetProperty("id").GetInt64()}";
        Assert.Contains("Storage", (await Run(db, "forsyning", "advice", "list", "--state", "open")).Answer);
        Assert.Contains("is answered", (await Run(db, "forsyning", "advice", "answer", id, "--text", "Yes")).Answer);
        Assert.Contains("is open", (await Run(db, "lege", "advice", "follow-up", id, "--text", "Why?")).Answer);
        Assert.Contains("is closed", (await Run(db, "lege", "advice", "close", id)).Answer);
        Assert.Contains("In the dark?", (await Run(db, "revisor", "advice", "show", id)).Answer);
        var refused = await Run(db, "lege", "advice", "ask", "--subject", "A", "--text", "It is for 15819850027");
        Assert.Equal((2, ""), (refused.Exit, refused.Answer));
        Assert.Contains("advice-identity-number", refused.Errors);
        Assert.Equal(2, (await Run(db, "lege", "advice", "answer", id, "--text", "Yes")).Exit);
    }
}
