using Forsyn.App.Database;
using Forsyn.App.Tests.Ordering.Influenza;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class InfluenzaCommandsTests
{
    [Theory, EveryDatabase, Requirement("FLU-002", "FLU-007")]
    public async Task A_season_is_run_from_the_command_line(DbKind kind)
    {
        await using var test = await Databases.Seeded(kind);
        async Task<(int Code, string Answer, string Error)> Run(string line)
        {
            var (answer, errors) = (new StringWriter(), new StringWriter());
            var code = await Forsyn.Cli.Program.Run(
                [.. line.Split(' '), "--db", test.Connection, "--language", "en"], answer, errors);
            return (code, answer.ToString(), errors.ToString());
        }

        const string spring = "--now 2026-05-15T10:00:00+02:00", august = "--now 2026-08-20T10:00:00+02:00";
        var order = $"influenza pre-order --article {Spring.Vaxigrip} --doses 900 --address Markveien --as";
        Assert.Contains("version 1", (await Run($"{order} smittevernlege {spring}")).Answer);
        Assert.Equal(2, (await Run($"{order} lege {spring}")).Code);
        Assert.Equal(2, (await Run($"influenza allocate --as forsyning {spring}")).Code);
        Assert.Equal(0, (await Run($"influenza preview --hospital-floor 50 --as forsyning {august}")).Code);
        Assert.Contains("pre-orders", (await Run($"influenza allocate --as forsyning {august}")).Answer);
        Assert.Contains("413", (await Run($"influenza assign --as forsyning {august}")).Answer);
        Assert.Contains("dispatch-outside-season",
            (await Run($"influenza set-wave 5 2026-11-02 --as forsyning {august}")).Error);
        Assert.Contains("Alta", (await Run($"influenza coverage --county 56 {august}")).Answer);
        Assert.Contains("\"dmp\"", (await Run("programmes list --json")).Answer);
        Assert.Contains("chapter 710", (await Run("programmes show hpv")).Answer);
    }
}
