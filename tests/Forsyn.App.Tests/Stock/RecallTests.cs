using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class RecallTests
{
    static readonly Moment Now = Road.Now;

    static RecallRequest Every(string article) => new("one", "Particles in the vial", article);

    static async Task<RecallScope> Recalled(Road road, RecallRequest request) =>
        (await OpenRecall.Run(road.Db, request, Now, road.Desk)).Value;

    static async Task<long> LotOf(Road road, long order) => await road.Db.One<long>(
        "select x.lot_id from shipment s join shipment_line x on x.shipment_id = s.id where s.order_number = @order",
        new { order });

    static async Task<string> Number(Road road, long lot) =>
        (await road.Db.One<string>("select lot_number from lot where id = @lot", new { lot }))!;

    static Task<List<Reservation>> Held(Road road, long order) => road.Db.List<Reservation>(
        "select lot_id, quantity from reservation where document = @document and state = 0",
        new { document = PlaceOrder.Document(order) });

    static Task<string?> State(Road road, long order) =>
        road.Db.One<string>("select state from orders where number = @order", new { order });

    static async Task React(Road road) =>
        await CatchUp.Run(road.Db, [ReallocateLost.OnLotTaken], Now);

    [Theory, EveryDatabase]
    [Requirement("MAN-011")]
    public async Task A_recall_takes_the_lot_at_every_holder_and_says_where_the_rest_went(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 10));
        Assert.True((await ReceiveShipment.Run(road.Db, number, null, Now, road.Physician)).Ok);
        var lot = await LotOf(road, number);
        Assert.True((await RecordStockEntry.Run(road.Db,
            new("use", Road.Rabies, await Number(road, lot), 4), Now, road.Physician)).Ok);
        var one = Every(Road.Rabies) with { LotNumbers = [await Number(road, lot)] };
        var before = await OpenRecall.Preview(road.Db, one);
        var scope = await Recalled(road, one);

        Assert.Equal(before.Value.Taken, scope.Taken);
        var mine = scope.Tasks.Single(task => task.HolderId == road.Physician.Party);
        Assert.Equal(4, mine.Used);
        Assert.Equal(mine.Taken, await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party));
        Assert.Equal(0, await road.Db.One<long>(
            "select count(*) from balance where lot_id = @lot and status in (0, 2, 3) and quantity > 0", new { lot }));
        Assert.Equal("lot-recalled-before",
            (await OpenRecall.Run(road.Db, Every(Road.Rabies), Now, road.Desk)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task An_allocated_order_gets_other_lots_and_waits_where_there_are_none(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Picked((Road.Rabies, 10));
        var lot = (await Held(road, number))[0];
        await Recalled(road, Every(Road.Rabies) with { LotNumbers = [await Number(road, lot.LotId)] });
        await React(road);
        Assert.Equal("allocated", await State(road, number));
        var others = await Held(road, number);
        Assert.Equal(10, others.Sum(r => r.Quantity));
        Assert.DoesNotContain(others, r => r.LotId == lot.LotId);

        var rest = await road.Db.List<string>("select distinct l.lot_number from lot l join balance b on " +
            "b.lot_id = l.id where l.article_number = @article and l.id <> @lot", new { article = Road.Rabies,
                lot = lot.LotId });
        await Recalled(road, Every(Road.Rabies) with { LotNumbers = rest });
        await React(road);
        Assert.Equal("released", await State(road, number));
        Assert.Equal(0, await road.Units(Road.Rabies, Status.Reserved));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task What_is_on_the_road_is_received_as_recalled(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 10));
        var had = await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party);
        var scope = await Recalled(road, Every(Road.Rabies));
        var lot = await LotOf(road, number);
        var taken = await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party);
        Assert.True((await ReceiveShipment.Run(road.Db, number,
            [new(1, 8, null, "missing", null)], Now, road.Physician)).Ok);
        Assert.Equal(taken + 8, await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party));
        var task = (await RecallTasks.Of(road.Db, scope.Recall, road.Physician.Party))
            .Single(t => t.LotId == lot);
        Assert.Equal((0, 2), (task.OnRoad, task.Lost));
        Assert.Equal(0, had);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("MAN-011")]
    public async Task A_recall_stays_open_until_nothing_is_unknown(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 10));
        Assert.True((await ReceiveShipment.Run(road.Db, number, null, Now, road.Physician)).Ok);
        var lot = await LotOf(road, number);
        var scope = await Recalled(road, Every(Road.Rabies) with { LotNumbers = [await Number(road, lot)] });
        var recall = scope.Recall!.Value;
        Assert.Equal("recall-still-open", (await Close(road, recall)).Refusal?.Code);

        Assert.Equal(["recall-answer-too-much", "recall-missing-unexplained"],
            await Why(road, recall, new(lot, Missing: 1_000_000)));
        Assert.Equal(["recall-answer-empty"], await Why(road, recall, new(lot)));
        var mine = scope.Tasks.Single(task => task.HolderId == road.Physician.Party);
        var answer = await AnswerRecall.Run(road.Db, recall,
            new(lot, mine.Taken - 4, 1, 2, 1, "not in the fridge"), Now, road.Physician);
        Assert.Equal(0, answer.Value.Unknown);
        Assert.Equal(mine.Taken - 4, await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party));
        Assert.Equal("recall-task-unknown",
            (await AnswerRecall.Run(road.Db, recall, new(lot, 1), Now, road.Pharmacist)).Refusal?.Code);

        foreach (var task in scope.Tasks.Where(t => t.HolderId != road.Physician.Party && t.Unknown > 0))
            Assert.True((await AnswerRecall.Run(road.Db, recall, new(task.LotId, task.Unknown), Now,
                road.Desk with { Party = task.HolderId })).Ok);
        Assert.Equal("recall-conclusion-missing", (await Close(road, recall, " ")).Refusal?.Code);
        Assert.NotNull((await Close(road, recall)).Value.ClosedAt);
        Assert.Equal("recall-closed",
            (await AnswerRecall.Run(road.Db, recall, new(lot, 1), Now, road.Physician)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task An_answer_is_undone_once_and_the_units_stand_where_they_were(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 10));
        Assert.True((await ReceiveShipment.Run(road.Db, number, null, Now, road.Physician)).Ok);
        var lot = await LotOf(road, number);
        var recall = (await Recalled(road, Every(Road.Rabies))).Recall!.Value;
        var before = await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party);
        Assert.True((await AnswerRecall.Run(road.Db, recall, new(lot, Destroyed: 3), Now, road.Physician)).Ok);
        var id = (await Recalls.Get(road.Db, recall, road.Physician)).Value.Answers.Single().Id;
        Assert.Equal("recall-task-unknown",
            (await AnswerRecall.Undo(road.Db, id, Now, road.Pharmacist with { Party = 1 })).Refusal?.Code);
        Assert.True((await AnswerRecall.Undo(road.Db, id, Now, road.Physician)).Ok);
        Assert.Equal("recall-answer-undone-before",
            (await AnswerRecall.Undo(road.Db, id, Now, road.Physician)).Refusal?.Code);
        Assert.Equal(before, await road.Units(Road.Rabies, Status.Recalled, road.Physician.Party));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_request_that_cannot_be_read_is_refused_with_every_reason(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var refused = await OpenRecall.Run(
            road.Db, new("four", "", "12", ExpiresFrom: "soon"), Now, road.Desk);
        Assert.Equal(["recall-class-unknown", "recall-reason-missing", "recall-day-unreadable", "article-number-wrong"],
            refused.Refusal!.Findings!.Select(f => f.Code));
        var none = await OpenRecall.Preview(road.Db, Every(Road.Rabies) with { LotNumbers = ["NONE", "NADA"] });
        Assert.Equal(2, none.Refusal!.Findings!.Count(f => f.Code == "entry-lot-not-found"));
    }

    [Theory, EveryDatabase]
    public async Task A_lot_in_quarantine_is_not_picked_and_comes_back_when_it_is_released(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 10));
        var lot = (await Held(road, number))[0].LotId;
        Assert.Equal("reason-missing",
            (await SetAside.Run(road.Db, lot, quarantine: true, " ", Now, road.Desk)).Refusal?.Code);
        var put = await SetAside.Run(road.Db, lot, quarantine: true, "Awaits the laboratory", Now, road.Desk);
        await React(road);
        Assert.Equal("allocated", await State(road, number));
        Assert.DoesNotContain(await Held(road, number), r => r.LotId == lot);
        Assert.Equal(put.Value.Units,
            (await SetAside.Run(road.Db, lot, quarantine: false, "Within limits", Now, road.Desk)).Value.Units);
        Assert.Equal("lot-nothing-to-move",
            (await SetAside.Run(road.Db, lot, quarantine: false, "again", Now, road.Desk)).Refusal?.Code);
        await Recalled(road, Every(Road.Rabies));
        Assert.Equal("lot-recalled",
            (await SetAside.Run(road.Db, lot, quarantine: false, "no", Now, road.Desk)).Refusal?.Code);
        await road.Balances();
    }

    static Task<Result<RecallSummary>> Close(Road road, long recall, string text = "All units accounted for") =>
        Recalls.Close(road.Db, recall, text, Now, road.Desk);

    static async Task<IEnumerable<string>> Why(Road road, long recall, RecallAnswerRequest answer) =>
        (await AnswerRecall.Run(road.Db, recall, answer, Now, road.Physician)).Refusal!.Findings!.Select(f => f.Code);
}
