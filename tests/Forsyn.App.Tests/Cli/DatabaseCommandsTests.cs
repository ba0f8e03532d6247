using System.Text.Json;

namespace Forsyn.App.Tests.Cli;

public class DatabaseCommandsTests
{
    [Fact]
    public async Task Migrate_makes_the_database_and_is_up_to_date_the_second_time()
    {
        using var forsyn = new CommandLine();
        var first = await forsyn.Run("migrate");
        Assert.Equal((0, ""), (first.Exit, first.Errors));
        Assert.Contains("0001-foundation.sql", first.Answer);
        Assert.Contains("is up to date", (await forsyn.Run("migrate")).Answer);
    }

    [Fact]
    public async Task With_json_the_answer_is_json_and_nothing_else()
    {
        using var forsyn = new CommandLine();
        var (exit, answer, _) = await forsyn.Run("migrate", "--json");
        Assert.Equal(0, exit);
        Assert.True(JsonDocument.Parse(answer).RootElement.GetProperty("migrations").GetArrayLength() > 0);
    }

    [Fact]
    public async Task A_missing_database_fails_and_says_what_makes_one()
    {
        using var forsyn = new CommandLine();
        var (exit, answer, errors) = await forsyn.Run("personas");
        Assert.Equal((1, ""), (exit, answer));
        Assert.Contains("forsyn seed", errors);
        Assert.False(File.Exists(forsyn.File));
    }

    [Fact]
    public async Task Acting_as_a_persona_is_for_demonstration_databases_only()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("migrate");
        var (exit, _, errors) = await forsyn.Run("personas", "--as", "lege");
        Assert.Equal(1, exit);
        Assert.Contains("demonstration", errors);
    }

    [Theory]
    [InlineData("no-such-command")]
    [InlineData("migrate", "--now", "tomorrow")]
    public async Task What_cannot_be_understood_fails_and_answers_nothing(params string[] args)
    {
        using var forsyn = new CommandLine();
        var (exit, _, errors) = await forsyn.Run(args);
        Assert.Equal(1, exit);
        Assert.NotEqual("", errors);
    }

    [Fact]
    public async Task A_seeded_country_can_be_searched_and_acted_in()
    {
        using var forsyn = new CommandLine();
        var seeded = await forsyn.Run("seed");
        Assert.Equal(0, seeded.Exit);
        Assert.Contains("products", seeded.Errors);
        Assert.Contains("nothing changed", (await forsyn.Run("seed")).Answer);

        var people = JsonDocument.Parse((await forsyn.Run("personas", "--json", "--as", "lege")).Answer).RootElement;
        Assert.Equal(16, people.GetArrayLength());
        Assert.Equal("lege", people[0].GetProperty("personaId").GetString());

        var found = await forsyn.Run("parties", "search", "folkehelse", "fhi", "--now", "2026-05-15T14:59:00+02:00");
        Assert.Contains("Folkehelseinstituttet", found.Answer);
        Assert.DoesNotContain("[", found.Answer);
    }

    [Fact]
    public async Task Stock_is_shown_lot_by_lot_now_and_as_of_a_day()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        string[] show = ["stock", "show", "--holder", "fhi", "--article", "145374"];
        var now = JsonDocument.Parse((await forsyn.Run([.. show, "--json"])).Answer).RootElement;
        Assert.Equal(4, now.GetArrayLength());
        Assert.All(now.EnumerateArray(), row => Assert.Equal("available", row.GetProperty("status").GetString()));
        Assert.Equal("[]", (await forsyn.Run([.. show, "--as-of", "2000-01-01", "--json"])).Answer.Trim());
        Assert.Contains("programme", (await forsyn.Run(show)).Answer);
        Assert.Equal(1, (await forsyn.Run("stock", "show", "--holder", "nobody")).Exit);
        Assert.Equal(1, (await forsyn.Run("stock", "show", "--as-of", "yesterday")).Exit);
    }

    [Fact]
    public async Task A_refusal_exits_with_two_and_says_why_in_the_language_asked_for()
    {
        using var forsyn = new CommandLine();
        var folder = Directory.CreateTempSubdirectory("forsyn-empty-");
        var (exit, answer, errors) = await forsyn.Run("seed", "--data", folder.FullName, "--language", "nn");
        folder.Delete();
        Assert.Equal((2, ""), (exit, answer));
        Assert.StartsWith("data-files-missing: Mappa ", errors);
        Assert.Contains("postcodes-2023.csv: published by", errors);
    }
}
