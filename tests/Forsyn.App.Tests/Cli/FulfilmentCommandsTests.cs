using System.Text.Json;
using Forsyn.App.Database;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Cli;

public class FulfilmentCommandsTests
{
    static async Task<(int Exit, string Answer, string Errors)> Run(Road road, string persona, params string[] args)
    {
        var (answer, errors) = (new StringWriter(), new StringWriter());
        var exit = await Forsyn.Cli.Program.Run(
            [.. args, "--db", road.Test.Connection, "--as", persona, "--now", $"{Road.Now}"], answer, errors);
        return (exit, answer.ToString(), errors.ToString());
    }

    [Fact]
    public async Task An_order_is_picked_dispatched_received_and_used_from_the_command_line()
    {
        await using var road = await Road.On(DbKind.Sqlite);
        var number = $"{await road.Allocated((Road.Rabies, 5))}";
        Assert.Contains(number, (await Run(road, "lager", "warehouse", "queue")).Answer);
        Assert.Contains("Rabipur", (await Run(road, "lager", "warehouse", "pick-list", number)).Answer);
        var line = (await road.List(long.Parse(number))).Lines.Single();
        Assert.Contains("is picked",
            (await Run(road, "lager", "warehouse", "pick", number, "--scan", line.Code!)).Answer);
        Assert.Contains("is dispatched", (await Run(road, "lager", "warehouse", "dispatch", number)).Answer);
        Assert.Contains(number, (await Run(road, "lege", "shipments", "list")).Answer);
        var received =
            await Run(road, "lege", "shipments", "receive", number, "--line", "1", "--good", "4", "--deviation",
                "broken");
        Assert.Contains("4 good, 1 bad, 0 missing", received.Answer);
        var used = await Run(road, "lege", "stock", "use", Road.Rabies, line.LotNumber, "1", "--json");
        var id = JsonDocument.Parse(used.Answer).RootElement.GetProperty("id").GetInt64();
        Assert.Contains($"{id}", (await Run(road, "lege", "stock", "entries")).Answer);
        Assert.Contains(line.LotNumber, (await Run(road, "lege", "shipments", "show", number)).Answer);
        Assert.Equal(2, (await Run(road, "apotek", "shipments", "show", number)).Exit);
        Assert.Contains("is undone", (await Run(road, "lege", "stock", "undo", $"{id}")).Answer);
        Assert.Contains(line.LotNumber, (await Run(road, "lege", "stock", "mine", "--query", "rabipur")).Answer);
        await road.Balances();
    }

    [Fact]
    public async Task A_lot_is_held_recalled_answered_for_and_closed_from_the_command_line()
    {
        await using var road = await Road.On(DbKind.Sqlite);
        var lot = await road.Db.One<long>("select min(l.id) from lot l join balance b on b.lot_id = l.id where " +
            "l.article_number = @article and b.holder_id = @fhi and b.status = 0 and b.quantity > 0",
            new { article = Road.Rabies, fhi = road.Desk.Party });
        var number = await road.Db.One<string>("select lot_number from lot where id = @lot", new { lot });
        Task<(int Exit, string Answer, string Errors)> Desk(params string[] args) =>
            Run(road, "forsyning", ["stock", .. args]);
        Assert.Contains("units of lot", (await Desk("quarantine", $"{lot}", "--reason", "test")).Answer);
        Assert.Contains("units of lot", (await Desk("release", $"{lot}", "--reason", "test")).Answer);
        string[] recall = ["recall", Road.Rabies, "--lot", number!, "--class", "two", "--reason", "Cracked vials"];
        Assert.Contains("A recall:", (await Desk([.. recall, "--preview"])).Answer);
        var opened = JsonDocument.Parse((await Desk([.. recall, "--json"])).Answer).RootElement;
        var id = $"{opened.GetProperty("recall").GetInt64()}";
        Assert.Contains(id, (await Desk("recalls", "--open")).Answer);
        Assert.Contains(number!, (await Desk("recall-tasks", id)).Answer);
        Assert.Equal(2, (await Desk("recall-close", id, "--conclusion", "done")).Exit);
        var task = opened.GetProperty("tasks").EnumerateArray()
            .Single(t => t.GetProperty("holderId").GetInt64() == road.Desk.Party);
        var answered = await Desk("recall-answer", id, $"{lot}", "--found", $"{task.GetProperty("taken").GetInt64()}");
        Assert.Contains("0 units", answered.Answer);
        await road.Balances();
    }

    [Fact]
    public async Task Who_may_not_is_refused_and_nothing_is_done()
    {
        await using var road = await Road.On(DbKind.Sqlite);
        var number = $"{await road.Allocated((Road.Rabies, 5))}";
        var (exit, answer, errors) = await Run(road, "lege", "warehouse", "pick", number);
        Assert.Equal((2, ""), (exit, answer));
        Assert.Contains("not-allowed", errors);
        Assert.Single((await road.List(long.Parse(number))).Left());
    }
}
