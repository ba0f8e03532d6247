using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class PreparednessCommandsTests
{
    [Fact]
    public async Task Lists_targets_and_their_inputs_are_printed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        Assert.Contains("180 days", (await CommandLine.As(db, "dmp", "preparedness", "schemes")).Answer);
        Assert.Contains("Warfarin", (await CommandLine.As(db, "dmp", "preparedness", "list", "primary")).Answer);
        var targets = await CommandLine.As(db, "dmp", "preparedness", "targets", "primary", "--query", "J01CA04");
        Assert.Contains("nmd", targets.Answer);
        Assert.Contains("base 2025-05/2026-04, 0 of 36 months of sales missing", targets.Errors);
        var run = targets.Errors.Split(' ')[1];
        Assert.Contains("Amoxicillin",
            (await CommandLine.As(db, "dmp", "preparedness", "target", run, "ahn", "J01CA04")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "grossist", "preparedness", "target", run, "nmd", "J01CA04")).Exit);
        Assert.Contains("oppdiktet", (await CommandLine.As(db, "dmp", "preparedness", "proposals")).Answer);
    }

    [Fact]
    public async Task A_proposal_is_decided_and_targets_are_worked_out_by_those_who_may()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var id = await db.Db.One<long>("select id from list_proposal where state = 'proposed'");
        string[] decide = ["preparedness", "decide", $"{id}", "--decision", "26/1", "--from", "2026-06-01"];
        Assert.Equal(2, (await CommandLine.As(db, "dmp", decide)).Exit);
        Assert.Contains("is decided", (await CommandLine.As(db, "hod", decide)).Answer);
        Assert.Contains("120 targets of 2026-05-01",
            (await CommandLine.As(db, "sav", "preparedness", "compute", "primary")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "hod", "preparedness", "compute", "primary")).Exit);
    }

    [Fact]
    public async Task Sales_are_sent_from_a_file_and_the_european_list_is_imported()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var file = Path.Combine(Path.GetDirectoryName(db.Connection)!, "sales.csv");
        await File.WriteAllTextAsync(file, "customer;articleNumber;packs\npharmacy-5601-1;002033;40\n",
            TestContext.Current.CancellationToken);
        string[] send = ["preparedness", "send-sales", "2023-05", file];
        Assert.Contains("1 lines, 40 packs of 1 products sold by ahn",
            (await CommandLine.As(db, "grossist", send)).Answer);
        Assert.Contains("nothing changed", (await CommandLine.As(db, "grossist", send)).Answer);
        Assert.Contains("2023-05", (await CommandLine.As(db, "dmp", "preparedness", "sales")).Answer);
        Assert.Equal(2, (await CommandLine.As(db, "hod", send)).Exit);
        string[] make = ["preparedness", "make-sales", "--months", "26", "--packages", "5"];
        Assert.Contains("made files", (await CommandLine.As(db, "dmp", make)).Answer);
        await File.WriteAllTextAsync(file, "atc;name\nA02BC05;Esomeprazol\n", TestContext.Current.CancellationToken);
        Assert.Contains("1 substances of version 2.1",
            (await CommandLine.As(db, "dmp", "preparedness", "import-union-list", file, "--version-of-list", "2.1"))
            .Answer);
        Assert.Contains("0 packages left",
            (await CommandLine.As(db, "dmp", "preparedness", "deregistrations")).Errors);
    }

    [Fact]
    public async Task Coverage_of_any_day_is_printed_written_to_a_file_and_worked_out()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var worst = await CommandLine.As(db, "dmp", "preparedness", "coverage", "primary", "--sort", "worst");
        Assert.Contains("short", worst.Answer);
        Assert.Contains("nmd:", worst.Errors);
        var file = Path.Combine(Path.GetDirectoryName(db.Connection)!, "coverage.csv");
        Assert.Contains("40 rows of 2026-03-01", (await CommandLine.As(db, "grossist", "preparedness", "coverage",
            "primary", "--day", "2026-03-01", "--csv", file)).Answer);
        Assert.Equal(41, (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Length);
        Assert.Contains("units", (await CommandLine.As(db, "dmp", "preparedness", "shortfalls", "primary", "nmd",
            "J01CA04")).Errors);
        Assert.Equal(2, (await CommandLine.As(db, "grossist", "preparedness", "shortfalls", "primary", "nmd",
            "J01CA04")).Exit);
        Assert.Contains("rows from", (await CommandLine.As(db, "sav", "preparedness", "compute-coverage", "--anew"))
            .Answer);
        Assert.Equal(2, (await CommandLine.As(db, "grossist", "preparedness", "compute-coverage")).Exit);
    }
}
