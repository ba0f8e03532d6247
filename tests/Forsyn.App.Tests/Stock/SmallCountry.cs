using Forsyn.App.Database;
using Forsyn.App.Tests.Ledger;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Stock;

/// <summary>
/// Three municipalities, four holders and five lots of three products, with random movements on them.
/// </summary>
sealed class SmallCountry
{
    public sealed record HolderFacts(long Id, PartyType Type, string Municipality, string County);
    public sealed record LotFacts(long Id, string Article, string Atc, DateOnly ExpiresOn);
    public sealed record Held(HolderFacts Holder, LotFacts Lot, Slot Slot, long Units, long ChangedAt);

    public static readonly HolderFacts[] Holders =
    [
        new(1, PartyType.Authority, "0301", "03"), new(2, PartyType.Pharmacy, "0301", "03"),
        new(3, PartyType.Pharmacy, "4601", "46"), new(4, PartyType.HealthStation, "4602", "46"),
    ];

    public static readonly LotFacts[] Lots =
    [
        new(1, "000001", "J07BB02", new(2026, 6, 1)), new(2, "000001", "J07BB02", new(2026, 8, 13)),
        new(3, "000002", "J07BC01", new(2026, 8, 14)), new(4, "000003", "J06BA01", new(2027, 1, 1)),
        new(5, "000003", "J06BA01", new(2028, 1, 1)),
    ];

    readonly RandomLedger _ledger;

    SmallCountry(RandomLedger ledger) => _ledger = ledger;

    public Moment Now => _ledger.Now;

    public async Task Go(int steps, bool aDayLater = false)
    {
        if (aDayLater) _ledger.Wait(TimeSpan.FromDays(1));
        for (var i = 0; i < steps; i++) await _ledger.Step();
    }

    public static async Task<SmallCountry> Make(Db db, int seed, int steps)
    {
        await db.Write<int>(async tx =>
        {
            await tx.Do("""
                insert into county (number, name, sami_name, kven_name, health_region)
                values ('03', 'Oslo', '', '', 'x'), ('46', 'Vestland', '', '', 'x');
                insert into municipality (number, name, sami_name, kven_name, county_number, population, age_0,
                    age_1_17, age_12, age_18_64, age_65_up, age_80_up, latitude, longitude)
                values ('0301', 'Oslo', '', '', '03', 700000, 0, 0, 0, 0, 0, 0, 59.9, 10.7),
                    ('4601', 'Bergen', '', '', '46', 290000, 0, 0, 0, 0, 0, 0, 60.4, 5.3),
                    ('4602', 'Kinn', '', '', '46', 17000, 0, 0, 0, 0, 0, 0, 61.6, 5.0);
                """);
            foreach (var holder in Holders)
                await tx.Do(
                    "insert into party (id, key, type, municipality_number, municipal, made) " +
                    "values (@Id, @key, @type, @Municipality, @no, @no)",
                    new { holder.Id, key = $"holder-{holder.Id}", type = Kebab.Of(holder.Type), holder.Municipality,
                        no = false });
            foreach (var lots in Lots.GroupBy(lot => (lot.Article, lot.Atc)))
                await tx.Do("""
                    insert into product (article_number, gtin, name, substance, atc, form, strength, class,
                        doses_per_pack, units_note, storage, authorised, childhood, hpv, influenza, yellow_fever,
                        pregnancy, blue_keys, preservative, multi_dose, freeze_dried, light_protected, price_ore,
                        positive_list, prescription_group, made, search)
                    values (@Article, '', @name, 'substance', @Atc, '', '', 'vaccine', 10, '', 'fridge', @no, @no, @no,
                        @no, @no, @no, '', 'none', @no, @no, @no, 0, @no, '', @no, @search)
                    """,
                    new
                    {
                        lots.Key.Article, lots.Key.Atc, name = $"Product {lots.Key.Article}", no = false,
                        search = $"product {lots.Key.Article} 100%",
                    });
            foreach (var lot in Lots)
                await tx.Do(
                    "insert into lot (id, article_number, lot_number, expires_on) " +
                    "values (@Id, @Article, @number, @ExpiresOn)",
                    new { lot.Id, lot.Article, number = $"L{lot.Id}", lot.ExpiresOn });
            return 0;
        });
        var ledger = new RandomLedger(db, seed);
        for (var i = 0; i < steps; i++) await ledger.Step();
        return new(ledger);
    }

    /// <summary>What stands where, replayed from the journal's beginning; a null day is all of it.</summary>
    public IReadOnlyList<Held> Replay(DateOnly? asOf, Moment? known = null)
    {
        var (day, until) = (asOf ?? DateOnly.MaxValue, known?.Microseconds ?? long.MaxValue);
        return
        [
            .. _ledger.Model.AsOf(day, until)
                .Select(account => (account.Key.Holder, account.Key.Lot, account.Key.Spot, Units: account.Value))
                .Where(row => LedgerWords.Slot(row.Spot).Inside)
                .Select(row => new Held(
                    Holders.Single(holder => holder.Id == row.Holder), Lots.Single(lot => lot.Id == row.Lot),
                    LedgerWords.Slot(row.Spot),
                    row.Units, _ledger.Model.Journal.Where(entry => entry.Line.Day <= day && entry.At <= until
                        && entry.Line.Holder == row.Holder
                        && entry.Line.Lot == row.Lot && (entry.Line.From == row.Spot || entry.Line.To == row.Spot))
                            .Max(entry => entry.At))),
        ];
    }
}
