using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public sealed class OrderCommandsTests : IDisposable
{
    const string Boostrix = """
        { "channel": "web", "lines": [ { "articleNumber": "020227", "doses": 3, "purpose": "payable" } ] }
        """;

    readonly string _file = Path.GetTempFileName();

    async Task<(int Exit, string Answer, string Errors)> Run(TestDatabase db, string persona, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", db.Connection, "--as", persona, "--now", $"{Databases.SeededAt}", "--language", "en"],
            answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    async Task<string> Placed(TestDatabase db, string persona = "lege")
    {
        File.WriteAllText(_file, Boostrix);
        var placed = await Run(db, persona, "orders", "place", _file, "--json");
        Assert.Equal(0, placed.Exit);
        return $"{JsonDocument.Parse(placed.Answer).RootElement.GetProperty("number").GetInt64()}";
    }

    [Fact]
    public async Task An_order_is_checked_with_findings_and_price_and_nothing_is_saved()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        File.WriteAllText(_file, Boostrix);
        var (exit, answer, errors) = await Run(db, "helsesykepleier", "orders", "check", _file);
        Assert.Equal(0, exit);
        Assert.Contains("total 935.00", answer);
        Assert.Contains("block line 1 nurse-outside-programmes: A public health nurse may", errors);
        Assert.Contains("[FOR-1998-04-27-455]", errors);
        Assert.Equal(0, await db.Db.One<long>("select count(*) from orders"));
        var placed = await Run(db, "helsesykepleier", "orders", "place", _file);
        Assert.Equal((2, ""), (placed.Exit, placed.Answer));
        Assert.StartsWith("order-blocked:", placed.Errors);
    }

    [Fact]
    public async Task The_same_key_places_one_order()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        File.WriteAllText(_file, Boostrix);
        var first = await Run(db, "lege", "orders", "place", _file, "--key", "k");
        Assert.Equal(first.Answer, (await Run(db, "lege", "orders", "place", _file, "--key", "k")).Answer);
        Assert.Equal(1, await db.Db.One<long>("select count(*) from orders"));
    }

    [Fact]
    public async Task An_order_is_asked_about_answered_released_allocated_and_shown()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var number = await Placed(db);
        Assert.Contains("is held", (await Run(db, "forsyning", "orders", "ask", number, "--text", "Why?")).Answer);
        Assert.Contains("is held", (await Run(db, "lege", "orders", "answer", number, "--text", "Travel")).Answer);
        Assert.Contains("is released", (await Run(db, "forsyning", "orders", "release", number)).Answer);
        Assert.Contains("3 of 3 doses", (await Run(db, "forsyning", "orders", "allocate", number)).Answer);
        var shown = (await Run(db, "lege", "orders", "show", number)).Answer;
        Assert.Contains("Boostrix Polio", shown);
        Assert.Contains("Travel", shown);
        Assert.Contains(number, (await Run(db, "lege", "orders", "list", "--state", "allocated")).Answer);
        Assert.DoesNotContain(number, (await Run(db, "sykehus", "orders", "list")).Answer);
        Assert.Equal(2, (await Run(db, "sykehus", "orders", "show", number)).Exit);
    }

    [Fact]
    public async Task Nobody_decides_beyond_their_right_or_without_a_reason()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var number = await Placed(db);
        Assert.StartsWith("not-allowed", (await Run(db, "lege", "orders", "release", number)).Errors);
        Assert.StartsWith("reason-missing", (await Run(db, "forsyning", "orders", "refuse", number)).Errors);
        Assert.StartsWith("order-unknown", (await Run(db, "sykehus", "orders", "cancel", number)).Errors);
        Assert.Contains("is cancelled", (await Run(db, "lege", "orders", "cancel", number)).Answer);
    }

    [Fact]
    public async Task A_file_that_is_no_order_fails_and_says_where()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        File.WriteAllText(_file, "{ \"lines\": [ { \"doses\": \"x\" } ] }");
        var (exit, _, errors) = await Run(db, "lege", "orders", "check", _file);
        Assert.Equal(1, exit);
        Assert.Contains("$.lines[0].doses", errors);
    }

    [Fact]
    public async Task Requests_for_access_are_listed_approved_and_refused()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        async Task<string> Ask(string name) => $"{(await RequestAccess.Run(
            db, new(name, "Alta legekontor", "physician", "a@b.no", "", ""), Databases.SeededAt)).Value.Id}";
        var (first, second) = (await Ask("Åse Ødegård"), await Ask("Per Hansen"));
        Assert.Contains("Åse Ødegård", (await Run(db, "admin", "access", "list")).Answer);
        Assert.Contains("as ase-odegard",
            (await Run(db, "admin", "access", "approve", first, "--party", "office-5601-1")).Answer);
        Assert.Contains("is refused",
            (await Run(db, "admin", "access", "refuse", second, "--reason", "Unknown")).Answer);
        Assert.StartsWith("access-request-decided",
            (await Run(db, "admin", "access", "refuse", first, "--reason", "Unknown")).Errors);
        Assert.StartsWith("not-allowed", (await Run(db, "lege", "access", "list")).Errors);
        Assert.Contains("Boostrix",
            (await Run(db, "ase-odegard", "orders", "show", await Placed(db, "ase-odegard"))).Answer);
    }

    public void Dispose() => File.Delete(_file);
}
