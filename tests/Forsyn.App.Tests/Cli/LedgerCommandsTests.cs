using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Tests.Ledger;

namespace Forsyn.App.Tests.Cli;

public class LedgerCommandsTests
{
    static async Task<CommandLine> Filled()
    {
        var forsyn = new CommandLine();
        await forsyn.Run("migrate");
        await using var db = Db.Open(forsyn.File);
        await LedgerSamples.Book(db, LedgerSamples.In(60, "receipt/1"));
        return forsyn;
    }

    [Fact]
    public async Task A_clean_ledger_is_done_and_its_head_printed()
    {
        using var forsyn = await Filled();
        var sealing = await forsyn.Run("seal", "--json");
        var head = JsonDocument.Parse(sealing.Answer).RootElement.GetProperty("head").GetString()!;
        Assert.Equal(64, head.Length);
        var (exit, answer, errors) = await forsyn.Run("audit");
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("No differences: 1 transfers", answer);
        Assert.Contains(head, answer);
    }

    [Fact]
    public async Task A_difference_fails_and_the_row_is_printed()
    {
        using var forsyn = await Filled();
        await using (var db = Db.Open(forsyn.File))
            await Planted.Unguarded(db, "update balance set quantity = 61 where status = 0");
        var (exit, answer, _) = await forsyn.Run("audit");
        Assert.Equal(1, exit);
        Assert.Contains("balance row (holder_id 1, status 0, lot_id 7, place_id 1, pool 1)", answer);
        var json = await forsyn.Run("audit", "--json");
        Assert.Equal(1, json.Exit);
        var first = JsonDocument.Parse(json.Answer).RootElement.GetProperty("differences")[0];
        Assert.Equal(("balance-differs", "60", "61"), (first.GetProperty("kind").GetString(),
            first.GetProperty("expected").GetString(), first.GetProperty("found").GetString()));
    }
}
