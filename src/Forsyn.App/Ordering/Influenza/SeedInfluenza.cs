using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>
/// Gives the demonstration country its seasons, and the newest of them pre-orders of nearly all: while the window is
/// open those one can sign in as have still to make theirs. All of it is made.
/// </summary>
public static class SeedInfluenza
{
    const int Seed = 20260701;
    const string By = "seed";
    // The two that are pre-ordered, the large pack and the one for the old, and two more at full and reduced price.
    static readonly string[] Articles = ["010348", "900007", "064733", "469758"];

    /// <summary>The number of pre-orders written; the parties and products must be there.</summary>
    public static async Task<int> Run(
        Tx tx, CountryData country, IReadOnlyDictionary<PartyKey, long> ids, Moment now)
    {
        var products = country.Products.Where(p => Articles.Contains(p.ArticleNumber.ToString())).ToList();
        if (products.Count == 0) return 0;
        var year = now.Day.Month >= 4 ? now.Day.Year : now.Day.Year - 1;
        var batch = new Batch(tx);
        for (var back = 2; back >= 0; back--) OpenSeason.Save(batch, Made(year - back, products), out _);
        await batch.Run();
        await Waves(tx, year);
        return await PreOrders(tx, country, ids, Made(year, products), now);
    }

    // No source gives the reduced price: six tenths of the full one, in whole kroner, is made.
    static Season Made(int year, IEnumerable<Core.Catalogue.Product> products) => new(
        Season.CodeOf(year), DateRange.Inclusive(new(year, 4, 1), new(year, 8, 1)), Season.DispatchOf(year),
        products.ToDictionary(p => p.ArticleNumber.ToString(), p => new SeasonPrice(p.InactivatedInfluenza
            ? Money.Kroner(p.PricePerPack.Ore * 6 / 1000) : p.PricePerPack, p.PricePerPack)));

    static Task<int> Waves(Tx tx, int year) => new Batch(tx)
        .AddRows("insert into dispatch_wave (season, number, day) {values}",
            [.. new DateOnly[] { new(year, 9, 8), new(year, 9, 22), new(year, 10, 6), new(year, 10, 20) }
                .Select((day, i) => (object?[])[Season.CodeOf(year), i + 1, day])]).Run();

    static async Task<int> PreOrders(
        Tx tx, CountryData country, IReadOnlyDictionary<PartyKey, long> ids, Season season, Moment now)
    {
        var chance = new Random(Seed);
        var numbers = Rules.Book.On(now.Day);
        var open = season.TakesPreOrders(now.Day);
        var people = country.Personas.Where(one => open && one.Role is Role.InfectionControlPhysician
            or Role.HospitalPhysician).ToList();
        var units = country.Municipalities.Where(m => !people.Any(p => p.Municipality == m.Number && p.Role
                == Role.InfectionControlPhysician))
            .Select(m => new MadePreOrder(m.Number, "municipality", m.Number, new PartyKey($"office-{m.Number}-1"),
                TargetGroups.Size(m.People, numbers).People * chance.Next(38, 72) / 100, 0))
            .Concat(country.Parties.Where(p => p.Type == PartyType.Hospital && !people.Any(one => one.Party == p.Key
                && one.Role == Role.HospitalPhysician))
                .Select(p => new MadePreOrder(p.Key.Value, "hospital", p.Municipality, p.Key, chance.Next(2, 30) * 10,
                    chance.Next(10, 120) * 10)))
            .Where(unit => ids.ContainsKey(unit.Customer)).ToList();
        var at = open ? now : Moment.Of(new DateTimeOffset(season.Window.From.AddDays(30), new(8, 0), TimeSpan.Zero));
        var rows = units.Select(unit => (Id: tx.Ids.Next(), Unit: unit, Lines: unit.Lines(season))).ToList();
        await Bulk.Load(tx, "pre_order", ["id", "season", "unit", "kind", "municipality_number", "customer_id",
            "delivery_address", "target_group", "requisitioner", "requisitioner_role", "changed_at", "changed_by",
            "made", "version"], rows.Select(row => (object?[])
        [
            row.Id, season.Code, row.Unit.Key, row.Unit.Kind, row.Unit.Municipality, ids[row.Unit.Customer],
            row.Unit.Address, true, row.Unit.By, Kebab.Of(row.Unit.Role), at, By, true, 1L,
        ]));
        await Bulk.Load(tx, "pre_order_line", ["pre_order_id", "article_number", "doses", "personnel"],
            rows.SelectMany(row => row.Lines, (row, line) => (object?[])
                [row.Id, line.ArticleNumber, line.Doses ?? 0, line.HealthPersonnel ?? 0]));
        await Bulk.Load(tx, "pre_order_version", ["pre_order_id", "version", "at", "by_person", "content"],
            rows.Select(row => (object?[])[row.Id, 1L, at, By, Json.Write(new PreOrderRequest(season.Code,
                row.Unit.Address, true, row.Lines, row.Unit.Key))]));
        return rows.Count;
    }

    sealed record MadePreOrder(
        string Key, string Kind, string Municipality, PartyKey Customer, long Doses, long Personnel)
    {
        public Role Role => Kind == "hospital" ? Role.HospitalPhysician : Role.InfectionControlPhysician;
        public string By => Kind == "hospital" ? "Sykehuslege (oppdiktet)" : "Smittevernlege (oppdiktet)";
        public string Address => $"Varemottaket, {Customer}";

        // About a fifth of the doses is the vaccine made for the old.
        public IReadOnlyList<PreOrderLineRequest> Lines(Season season) =>
            [.. new[] { ("010348", Tens(Doses * 8 / 10)), ("900007", Tens(Doses * 2 / 10)) }
                .Where(line => season.Prices.ContainsKey(line.Item1))
                .Select((line, i) => new PreOrderLineRequest(line.Item1, line.Item2, i == 0 ? Personnel : 0))];

        static long Tens(long doses) => Math.Max(1, (doses + 5) / 10) * 10;
    }
}
