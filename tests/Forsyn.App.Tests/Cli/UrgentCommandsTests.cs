using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public sealed class UrgentCommandsTests : IDisposable
{
    const string Call = """
        { "customer": "office-5601-2", "channel": "phone", "acceptShorterShelfLife": true,
          "requisitioner": { "name": "Ola Lege", "role": "physician" },
          "urgent": { "reason": "rabies", "caller": "Ola Lege", "answeredBy": "pharmacist" },
          "lines": [ { "articleNumber": "569568", "doses": 2, "purpose": "payable" } ] }
        """;

    readonly string _file = Path.GetTempFileName();

    static async Task<(int Exit, string Answer, string Errors)> Run(
        TestDatabase db, string persona, string now, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", db.Connection, "--as", persona, "--now", now, "--language", "en"], answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    [Fact, Requirement("URG-010")]
    public async Task Hours_are_told_and_a_day_is_closed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        const string noon = "2026-05-15T12:00:00+02:00";
        Assert.Contains("Open: call 21 07 70 00. Closes 2026-05-15 15:00.",
            (await Run(db, "lege", noon, "hours", "show")).Answer);
        Assert.Equal(2, (await Run(db, "lege", noon, "hours", "set", "2026-05-15", "closed", "--reason", "x")).Exit);
        Assert.Equal(0,
            (await Run(db, "forsyning", noon, "hours", "set", "2026-05-15", "closed", "--reason", "Moving")).Exit);
        Assert.Contains("Closed: call 23 35 81 00. Opens 2026-05-18 08:00.",
            (await Run(db, "lege", noon, "hours", "show")).Answer);
        Assert.Contains("Moving", (await Run(db, "lege", noon, "hours", "days")).Answer);
    }

    [Fact, Requirement("URG-004")]
    public async Task Gaps_of_the_roster_are_listed_when_a_shift_is_taken_out()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        const string noon = "2026-05-15T12:00:00+02:00";
        var shifts = JsonDocument.Parse((await Run(db, "forsyning", noon, "roster", "list", "--json")).Answer);
        var id = $"{shifts.RootElement[2].GetProperty("id").GetInt64()}";
        Assert.DoesNotContain("17 May 2026", (await Run(db, "vakt", noon, "roster", "gaps")).Answer);
        Assert.Equal(2, (await Run(db, "vakt", noon, "roster", "remove", id, "--reason", "x")).Exit);
        var removed = await Run(db, "forsyning", noon, "roster", "remove", id, "--reason", "Ill");
        Assert.Equal(0, removed.Exit);
        Assert.Contains("nobody is on duty from", removed.Answer);
        Assert.Contains("17 May 2026", (await Run(db, "vakt", noon, "roster", "gaps")).Answer);
    }

    [Fact, Requirement("URG-013")]
    public async Task A_call_at_night_is_placed_consulted_on_and_handed_out()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        const string night = "2026-05-15T22:00:00+02:00";
        File.WriteAllText(_file, Call);
        var placed = await Run(db, "vakt", night, "orders", "place", _file, "--json");
        var number = $"{JsonDocument.Parse(placed.Answer).RootElement.GetProperty("number").GetInt64()}";
        Assert.Contains(number, (await Run(db, "vakt", night, "urgent", "list")).Answer);
        Assert.Equal(2, (await Run(db, "vakt", night, "urgent", "hand-out", number, "--collected-by", "Kari")).Exit);
        Assert.Equal(0, (await Run(db, "vakt", night, "urgent", "consult", number, "--physician", "Elin Sæther",
            "--assessment", "Two doses")).Exit);
        var sent = await Run(
            db, "vakt", "2026-05-15T22:20:00+02:00", "urgent", "hand-out", number, "--collected-by", "Kari");
        Assert.Contains("20 minutes after the call", sent.Answer);
        Assert.Contains("rabies", (await Run(db, "vakt", night, "urgent", "times")).Answer);
    }

    public void Dispose() => File.Delete(_file);
}
