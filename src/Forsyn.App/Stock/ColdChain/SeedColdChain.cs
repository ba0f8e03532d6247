using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock.ColdChain;

namespace Forsyn.App.Stock.ColdChain;

/// <summary>
/// Made fridges with a week of made readings, one an hour; the last hours of one of them were too warm, and its lots
/// wait for a decision.
/// </summary>
public static class SeedColdChain
{
    const int Hours = 168, WarmHours = 4, WarmPeak = 14;

    // Holder's key, place (its default where empty), name, and whether it was warm.
    static readonly (string Holder, string Place, string Name, bool Warm)[] Made =
    [
        ("fhi", "fhi-cold-1", "Kjølerom 1", false), ("fhi", "fhi-cold-2", "Kjølerom 2", false),
        ("office-5601-2", "", "Kjøleskap legekontor", false), ("station-5601-1", "", "Kjøleskap helsestasjon", false),
        ("office-5601-1", "", "Kjøleskap vaksinerom", true), ("pharmacy-5601-1", "", "Kjøleskap reseptur", false),
    ];

    /// <summary>Returns how many readings were written; holders that are not there are passed over.</summary>
    public static async Task<Result<long>> Run(Tx tx, Moment now)
    {
        var written = 0L;
        foreach (var (one, i) in Made.Select((one, i) => (one, i)))
        {
            var place = await tx.One<PlaceRow>("select pl.id, pl.party_id from place pl join party y " +
                "on y.id = pl.party_id where y.key = @Holder and (pl.key = @Place or @Place = '' and pl.is_default)",
                new { one.Holder, one.Place });
            if (place is null) continue;
            var readings = Readings(one.Warm, now, new Random(i + 1));
            var id = tx.Ids.Next();
            var logger = tx.Ids.Next();
            var batch = new Batch(tx);
            RegisterEquipment.Append(batch, id, place.PartyId, place.Id,
                one.Place == "" ? EquipmentKind.Fridge : EquipmentKind.Room, one.Name, "fridge",
                now.Day.AddYears(-1), true, now, "seed");
            RegisterEquipment.Logger(batch, logger, id, $"MADE-{i + 1:000}", "iso", now.Day.AddMonths(-3 * (i + 1)));
            await batch.Run();
            await ImportReadings.Store(tx, id, logger, 0, readings);
            written += readings.Count;
            var caller = new Caller("seed", "Demonstrasjon", [], place.PartyId, "");
            var equipment = (await Equipment.Own(tx, id, caller)).Value;
            var found = await FindExcursions.Run(tx, equipment, readings,
                ColdRules.Limits(equipment.StorageValue, now.Day), now, caller, tell: false);
            if (!found.Ok) return found.Refusal!;
        }
        return written;
    }

    // About five degrees with the rhythm of a compressor. The warm one is back in range just now.
    static List<Reading> Readings(bool warm, Moment now, Random chance) =>
    [.. Enumerable.Range(0, Hours + 1).Select(i =>
    {
        var left = Hours - i;
        var degrees = 5m + (decimal)Math.Round(Math.Sin(i / 2.0) + chance.NextDouble() - 0.5, 1);
        if (warm && left is > 0 and <= WarmHours) degrees = WarmPeak - 2 * Math.Abs(left - WarmHours / 2);
        return new Reading(now.Plus(TimeSpan.FromHours(-left)), Celsius.Of(degrees));
    })];

    sealed class PlaceRow
    {
        public long Id { get; init; }
        public long PartyId { get; init; }
    }
}
