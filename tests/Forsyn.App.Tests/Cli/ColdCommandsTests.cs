using Forsyn.App.Database;
using Forsyn.App.Tests.Stock.ColdChain;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class ColdCommandsTests
{
    [Fact]
    [Requirement("SHL-003")]
    public async Task The_cold_chain_is_followed_from_the_fridge_to_the_second_signature()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Task<(int Exit, string Answer, string Errors)> As(string persona, params string[] args) =>
            CommandLine.As(db, persona, ["cold", .. args]);
        var made = await As("lager", "register", "Skap 9", "--kind", "fridge", "--storage", "fridge", "--place",
            "fhi-cold-1", "--serial", "S-9", "--calibrated", "2026-01-01");
        Assert.True(made.Exit == 0, made.Errors);
        var id = made.Answer.Split(' ')[1];
        Assert.Equal(2, (await As("dmp", "register", "Skap 10")).Exit);
        Assert.Contains("Skap 9", (await As("dmp", "list", "--query", "skap 9")).Answer);
        Assert.Equal(0, (await As("lager", "logger", id, "--serial", "S-10")).Exit);

        var file = Path.Combine(Path.GetDirectoryName(db.Connection)!, "s9.csv");
        await File.WriteAllTextAsync(file, ColdRoad.Csv(-1, [5, .. ColdRoad.Hours(1, 12), 5]),
            TestContext.Current.CancellationToken);
        Assert.Contains("logger-unclear", (await As("lager", "import", id, file)).Errors);
        var read = await As("lager", "import", id, file, "--serial", "S-9");
        Assert.True(read.Exit == 0, read.Errors);
        Assert.Contains("out of range: excursion ", read.Answer);
        Assert.Contains("read before", (await As("lager", "import", id, file, "--serial", "S-9")).Answer);
        var excursion = read.Answer.Split("excursion ")[1].Split('.')[0];
        Assert.Contains("Skap 9", (await As("dmp", "excursions", "--open")).Answer);
        Assert.Contains("waiting", (await As("forsyning", "excursion", excursion)).Answer);
        Assert.Contains("excursion-not-decided", (await As("forsyning", "propose", excursion, "destroy")).Errors);
        Assert.Equal(0, (await As("forsyning", "propose", excursion, "destroy", "--reason", "Too warm")).Exit);
        Assert.Contains("excursion-signed-by-the-same", (await As("forsyning", "sign", excursion)).Errors);
        Assert.Equal(0, (await As("forsyning", "return", excursion)).Exit);
        Assert.Equal(0, (await As("forsyning", "propose", excursion, "destroy", "--reason", "Too warm")).Exit);
        var signed = await As("lager", "sign", excursion);
        Assert.Contains("units moved", signed.Answer);

        var budget = await As("forsyning", "budget", "569568", "--band", "25=72", "--source", "Letter of 4 May");
        Assert.Contains("up to 25 °C for 72 hours", budget.Answer);
        Assert.Contains("stability-band-wrong",
            (await As("forsyning", "budget", "569568", "--band", "x", "--source", "Letter")).Errors);
        Assert.Equal(0, (await As("lager", "retire", id, "--last-day", "2026-05-15")).Exit);
    }
}
