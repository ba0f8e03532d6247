using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Fulfilment.GoodsIn;

/// <summary>Made deliveries to FHI for the demonstration: one due in days, one in weeks, one late.</summary>
public static class SeedDeliveries
{
    static readonly Caller By = new("seed", "Demonstrasjon", [], null, "");

    static readonly (string Supplier, string Reference, int Days, (string Article, long Packs, string Lot)[] Lines)[]
        Made =
        [
            ("sup-nordlys", "AVROP-1 (oppdiktet)", 4, [("481047", 900, "NB26-114"), ("900003", 400, "")]),
            ("sup-meridian", "AVROP-2 (oppdiktet)", 19, [("581357", 1500, "")]),
            ("sup-fjordvax", "AVROP-3 (oppdiktet)", -3, [("390034", 1200, "FV26-07"), ("145374", 800, "")]),
        ];

    public static async Task<long> Run(Tx tx, Moment now)
    {
        var holder = await tx.One<long?>("select id from party where key = 'fhi'");
        if (holder is null) return 0;
        var written = 0L;
        foreach (var (supplier, reference, days, lines) in Made)
        {
            var read = await ReadDelivery.Of(tx, new DeliveryRequest(supplier, $"{now.Day:yyyy-MM-dd}",
                [.. lines.Select(line => new DeliveryLineRequest(line.Article, null, line.Packs, line.Lot))],
                reference, null, 365), now.Day);
            // A country of other files has neither these suppliers nor these products.
            if (!read.Ok) continue;
            await SaveDelivery.Save(tx, holder.Value, read.Value with { PlannedOn = now.Day.AddDays(days) },
                made: true, now, By);
            written++;
        }
        return written;
    }
}
