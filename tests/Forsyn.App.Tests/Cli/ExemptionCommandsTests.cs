using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public sealed class ExemptionCommandsTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forsyn-exempt-");

    static async Task<(int Exit, string Answer, string Errors)> Run(
        TestDatabase db, string persona, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", db.Connection, "--as", persona, "--now", $"{Databases.SeededAt}", "--language", "en"],
            answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    static async Task<long> Id(TestDatabase db, string persona, params string[] args)
    {
        var (exit, answer, errors) = await Run(db, persona, [.. args, "--json"]);
        Assert.True(exit == 0, errors);
        return JsonDocument.Parse(answer).RootElement.GetProperty("id").GetInt64();
    }

    string Written(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    [Fact]
    public async Task An_application_is_sent_approved_forwarded_and_printed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var file = await Id(db, "lege", "attachments", "add", Written("form.pdf", MadeFiles.Pdf()), "--purpose",
            "exemption-application");
        var request = Written("application.json", System.Text.Encoding.UTF8.GetBytes($$"""
            { "articleNumber": "900018", "kind": "practice", "wholeYear": true, "attachment": "{{file}}",
              "hprNumber": "909000001", "workplace": "Office", "use": "Travel", "why": "None other" }
            """));
        var id = await Id(db, "lege", "exemptions", "apply", request);
        Assert.Contains("submitted", (await Run(db, "forsyning", "exemptions", "list", "--scope", "queue")).Answer);
        Assert.Equal(2, (await Run(db, "dmp", "exemptions", "approve", $"{id}")).Exit);
        Assert.Contains("is approved", (await Run(db, "forsyning", "exemptions", "approve", $"{id}")).Answer);
        Assert.Contains("sent to the agency", (await Run(db, "forsyning", "exemptions", "forward", $"{id}")).Answer);
        var copy = Path.Combine(_folder.FullName, "copy.pdf");
        Assert.Equal(0, (await Run(db, "lege", "exemptions", "copy", $"{id}", "--out", copy)).Exit);
        Assert.StartsWith("%PDF", File.ReadAllText(copy));
        Assert.Contains("a year's use", (await Run(db, "lege", "exemptions", "list", "--scope", "mine")).Answer);
    }

    [Fact]
    public async Task A_file_that_is_wrong_is_refused_with_what_is_wrong()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var (exit, _, errors) = await Run(db, "lege", "attachments", "add",
            Written("form.pdf", MadeFiles.Pdf("/OpenAction 1 0 R")), "--purpose", "exemption-application");
        Assert.Equal(2, exit);
        Assert.Contains("attachment-active", errors);
    }

    [Fact]
    public async Task A_yellow_fever_office_is_authorised_and_withdrawn()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var id = await Id(db, "smittevernlege", "yellow-fever", "grant", "office-5601-2");
        Assert.Contains("may, institution",
            (await Run(db, "lege", "yellow-fever", "show", "office-5601-2", "--hpr", "909000001")).Answer);
        Assert.Contains("office-5601-2", (await Run(db, "lege", "yellow-fever", "list", "--decided")).Answer);
        Assert.Equal(2, (await Run(db, "lege", "yellow-fever", "grant", "office-5601-2")).Exit);
        Assert.Contains("is withdrawn", (await Run(
            db, "smittevernlege", "yellow-fever", "withdraw", $"{id}", "--reason", "Closed")).Answer);
        Assert.Contains("may not", (await Run(db, "lege", "yellow-fever", "show", "office-5601-2")).Answer);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
