using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class GoodsCommandsTests
{
    [Fact]
    public async Task A_delivery_is_imported_received_decided_on_and_printed()
    {
        await using var db = await Databases.Seeded(DbKind.Sqlite);
        var folder = Path.GetDirectoryName(db.Connection)!;
        var (note, proof, protocol) = (Path.Combine(folder, "note.csv"), Path.Combine(folder, "proof.pdf"),
            Path.Combine(folder, "protocol.pdf"));
        await File.WriteAllTextAsync(note, "varenummer;batch;utløpsdato;antall;enhet\n569568;CLI-1;31.01.2028;40;\n" +
            "nothing;CLI-2;soon;x;\n", TestContext.Current.CancellationToken);
        string[] import = ["goods", "import", note, "--supplier", "sup-alpin", "--day", "2026-05-15"];
        var wrong = await CommandLine.As(db, "lager", import);
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("3", wrong.Errors);
        await File.WriteAllTextAsync(note, "varenummer;batch;utløpsdato;antall;enhet\n569568;CLI-1;31.01.2028;40;\n",
            TestContext.Current.CancellationToken);
        Assert.Equal(2, (await CommandLine.As(db, "lege", import)).Exit);
        var delivery = Id((await CommandLine.As(db, "lager", [.. import, "--json"])).Answer, "id");
        Assert.Contains("40", (await CommandLine.As(db, "dmp", "goods", "expected", "569568")).Answer);
        var receipt = Id((await CommandLine.As(db, "lager", "goods", "receive", delivery, "--lot",
            "569568:CLI-1:2028-01-31:40", "--temperature", "5", "--json")).Answer, "receipt");
        Assert.Contains("CLI-1", (await CommandLine.As(db, "forsyning", "goods", "waiting")).Answer);
        await File.WriteAllBytesAsync(proof, MadeFiles.Pdf(), TestContext.Current.CancellationToken);
        string[] release = ["goods", "decide", receipt, "1", "release", "--certificate", proof, "--json"];
        Assert.Equal(2, (await CommandLine.As(db, "lager", release)).Exit);
        var decision = await CommandLine.As(db, "forsyning", release);
        Assert.True(JsonDocument.Parse(decision.Answer).RootElement.GetProperty("booked").GetBoolean());
        Assert.Equal(0, (await CommandLine.As(
            db, "forsyning", "goods", "undo-decision", Id(decision.Answer, "id"))).Exit);
        Assert.Equal(0, (await CommandLine.As(db, "lager", "goods", "protocol", receipt, protocol)).Exit);
        Assert.True(new FileInfo(protocol).Length > 1000);
        Assert.Equal(0, (await CommandLine.As(db, "lager", "goods", "undo-receipt", receipt)).Exit);
        Assert.Equal(2, (await CommandLine.As(db, "lager", "goods", "undo-receipt", receipt)).Exit);
        Assert.Equal(0, (await CommandLine.As(
            db, "lager", "goods", "delay", delivery, "--day", "2026-06-01", "--text", "customs")).Exit);
        Assert.Contains("cancelled", (await CommandLine.As(
            db, "lager", "goods", "cancel", delivery, "--text", "no more", "--json")).Answer);
        Assert.Contains("569568", (await CommandLine.As(db, "lager", "goods", "show", delivery, "--json")).Answer);
    }

    static string Id(string answer, string name) =>
        JsonDocument.Parse(answer).RootElement.GetProperty(name).ToString();
}
