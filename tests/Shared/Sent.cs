#if STORAGE
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Basics;

namespace Forsyn.Tests;

/// <summary>Orders that have left the warehouse, written straight into the tables: a test says what was sent.</summary>
public static class Sent
{
    public static readonly DateOnly Day = Databases.SeededAt.Day;

    public sealed record Line(string Article, long Packs, long DosesPerPack, long PriceOre, string Purpose, long Doses);

    /// <summary>Rotavirus vaccine of the childhood programme, free, packs of ten.</summary>
    public static Line Programme(long doses = 10) => new("145374", 1, 10, 0, "childhood", doses);
    /// <summary>Pneumococcal vaccine at full price, single doses.</summary>
    public static Line Payable(long doses = 5, string purpose = "payable") =>
        new("481047", 5, 1, 56000, purpose, doses);

    /// <summary>An order of the persona's party, of which the doses of each line were sent.</summary>
    public static async Task Order(Db db, long number, string persona, params Line[] lines)
    {
        var supplier = await Supplier.Id(db, Databases.SeededAt.Day);
        var caller = await Caller(db, persona);
        var done = await db.Write<bool>(async tx =>
        {
            var batch = new Batch(tx).Add(
                "insert into orders (number, supplier_id, customer_id, requisitioner_name, requisitioner_role, " +
                "placed_by, channel, state, urgent, remarks, delivery_address, accepts_shorter, fee_ore, net_ore, " +
                "created_at, version) " +
                "values (?, ?, ?, ?, ?, ?, 'web', 'dispatched', ?, '', 'Storgata 1, 9600 Hammerfest', ?, ?, 0, ?, 1)",
                number, supplier, caller.Party, caller.Name, Kebab.Of(caller.Roles[0]), persona, false, false,
                persona is "apotek" or "grossist" ? 0L : 20000L, Databases.SeededAt);
            batch.AddRows(
                "insert into order_line (order_number, line, article_number, doses, packs, purpose, unit_price_ore, " +
                "amount_ore) {values}",
                [.. lines.Select((l, i) => (object?[])[number, i + 1, l.Article, l.Packs * l.DosesPerPack, l.Packs,
                    l.Purpose, l.PriceOre, l.PriceOre * l.Packs])]);
            batch.Add(
                "insert into shipment (id, order_number, sscc, supplier_id, customer_id, place_id, temperature, " +
                "address, dispatched_at, dispatched_by) values (?, ?, '', ?, ?, 0, 'fridge', '', ?, 'lager')",
                number, number, supplier, caller.Party, Databases.SeededAt);
            batch.AddRows("insert into shipment_line (shipment_id, line, order_line, lot_id, pool, quantity) {values}",
                // Two lots where there are doses enough, as lots run out in the middle of a line.
                [.. lines.SelectMany((l, i) => l.Doses < 2
                    ? (object?[][])[[number, i * 2 + 1, i + 1, 1, 0, l.Doses]]
                    : [[number, i * 2 + 1, i + 1, 1, 0, 1], [number, i * 2 + 2, i + 1, 2, 0, l.Doses - 1]])]);
            await batch.Run();
            return true;
        });
        Assert.True(done.Ok);
    }

    public static async Task<Caller> Caller(Db db, string persona) =>
        await Personas.Of(db, Databases.SeededAt).Find(persona) ?? throw new InvalidOperationException(persona);
}
#endif
