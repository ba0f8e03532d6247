using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Fulfilment;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Tests.Cli;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

public class WasteTests
{
    static async Task<(Road Road, string Lot)> Office(DbKind kind)
    {
        var road = await Road.On(kind);
        var number = await road.Dispatched((Road.Rabies, 20));
        var received = await ReceiveShipment.Run(road.Db, number, null, Road.Now, road.Physician);
        return (road, received.Value.Lines[0].LotNumber);
    }

    static Task<Result<StockEntriesAnswer>> File(Road road, string rows) => EntryFile.Book(road.Db,
        new MemoryStream(Encoding.UTF8.GetBytes("kind;varenummer;parti;antall;enhet;årsak;tekst\n" + rows)), Road.Now,
        road.Physician);

    static async Task<WasteView> Lost(Road road, string group, Caller? who = null, string? cause = null) =>
        (await Wastage.Run(road.Db, new(group, Cause: cause, Query: "rabipur"), Road.Now.Day,
            who ?? road.Physician)).Value;

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task Losses_are_told_by_cause_product_and_month_in_units_and_kroner(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var before = await road.Db.One<long>("select price_ore / doses_per_pack from product " +
            "where article_number = @a", new { a = Road.Rabies });
        var done = await File(road, $"waste;569568;{lot};4;doser;refrigerator-failure;\n" +
            $"waste;569568;{lot};1;pakning;broken;\nuse;569568;{lot};2;;;\n");
        Assert.True(done.Ok, string.Join(", ", done.Refusal?.Findings?.Select(f => $"{f.Line} {f.Code}") ?? []));
        Assert.Equal((3, 7L), (done.Value.Entries, done.Value.Doses.Units));
        var lost = await Lost(road, "cause");
        Assert.Equal([("refrigerator-failure", 4L), ("broken", 1L)], lost.Rows.Select(row => (row.Key, row.Units)));
        Assert.Equal(before * 5, lost.Value.Ore);
        Assert.Equal((Road.Rabies, 5L), (await Lost(road, "product")).Rows.Select(r => (r.Key, r.Units)).Single());
        Assert.Equal(("2026-05", 5L), (await Lost(road, "month")).Rows.Select(r => (r.Key, r.Units)).Single());
        Assert.Equal(1, (await Lost(road, "cause", cause: "broken")).Units);
        var entry = (await ListStockEntries.Run(road.Db, road.Physician)).Single(e => e.Cause == "broken");
        Assert.True((await CorrectStockEntry.Run(road.Db, entry.Id, Road.Now, road.Physician)).Ok);
        Assert.Equal(4, (await Lost(road, "cause")).Units);
        await road.Balances();
    }

    [Theory, EveryDatabase]
    public async Task A_holder_sees_its_own_losses_and_the_regulator_everyones(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        Assert.True((await File(road, $"waste;569568;{lot};4;;broken;\n")).Ok);
        Assert.Equal(0, (await Lost(road, "holder", road.Pharmacist)).Units);
        var regulator = (await Personas.Of(road.Db, Road.Now).Find("dmp"))!;
        var row = (await Lost(road, "holder", regulator)).Rows.Single();
        Assert.Equal(($"{road.Physician.Party}", 4L), (row.Key, row.Units));
        Assert.Equal("waste-question-unreadable", (await Wastage.Run(
            road.Db, new("colour", "soon"), Road.Now.Day, road.Physician)).Refusal?.Code);
        Assert.Contains("broken", (await CommandLine.As(
            road.Test, "dmp", "stock", "wastage", "--query", "rabipur")).Answer);
    }

    [Theory, EveryDatabase]
    [Requirement("SHL-003")]
    public async Task A_file_of_entries_is_booked_whole_or_not_at_all(DbKind kind)
    {
        var (road, lot) = await Office(kind);
        await using var _ = road;
        var before = await road.Units(Road.Rabies, Status.Available, road.Physician.Party);
        var wrong = await File(road, $"waste;569568;{lot};4;;broken;\nwaste;569568;{lot};999999;;;\n" +
            $"eat;569568;{lot};1;;;\nwaste;569568;none;x;;broken;\nuse;569568;{lot};1;glass;;\n");
        Assert.Equal(
            [(3, "entry-more-than-in-stock"), (3, "waste-cause-missing"), (4, "entry-kind-unknown"),
                (5, "entry-lot-not-found"), (5, "entry-without-units"), (6, "report-unit-unknown")],
            wrong.Refusal!.Findings!.Select(f => (f.Line!.Value, f.Code)));
        Assert.Equal(before, await road.Units(Road.Rabies, Status.Available, road.Physician.Party));
        var nynorsk = await File(road, $"use;569568;{lot};1;Pakningar;;\nuse;569568;{lot};1;Dosar;;\n");
        Assert.Equal(2, nynorsk.Value.Entries);
        Assert.Equal("report-columns-missing", (await EntryFile.Book(road.Db,
            new MemoryStream("a;b\n1;2\n"u8.ToArray()), Road.Now, road.Physician)).Refusal?.Code);
    }
}
