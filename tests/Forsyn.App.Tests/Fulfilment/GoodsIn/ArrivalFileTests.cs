using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.Core.Basics;
using Forsyn.Core.Fulfilment;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Fulfilment.GoodsIn;

public class ArrivalFileTests
{
    static async Task<long> Expected(Road road) => (await SaveDelivery.Register(road.Db, new("sup-alpin", "2026-05-15",
        [new(Road.Rabies, 100)], "PO-7"), Road.Now, road.Warehouse)).Value.Id;

    static Task<Result<GoodsReceiptAnswer>> Came(Road road, long delivery, string rows, string? key = null) =>
        ArrivalFile.Receive(road.Db, delivery,
            new MemoryStream(Encoding.UTF8.GetBytes("varenummer;parti;utløpsdato;antall;enhet\n" + rows)),
            new(null, "5.4", "intact", "read"), Road.Now, road.Warehouse, key: key);

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task What_came_is_booked_from_a_file_once_and_waits_for_release(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var delivery = await Expected(road);
        var rows = $"{Road.Rabies};FILE-1;31.01.2028;60;doser\n{Road.Rabies};FILE-2;2028-02;40;pakningar\n";
        var came = await Came(road, delivery, rows, "one");
        Assert.Equal((DeliveryState.Received, 100L, Status.Quarantine), (came.Value.State,
            came.Value.Lines.Sum(line => line.Units.Units), came.Value.Lines[0].Status));
        Assert.Equal(new DateOnly(2028, 2, 29),
            await road.Db.One<DateOnly>("select expires_on from lot where lot_number = 'FILE-2'"));
        var again = await Came(road, delivery, rows, "one");
        Assert.Equal(came.Value.Receipt, again.Value.Receipt);
        Assert.Equal("delivery-not-in-state", (await Came(road, delivery, rows)).Refusal?.Code);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-004")]
    public async Task Everything_wrong_in_a_file_is_told_at_once_by_its_row_and_nothing_is_booked(DbKind kind)
    {
        await using var road = await Road.On(kind);
        var (delivery, before) = (await Expected(road), await road.Units(Road.Rabies, Status.Quarantine));
        var no = await Came(road, delivery, $"{Road.Rabies};FILE-1;soon;60;doser\n" +
            $"{Road.Rabies};FILE-2;2028-02-01;x;glass\n{Road.Rabies};FILE-3;2028-02-01;0;doser\n");
        Assert.Equal("goods-not-received", no.Refusal!.Code);
        Assert.Equal([2, 3, 3, 4], no.Refusal.Findings!.Select(finding => finding.Line!.Value));
        Assert.Equal(["report-expiry-unreadable", "report-quantity-unreadable", "report-unit-unknown"],
            no.Refusal.Findings!.Select(finding => finding.Code).Take(3));
        Assert.Equal(before, await road.Units(Road.Rabies, Status.Quarantine));
        Assert.Equal("delivery-unknown", (await Came(road, 1, $"{Road.Rabies};A;2028-02-01;1;\n")).Refusal?.Code);
    }
}
