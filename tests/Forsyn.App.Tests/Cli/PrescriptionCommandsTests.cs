using System.Text.Json;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class PrescriptionCommandsTests
{
    const string Now = "2026-05-15T10:00:00+02:00";

    [Fact, Requirement("BLU-002")]
    public async Task A_prescription_is_placed_checked_and_looked_after_at_the_command_line()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var file = Path.Combine(Path.GetDirectoryName(forsyn.File)!, "order.json");
        await File.WriteAllTextAsync(file, """
            { "customer": "office-5601-2", "channel": "fax", "deliveryAddress": "Storgata 1, 9510 Alta",
              "requisitioner": { "name": "Ingrid Solheim", "role": "physician" },
              "lines": [ { "articleNumber": "004502", "doses": 1, "purpose": "blue", "doseSize": "0,5 ml",
                "section4": true, "indication": { "disease": "hepatitis-b", "group": "down-syndrome" },
                "patient": { "name": "Oda Oppdikta", "identityNumber": "13811060059",
                  "municipalityNumber": "5601" } } ] }
            """, TestContext.Current.CancellationToken);
        var placed = await Desk("orders", "place", file, "--json");
        Assert.Equal(0, placed.Exit);
        var number = JsonDocument.Parse(placed.Answer).RootElement.GetProperty("number").GetInt64();
        Assert.Equal(2, (await Desk("orders", "release", $"{number}")).Exit);
        Assert.Equal(0, (await Desk("blue", "check", $"{number}")).Exit);
        var shown = await Desk("blue", "show", $"{number}");
        Assert.Contains("O.O. (2010)", shown.Answer);
        Assert.DoesNotContain("Oppdikta", placed.Answer + placed.Errors + shown.Answer);
        Assert.Equal(0, (await Desk("orders", "release", $"{number}")).Exit);

        Assert.Equal(2, (await Desk("patients", "log")).Exit);
        Assert.Equal(0, (await forsyn.Run("patients", "log", "--as", "revisor", "--now", Now)).Exit);
        Assert.Contains("0 patients", (await Desk("patients", "erase")).Answer);
        Assert.Contains("0 patients", (await Desk("patients", "rekey")).Answer);
        Assert.Equal(44, (await forsyn.Run("patients", "new-key")).Answer.Trim().Length);
        Assert.True(File.Exists($"{forsyn.File}.patient-key"));

        Task<(int Exit, string Answer, string Errors)> Desk(params string[] args) =>
            forsyn.Run([.. args, "--as", "forsyning", "--now", Now]);
    }

    [Fact]
    public async Task The_table_and_the_outbreaks_are_read_and_written()
    {
        using var forsyn = new CommandLine();
        await forsyn.Run("seed");
        var rows = JsonDocument.Parse((await forsyn.Run("blue", "table", "--query", "rabies", "--json")).Answer);
        Assert.Equal(2, rows.RootElement.GetArrayLength());
        string[] by = ["--as", "forsyning", "--now", Now];
        Assert.Equal(2, (await forsyn.Run(["outbreaks", "declare", "--disease", "measles", "--area", "Troms",
            "--from", "2026-05-01", "--by", "FHI", .. by])).Exit);
        var declared = await forsyn.Run(["outbreaks", "declare", "--disease", "diphtheria", "--area", "Troms",
            "--from", "2026-05-01", "--by", "FHI", "--json", .. by]);
        var number = JsonDocument.Parse(declared.Answer).RootElement.GetProperty("id").GetInt64();
        Assert.Contains("Troms", (await forsyn.Run(["outbreaks", "list", .. by])).Answer);
        Assert.Equal(0, (await forsyn.Run(["outbreaks", "end", $"{number}", "--day", "2026-05-10", .. by])).Exit);
        Assert.DoesNotContain("Troms", (await forsyn.Run(["outbreaks", "list", .. by])).Answer);
    }
}
