using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment.GoodsIn;

public class ReceiveGoodsTests
{
    static readonly Moment Now = Road.Now;
    const string Mask = "960001";

    static async Task<long> Expected(Road road, params DeliveryLineRequest[] lines)
    {
        var done = await SaveDelivery.Register(road.Db, new("sup-alpin", "2026-05-15", lines, "PO-1"), Now,
            road.Warehouse);
        Assert.True(done.Ok, Why(done.Refusal));
        return done.Value.Id;
    }

    static async Task<GoodsReceiptAnswer> Arrived(Road road, long delivery, ArrivalRequest request)
    {
        var done = await ReceiveGoods.Run(road.Db, delivery, request, Now, road.Warehouse);
        Assert.True(done.Ok, Why(done.Refusal));
        return done.Value;
    }

    static string Why(Refusal? no) =>
        no is null ? "" : $"{no.Code} {string.Join(", ", (no.Findings ?? []).Select(f => $"{f.Line} {f.Code}"))}";

    static ArrivalLineRequest Vials(
        long units, string lot = "NEW-1", string expires = "2028-01-31", long? bad = null) =>
        new(Road.Rabies, lot, expires, units, Damaged: bad);

    static async Task React(Road road) => await CatchUp.Run(
        road.Db, [ReallocateLost.OnLotTaken, ServeWaiting.OnRelease], Now, TestContext.Current.CancellationToken);

    static async Task<long> Certificate(Road road)
    {
        using var file = new MemoryStream(MadeFiles.Pdf());
        return (await Attachments.Save(road.Db, file, "release.pdf", "application/pdf",
            AttachmentPurpose.BatchCertificate, Now, road.Desk)).Value;
    }

    static async Task<Result<GoodsDecisionAnswer>> Decide(
        Road road, long receipt, string kind, long? units = null, string? text = null, bool certificate = true) =>
        await DecideGoods.Run(road.Db, receipt, 1, new(kind, units, text,
            certificate && kind == "release" ? await Certificate(road) : null), Now, road.Desk);

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task Vaccine_waits_in_quarantine_until_a_pharmacist_releases_the_batch(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (before, delivery) = (await road.Units(Road.Rabies, Status.Available),
            await Expected(road, new DeliveryLineRequest(Road.Rabies, 100)));
        var came = await Arrived(road, delivery, new([Vials(60)], "5.4", "intact", "read"));
        Assert.Equal((Status.Quarantine, 626L, DeliveryState.PartlyReceived),
            (came.Lines[0].Status, came.Lines[0].DaysLeft, came.State));
        Assert.Empty(came.Lines[0].Deviations);
        Assert.Equal((before, 60L), (await road.Units(Road.Rabies, Status.Available),
            await road.Units(Road.Rabies, Status.Quarantine)));

        Assert.Equal(["goods-certificate-missing"],
            (await Decide(road, came.Receipt, "release", certificate: false)).Refusal!.Findings!.Select(f => f.Code));
        var part = await Decide(road, came.Receipt, "release", 40);
        Assert.Equal((true, 20L), (part.Value.Booked, part.Value.Waiting.Units));
        Assert.Equal(before + 40, await road.Units(Road.Rabies, Status.Available));
        // The way round the certificate is shut: what waits is not released at the list of lots.
        var lot = await road.Db.One<long>("select id from lot where lot_number = 'NEW-1'");
        Assert.Equal("lot-waits-for-batch-release", (await SetAside.Run(
            road.Db, lot, false, "looks fine", Now, road.Desk)).Refusal?.Code);
        Assert.Equal(20, (await GoodsReceipts.Waiting(road.Db, road.Desk)).Items.Single().Waiting);

        var rest = await Arrived(road, delivery, new([Vials(40)]));
        Assert.Equal((DeliveryState.Received, 0L), (rest.State, rest.Short));
        Assert.True((await Decide(road, rest.Receipt, "return", 10, "too many")).Ok);
        Assert.True((await Decide(road, rest.Receipt, "destroy", 30, "fell down")).Ok);
        Assert.Equal(30, await road.Units(Road.Rabies, Status.Destroyed));
        Assert.Equal(20, await road.Units(Road.Rabies, Status.Quarantine));
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task What_deviates_is_told_and_released_only_after_a_second_look(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var delivery = await Expected(road, new DeliveryLineRequest(Road.Rabies, 50, LotNumber: "TOLD"),
            new DeliveryLineRequest(Mask, 40));
        var came = await Arrived(road, delivery, new(
            [Vials(60, "OTHER", "2026-09-01", bad: 4), new("12345678901", null, null, 5, Text: "a box of gauze"),
                new(Mask, "M1", "2030-01-01", 40)], "9.1", "damaged", "alarm", Last: true));
        Assert.Equal(
            [
                GoodsDeviation.Over, GoodsDeviation.Damaged, GoodsDeviation.ShortShelfLife, GoodsDeviation.WrongLot,
                GoodsDeviation.Temperature, GoodsDeviation.Packaging, GoodsDeviation.Logger,
            ], came.Lines[0].Deviations);
        Assert.Equal([GoodsDeviation.UnknownProduct], came.Lines[1].Deviations);
        Assert.Null(came.Lines[1].Status);
        Assert.Equal((DeliveryState.Received, 0L), (came.State, came.Short));

        Assert.Equal("goods-damaged-not-released",
            (await Decide(road, came.Receipt, "release", 60, "ok")).Refusal!.Findings!.Single().Code);
        Assert.Equal("goods-decision-unexplained",
            (await Decide(road, came.Receipt, "release")).Refusal!.Findings!.Single().Code);
        var decided = (await Decide(road, came.Receipt, "release", null, "the supplier's stability data")).Value;
        Assert.Equal((false, 4L), (decided.Booked, decided.Waiting.Units));
        Assert.Equal(60, await road.Units(Road.Rabies, Status.Quarantine));
        Assert.Equal("second-look-by-the-same",
            (await DecideGoods.SecondLook(road.Db, decided.Id, true, Now, road.Desk)).Refusal?.Code);
        Assert.True((await DecideGoods.SecondLook(road.Db, decided.Id, true, Now, road.Warehouse)).Ok);
        Assert.Equal(4, await road.Units(Road.Rabies, Status.Quarantine));
        Assert.True((await DecideGoods.Undo(road.Db, decided.Id, Now, road.Desk)).Ok);
        Assert.Equal(60, await road.Units(Road.Rabies, Status.Quarantine));
        Assert.Equal("goods-decision-undone-before",
            (await DecideGoods.Undo(road.Db, decided.Id, Now, road.Desk)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task What_needs_no_release_goes_to_the_shelf_and_a_receipt_is_undone_while_it_is_there(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var delivery = await Expected(road, new DeliveryLineRequest(Mask, 40));
        var came = await Arrived(road, delivery, new([new(Mask, "M1", "2030-01-01", null, Packs: 1)], Last: true));
        Assert.Equal((Status.Available, 20L, 20L),
            (came.Lines[0].Status, came.Lines[0].Units.Units, came.Short));
        Assert.Equal(20, await road.Units(Mask, Status.Available));
        Assert.Equal("goods-receipt-unknown",
            (await UndoReceipt.Run(road.Db, came.Receipt, Now, road.Physician)).Refusal?.Code);
        Assert.Equal(DeliveryState.Expected, (await UndoReceipt.Run(road.Db, came.Receipt, Now, road.Warehouse)).Value);
        Assert.Equal(0, await road.Units(Mask, Status.Available));
        Assert.Equal(40, (await ExpectedDeliveries.Of(road.Db, [Mask])).Sum(one => one.Units.Units));
        Assert.Equal("goods-receipt-undone-before",
            (await UndoReceipt.Run(road.Db, came.Receipt, Now, road.Warehouse)).Refusal?.Code);

        var again = await Arrived(road, delivery, new([new(Mask, "M1", "2030-01-01", 40)]));
        Assert.True((await RecordStockEntry.Run(
            road.Db, new("use", Mask, "M1", 1), Now, road.Warehouse)).Ok);
        Assert.Equal("goods-moved-on",
            (await UndoReceipt.Run(road.Db, again.Receipt, Now, road.Warehouse)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task Everything_wrong_with_a_receipt_is_told_at_once_and_nothing_is_booked(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var delivery = await Expected(road, new DeliveryLineRequest(Road.Rabies, 100));
        var known = await road.Db.One<string>(
            "select lot_number from lot where article_number = @a order by id limit 1", new { a = Road.Rabies });
        var wrong = await ReceiveGoods.Run(road.Db, delivery, new(
            [
                Vials(0), new(Road.Rabies, "", null, 5), Vials(5, known!, "2040-01-01"), new("nothing", null, null, 1),
                Vials(3), new(Road.Rabies, "X", "2027-01-01", 1, ProducedOn: "2027-02-01", Scan: "rubbish"),
            ], "warm", "wet", "gone"), Now, road.Warehouse);
        Assert.Equal(
            [
                (null, "temperature-unreadable"), (null, "packaging-unknown"), (null, "logger-unknown"),
                (1, "arrived-units-wrong"), (2, "arrived-lot-missing"), (2, "arrived-expiry-missing"),
                (3, "arrived-expiry-differs"), (4, "arrived-product-undescribed"), (5, "arrived-lot-twice"),
                (6, "arrived-scan-unreadable"), (6, "arrived-production-wrong"),
            ], wrong.Refusal!.Findings!.Select(f => (f.Line, f.Code)));
        Assert.Equal(0, await road.Db.One<long>("select count(*) from goods_receipt where delivery_id = @delivery",
            new { delivery }));
        Assert.Equal(0, await road.Units(Road.Rabies, Status.Quarantine));
        Assert.Equal("delivery-unknown", (await ReceiveGoods.Run(
            road.Db, delivery, new([Vials(1)]), Now, road.Physician)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_scanned_package_says_product_lot_and_expiry(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var delivery = await Expected(road, new DeliveryLineRequest(Road.Rabies, 10));
        var gtin = await road.Db.One<string>("select gtin from product where article_number = @a",
            new { a = Road.Rabies });
        var code = Core.Basics.Gs1.ElementString.OfPackage(
            Core.Basics.Gs1.Gtin.Parse(gtin).Value, new(2028, 3, 31), "SCAN-7", "SN1").Value;
        var came = await Arrived(road, delivery, new([new(null, null, null, 10,
            Scan: Core.Basics.Gs1.ScanData.Write(Core.Basics.Gs1.Symbology.DataMatrix, code))]));
        Assert.Equal(("SCAN-7", 10L), (came.Lines[0].LotNumber, came.Lines[0].Units.Units));
        Assert.Equal(new DateOnly(2028, 3, 31), await road.Db.One<DateOnly>(
            "select expires_on from lot where lot_number = 'SCAN-7'"));
    }

    [Theory, EveryDatabase]
    [Requirement("MAN-011")]
    public async Task A_lot_recalled_while_it_waits_is_not_released(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var delivery = await Expected(road, new DeliveryLineRequest(Road.Rabies, 10));
        var came = await Arrived(road, delivery, new([Vials(10)]));
        var recall = new RecallRequest("one", "Particles", Road.Rabies, ["NEW-1"]);
        Assert.True((await OpenRecall.Run(road.Db, recall, Now, road.Desk)).Ok);
        Assert.Equal(["goods-recalled-not-released"],
            (await Decide(road, came.Receipt, "release")).Refusal!.Findings!.Select(f => f.Code));
        Assert.Equal("goods-units-gone", (await Decide(road, came.Receipt, "destroy", 1, "recalled")).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    [Requirement("MAN-010")]
    public async Task A_released_batch_serves_orders_that_wait_for_it(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var number = await road.Allocated((Road.Rabies, 10));
        var rest = await road.Db.List<string>(
            "select lot_number from lot where article_number = @a", new { a = Road.Rabies });
        Assert.True((await OpenRecall.Run(
            road.Db, new("one", "Particles", Road.Rabies, rest), Now, road.Desk)).Ok);
        await React(road);
        Task<string?> State() => road.Db.One<string>(
            "select state from orders where number = @number", new { number });
        Assert.Equal("released", await State());

        var delivery = await Expected(road, new DeliveryLineRequest(Road.Rabies, 100));
        var came = await Arrived(road, delivery, new([Vials(100)]));
        await React(road);
        Assert.Equal("released", await State());
        Assert.True((await Decide(road, came.Receipt, "release")).Ok);
        await React(road);
        Assert.Equal("allocated", await State());
        Assert.Equal(10, (await road.List(number)).Lines.Where(l => l.LotNumber == "NEW-1").Sum(l => l.Doses.Units));
        await road.Balances();
    }
}
