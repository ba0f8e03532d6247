using System.Text;
using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Messages;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public sealed class PaperCommandsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("forsyn-test-").FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", db.Connection, "--now", $"{Databases.SeededAt}"], answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    string File(string name, string content)
    {
        System.IO.File.WriteAllText(Path.Combine(_folder, name), content);
        return Path.Combine(_folder, name);
    }

    string Order(string channel = "fax") => File("order.json", $$"""
        { "customer": "office-5601-2", "channel": "{{channel}}", "form": "outside-programme",
          "requisitioner": { "name": "Ola Lege", "role": "physician" },
          "receivedAt": "2026-05-14T14:30:00+02:00",
          "lines": [ { "articleNumber": "020227", "doses": 3, "purpose": "payable" } ] }
        """);

    [Fact, Requirement("CHN-006")]
    public async Task A_form_is_printed_blank_or_for_a_customer()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var file = Path.Combine(_folder, "form.pdf");
        Assert.Equal(0, (await Run(db, "forms", "print", "hpv", "--out", file, "--as", "lege")).Exit);
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(await System.IO.File.ReadAllBytesAsync(file, Stop), 0, 5));
        Assert.Equal(2, (await Run(db, "forms", "print", "pink", "--out", file)).Exit);
        var listed = await Run(db, "forms", "list", "--json");
        Assert.Equal(4, JsonDocument.Parse(listed.Answer).RootElement.GetArrayLength());
    }

    [Fact, Requirement("REP-016")]
    public async Task The_share_of_each_written_language_is_told()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var told = await Run(db, "forms", "languages", "--language", "en");
        Assert.Contains("The Language Act is fulfilled.", told.Answer);
    }

    [Fact, Requirement("CHN-003")]
    public async Task A_fax_is_registered_with_its_scan()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var scan = Path.Combine(_folder, "fax.png");
        await System.IO.File.WriteAllBytesAsync(scan, MadeFiles.Png(), Stop);
        var placed = await Run(db, "orders", "place", Order(), "--scan", scan, "--as", "forsyning", "--json");
        Assert.Equal(0, placed.Exit);
        Assert.DoesNotContain("scan-missing", placed.Answer);
        var number = JsonDocument.Parse(placed.Answer).RootElement.GetProperty("number").GetInt64();
        var shown = await Run(db, "orders", "show", $"{number}", "--json");
        var paper = JsonDocument.Parse(shown.Answer).RootElement.GetProperty("paper");
        Assert.Equal("outside-programme", paper.GetProperty("form").GetString());
        Assert.True(paper.GetProperty("scanId").GetInt64() > 0);
        Assert.Contains($"{number}", (await Run(db, "orders", "list", "--channel", "fax")).Answer);
        Assert.DoesNotContain($"{number}", (await Run(db, "orders", "list", "--channel", "post")).Answer);
    }

    [Fact, Requirement("CHN-005")]
    public async Task An_email_is_refused_at_the_command_line_too()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var refused = await Run(db, "orders", "place", Order("email"), "--as", "forsyning");
        Assert.Equal(2, refused.Exit);
        Assert.Contains("email-not-accepted", refused.Errors);
        Assert.Equal(0, await db.Db.One<long>("select count(*) from orders"));
    }

    [Fact]
    public async Task Messages_are_listed_and_read_and_the_outbox_shown()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var web = File("web.json",
            """{ "lines": [ { "articleNumber": "020227", "doses": 3, "purpose": "payable" } ] }""");
        Assert.Equal(0, (await Run(db, "orders", "place", web, "--as", "lege")).Exit);
        await CatchUp.Run(db, [ComposeMessages.OnFacts], Databases.SeededAt, Stop);
        var listed = await Run(db, "messages", "list", "--as", "lege", "--json");
        var message = Assert.Single(JsonDocument.Parse(listed.Answer).RootElement.EnumerateArray());
        var id = message.GetProperty("id").GetInt64();
        Assert.Equal(0, (await Run(db, "messages", "read", $"{id}", "--as", "lege")).Exit);
        Assert.Equal(2, (await Run(db, "messages", "read", $"{id}", "--as", "apotek")).Exit);
        Assert.Equal("[]", (await Run(db, "messages", "list", "--unread", "--as", "lege", "--json")).Answer.Trim());
        Assert.Equal("[]", (await Run(db, "messages", "outbox", "--as", "forsyning", "--json")).Answer.Trim());
        Assert.Equal(2, (await Run(db, "messages", "outbox", "--as", "lege")).Exit);
        Assert.Equal(2, (await Run(db, "messages", "send-again", "1", "--as", "forsyning")).Exit);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
