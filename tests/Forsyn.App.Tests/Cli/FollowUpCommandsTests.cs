using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class FollowUpCommandsTests
{
    [Fact]
    public async Task A_breach_is_followed_up_and_permits_are_asked_for_from_the_command_line()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> Run(string persona, params string[] args) =>
            CommandLine.As(db, persona, ["preparedness", .. args]);
        string[] open = ["follow-up", "open", "primary", "ahn", "J01CA04", "--since", "2026-05-01", "--missing", "9"];
        Assert.Contains("not-allowed", (await Run("rhf", open)).Errors);
        var id = (await Run("dmp", open)).Answer.Split(' ')[1];
        Assert.Contains("explanation, deadline 2026-05-29",
            (await Run("dmp", "follow-up", "take", id, "explanation", "--text", "Why?")).Answer);
        Assert.Contains("follow-up-step-not-yet",
            (await Run("dmp", "follow-up", "take", id, "fine", "--text", "x", "--amount", "5")).Errors);
        Assert.Equal(0, (await Run("grossist", "follow-up", "answer", id, "--text", "Late supplier")).Exit);
        Assert.Contains("Late supplier", (await Run("revisor", "follow-up", "show", id)).Answer);
        Assert.Equal(0, (await Run("dmp", "follow-up", "note", id, "--text", "Seen")).Exit);
        Assert.Contains("J01CA04", (await Run("dmp", "follow-up", "list")).Answer);
        string[] grant = ["permits", "grant", "primary", "ahn", "J01CA04", "--holds", "50", "--text", "x", "--from",
            "2026-06-01", "--last-day", "2026-06-30"];
        Assert.Contains("permit-not-in-scheme", (await Run("dmp", grant)).Errors);
        Assert.Equal(2, (await Run("grossist", grant)).Exit);
        Assert.Equal(0, (await Run("dmp", "permits", "list")).Exit);
        Assert.Contains("permit-unknown", (await Run("dmp", "permits", "withdraw", "7", "--text", "x")).Errors);
    }
}
