using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Stock.ColdChain;
using Forsyn.App.Tests.Fulfilment;
using Forsyn.Core.Basics;
using Forsyn.Core.Stock.ColdChain;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock.ColdChain;

public class ReadingsTests
{
    [Theory, EveryDatabase]
    public async Task A_file_is_read_whole_kept_and_read_once(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var csv = ColdRoad.Csv(1, 5, 5.5, 6);
        var first = (await cold.Read(csv)).Value;
        Assert.Equal((false, 3, 3, 0), (first.AlreadyDone, first.Readings, first.Added, first.Excursions.Count));
        var again = (await cold.Read(csv)).Value;
        Assert.Equal((true, first.File, 0), (again.AlreadyDone, again.File, again.Added));
        Assert.Equal(3, await cold.Db.One<long>("select count(*) from cold_reading where file_id = @File",
            new { first.File }));
        var seen = (await Equipment.Get(cold.Db, cold.Fridge, ColdRoad.Later.Day, cold.Road.Warehouse)).Value;
        Assert.Equal(6m, seen.Equipment.Last!.Value.Degrees);
        var kept = await Equipment.File(cold.Db, first.File, cold.Road.Desk);
        Assert.Equal(csv, Encoding.UTF8.GetString(kept.Value.Content));
        Assert.Equal("cold-file-unknown",
            (await Equipment.File(cold.Db, first.File, cold.Road.Physician)).Refusal?.Code);
        Assert.Equal("equipment-unknown", (await cold.Read(csv, who: cold.Road.Physician)).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task Files_that_overlap_agree_or_are_told(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        Assert.True((await cold.Read(ColdRoad.Csv(1, 5, 5.5, 6))).Ok);
        var more = (await cold.Read(ColdRoad.Csv(1, 5, 5.5, 6, 6.5))).Value;
        Assert.Equal((1, 3), (more.Added, more.Same));
        var other = await cold.Read(ColdRoad.Csv(1, 5, 7, 6, 6.5, 4));
        var fault = Assert.Single(other.Refusal!.Findings!);
        Assert.Equal(("cold-differs-from-before", "7", "5.5"), (fault.Code, fault.Args["value"], fault.Args["before"]));
        Assert.Equal(4, await cold.Db.One<long>("select count(*) from cold_reading r join cold_logger g " +
            "on g.id = r.logger_id where g.equipment_id = @Fridge", new { cold.Fridge }));
    }

    [Theory, EveryDatabase]
    public async Task A_faulty_file_changes_nothing_and_a_gap_is_told(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var faulty = await cold.Read(ColdRoad.Csv(1, 5, 6) + "\nnoon,4\n2026-05-15T10:00:00Z,warm");
        Assert.Equal(["4 cold-time-unreadable", "5 cold-temperature-unreadable"],
            faulty.Refusal!.Findings!.Select(f => $"{f.Line} {f.Code}"));
        Assert.Equal(0, await cold.Db.One<long>("select count(*) from cold_file where equipment_id = @Fridge",
            new { cold.Fridge }));
        var gap = (await cold.Read(ColdRoad.Csv(1, 5, 5) + ColdRoad.Csv(5, 6, 6)["time,temp".Length..])).Value;
        Assert.Single(gap.Gaps);
    }

    [Theory, EveryDatabase]
    public async Task The_logger_is_the_one_the_file_names(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var other = "Serial number;T-9\nTid;Temperatur °C\n15.05.2026 10:00;5,0\n15.05.2026 10:10;5,5";
        var refused = await cold.Read(other);
        Assert.Equal(("logger-not-here", "T-9"), (refused.Refusal?.Code, refused.Refusal?.Args["serial"]));
        Assert.True((await RegisterEquipment.AddLogger(cold.Db, cold.Fridge, new("T-9", "2026-02-01"), Road.Now,
            cold.Road.Warehouse)).Ok);
        Assert.Equal("T-9", (await cold.Read(other)).Value.Serial);
        Assert.Equal("logger-unclear", (await cold.Read(ColdRoad.Csv(9, 5, 5))).Refusal?.Code);
    }

    [Theory, EveryDatabase]
    public async Task A_layout_with_a_name_is_used_the_next_time(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var text = "a|x\nb;2026-05-15 10:00;41\nb;2026-05-15 10:10;42,8";
        var layout = LoggerLayouts.Testo with
        {
            Name = "ours", SkipLines = 1, TimeColumn = 2, ClockColumn = null, TemperatureColumn = 3,
            TimeFormat = "yyyy-MM-dd HH:mm", Unit = TemperatureUnit.Fahrenheit,
        };
        var read = await ImportReadings.Run(cold.Db, cold.Fridge, await ColdRoad.File(text), layout, null,
            ColdRoad.Later, cold.Road.Warehouse);
        Assert.Equal(2, read.Value.Added);
        Assert.Equal("ours", (await Layouts.List(cold.Db, cold.Road.Warehouse))[0].Name);
        var next = await cold.Read("a|x\nb;2026-05-15 11:00;41\nb;2026-05-15 11:10;42,8");
        Assert.Equal(2, next.Value.Added);
        Assert.Equal(6_000, await cold.Db.One<long>("select last_milli from cold_equipment where id = @Fridge",
            new { cold.Fridge }));
    }

    [Theory, EveryDatabase]
    public async Task A_year_of_five_minute_readings_is_read_at_once_and_drawn_without_hiding_the_peak(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var text = new StringBuilder("time;temp\n");
        var start = new DateTimeOffset(2025, 5, 14, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 105_000; i++)
            text.Append($"{start.AddMinutes(5 * i):yyyy-MM-ddTHH:mm:ss}Z;")
                .Append(i is >= 50_000 and < 50_003 ? "7,9\n" : "5,0\n");
        var read = (await cold.Read(text.ToString())).Value;
        Assert.Equal((105_000, 0), (read.Added, read.Excursions.Count));
        var seen = (await Equipment.Get(cold.Db, cold.Fridge, ColdRoad.Later.Day, cold.Road.Warehouse)).Value;
        var curve = await Curves.Of(cold.Db, seen.Equipment, new(2025, 5, 14), new(2026, 5, 15));
        Assert.Equal(105_000, curve.Readings);
        Assert.InRange(curve.Parts.Count, 400, 481);
        Assert.Equal(7.9m, curve.Parts.Max(part => part.Highest).Degrees);
    }

    [Theory, EveryDatabase]
    public async Task Equipment_that_cannot_be_is_refused_with_every_reason(DbKind kind)
    {
        await using var cold = await ColdRoad.On(kind);
        var refused = await RegisterEquipment.Run(cold.Db,
            new("", "cellar", "cool", "nowhere", "2030-01-01", "", "soon"), Road.Now, cold.Road.Warehouse);
        Assert.Equal(["equipment-name-missing", "equipment-kind-unknown", "equipment-storage-unknown",
            "equipment-day-wrong", "equipment-day-wrong", "logger-serial-missing", "equipment-place-unknown"],
            refused.Refusal!.Findings!.Select(f => f.Code));
        Assert.Equal("equipment-unknown",
            (await Equipment.Get(cold.Db, cold.Fridge, Road.Now.Day, cold.Road.Physician)).Refusal?.Code);
        Assert.True((await RegisterEquipment.Retire(cold.Db, cold.Fridge, "2026-05-01", Road.Now,
            cold.Road.Warehouse)).Ok);
        Assert.Equal("equipment-changed-meanwhile", (await RegisterEquipment.Retire(cold.Db, cold.Fridge, null,
            Road.Now, cold.Road.Warehouse, version: 1)).Refusal?.Code);
    }
}
