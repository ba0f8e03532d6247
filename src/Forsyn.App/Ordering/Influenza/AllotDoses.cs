using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Stock;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>How doses are to be shared: what is given before anything is shared in proportion.</summary>
/// <param name="HospitalFloorPercent">Of what a hospital asked for; hospitals come first.</param>
/// <param name="MunicipalityFloorDoses">Doses every municipality gets of each vaccine it asked for.</param>
/// <param name="Supply">Doses to give by article number; what is not here is what is in stock.</param>
public sealed record AllotmentTerms(
    int HospitalFloorPercent = 0, long MunicipalityFloorDoses = 0, IReadOnlyDictionary<string, long>? Supply = null);

/// <summary>The sharing of one vaccine: who asked, what each gets and why.</summary>
public sealed record VaccineSharing(
    string ArticleNumber, string Name, long InStock, Sharing Sharing, IReadOnlyList<SharedPreOrder> PreOrders);

public sealed record SharedPreOrder(
    long PreOrder, string Unit, string UnitName, string Kind, string County, Allotment Allotment);

/// <summary>Fact: a pre-order has been given its doses.</summary>
public sealed record PreOrderAllotted(
    long PreOrder, string Season, string Unit, long Customer, long Asked, long Allotted);

public sealed record AllotmentAnswer(string Season, int PreOrders, long Asked, long Allotted);

/// <summary>
/// Shares the season's doses among all pre-orders: looked at as often as wanted, decided once. Each line of a pre-order
/// keeps what it got and the sum behind it.
/// </summary>
public static class AllotDoses
{
    /// <summary>What a decision would give now; saves nothing. Refuses season-unknown and terms-faulty.</summary>
    public static async Task<Result<IReadOnlyList<VaccineSharing>>> Preview(
        Db db, string? code, AllotmentTerms terms, Moment now)
    {
        var season = await Seasons.Get(db, code, now.Day);
        if (!season.Ok) return season.Refusal!;
        if (Fault(terms) is { } no) return no;
        var (rows, stock) = await db.Snapshot(async tx => (await Rows(tx, season.Value.Season.Code),
            await Stock(tx, season.Value.Season, now)));
        return Share(season.Value, rows, stock, terms);
    }

    /// <summary>
    /// Decides: no pre-order can be changed from here on. Refuses season-unknown, terms-faulty, season-decided,
    /// window-still-open and nothing-pre-ordered.
    /// </summary>
    public static async Task<Result<AllotmentAnswer>> Decide(
        Db db, string? code, AllotmentTerms terms, Moment now, Caller caller)
    {
        var season = await Seasons.Get(db, code, now.Day);
        if (!season.Ok) return season.Refusal!;
        if (Fault(terms) is { } no) return no;
        var window = season.Value.Season.Window;
        if (now.Day <= window.LastDay)
            return Refusal.Of("window-still-open", "last", $"{window.LastDay:yyyy-MM-dd}");
        return await db.Write<AllotmentAnswer>(async tx =>
        {
            var locked = await Seasons.Lock(tx, season.Value.Season.Code);
            if (!locked.Ok) return locked.Refusal!;
            if (locked.Value.DecidedAt is not null) return Refusal.Of("season-decided", "season", locked.Value.Code);
            var rows = await Rows(tx, locked.Value.Code);
            if (rows.Count == 0) return Refusal.Of("nothing-pre-ordered", "season", locked.Value.Code);
            var shared = Share(season.Value, rows, await Stock(tx, season.Value.Season, now), terms);
            var batch = new Batch(tx);
            Save(batch, shared, locked.Value.Code, terms, now, caller);
            Tell(batch, locked.Value.Code, rows, shared, now);
            await batch.Run();
            return new AllotmentAnswer(locked.Value.Code, rows.Select(row => row.Id).Distinct().Count(),
                rows.Sum(row => row.All), shared.Sum(one => one.Sharing.Given.Units));
        }, caller.Once);
    }

    static Refusal? Fault(AllotmentTerms terms) =>
        terms.HospitalFloorPercent is < 0 or > 100 || terms.MunicipalityFloorDoses is < 0 or > 1_000_000
            || (terms.Supply ?? new Dictionary<string, long>()).Values.Any(doses => doses is < 0 or > 1_000_000_000)
            ? Refusal.Of("terms-faulty") : null;

    static List<VaccineSharing> Share(
        SeasonView season, IReadOnlyList<Row> rows, IReadOnlyDictionary<string, long> stock, AllotmentTerms terms) =>
        [.. season.Vaccines.Select(vaccine =>
        {
            var mine = rows.Where(row => row.ArticleNumber == vaccine.Article).ToList();
            var there = stock.GetValueOrDefault(vaccine.Article);
            var supply = terms.Supply?.TryGetValue(vaccine.Article, out var set) == true ? set : there;
            var sharing = ProrationRules.Share(new Quantity(supply), vaccine.Product.DosesPerPack,
                [.. mine.Select(row => row.ToClaim(terms))]);
            return new VaccineSharing(vaccine.Article, vaccine.Product.Name, there, sharing,
                [.. mine.Zip(sharing.Allotments, (row, allotment) => new SharedPreOrder(
                    row.Id, row.Unit, row.UnitName, row.Kind, row.County, allotment))]);
        })];

    static void Save(
        Batch batch, IReadOnlyList<VaccineSharing> shared, string season, AllotmentTerms terms, Moment now,
        Caller caller)
    {
        foreach (var vaccine in shared)
            batch.AddRows(
                "with v (id, allotted, reason) as ({values}) update pre_order_line set allotted = v.allotted, " +
                "reason = v.reason from v where pre_order_line.pre_order_id = v.id " +
                $"and article_number = '{vaccine.ArticleNumber}'",
                [.. vaccine.PreOrders.Select(one => (object?[])[one.PreOrder, one.Allotment.Units.Units,
                    Json.Write(ReasonOf(vaccine.Sharing, one.Allotment))])]);
        batch.Add("update season set decided_at = ?, decided_by = ?, terms = ?, version = version + 1 where code = ?",
            now, caller.Name, Json.Write(terms), season);
    }

    static AllotmentReasonView ReasonOf(Sharing sharing, Allotment one) => new(Kebab.Of(one.Reason),
        sharing.SupplyPacks, sharing.WantedPacks, sharing.RestPacks, one.WantedPacks, one.FloorPacks, one.SharedPacks,
        one.RoundedUp, one.UnitsPerPack);

    static void Tell(
        Batch batch, string season, IReadOnlyList<Row> rows, IReadOnlyList<VaccineSharing> shared, Moment now)
    {
        var given = shared.SelectMany(one => one.PreOrders).GroupBy(one => one.PreOrder)
            .ToDictionary(ones => ones.Key, ones => ones.Sum(one => one.Allotment.Units.Units));
        foreach (var order in rows.GroupBy(row => row.Id).Select(lines => lines.ToList()))
            Outbox.Append(batch, new PreOrderAllotted(order[0].Id, season, order[0].Unit, order[0].CustomerId,
                order.Sum(line => line.All), given.GetValueOrDefault(order[0].Id)), now);
    }

    static Task<List<Row>> Rows(Tx tx, string season) => tx.List<Row>("""
        select o.id, o.unit, o.kind, o.customer_id, m.county_number as county, l.article_number, l.doses, l.personnel,
            case when o.kind = 'municipality' then m.name else coalesce(n.name_nb, o.unit) end as unit_name
        from pre_order o join pre_order_line l on l.pre_order_id = o.id
        join municipality m on m.number = o.municipality_number
        left join party_name n on n.party_id = o.customer_id and n.valid_to is null
        where o.season = @season order by o.unit, l.article_number
        """, new { season });

    /// <summary>Programme doses the supplier may still send when dispatch begins, by article.</summary>
    internal static async Task<IReadOnlyDictionary<string, long>> Stock(Tx tx, Season season, Moment now)
    {
        var day = now.Day > season.Dispatch.From ? now.Day : season.Dispatch.From;
        var rows = await tx.List<StockRow>($"""
            select l.article_number, cast(sum(b.quantity) as bigint) as doses
            from lot l join balance b on b.lot_id = l.id and b.status = {(short)Status.Available}
                and b.pool = {(short)Pool.Programme} and b.holder_id = @supplier
            where l.article_number in @articles and l.expires_on >= @earliest group by l.article_number
            """, new
        {
            supplier = await Parties.Supplier.Id(tx.Db, now.Day), articles = InList.Of(season.Prices.Keys),
            earliest = day.AddDays(Rules.Book.On(now.Day).Days("guaranteed-shelf-life-days")),
        });
        return rows.ToDictionary(row => row.ArticleNumber, row => row.Doses);
    }

    sealed class StockRow
    {
        public string ArticleNumber { get; init; } = "";
        public long Doses { get; init; }
    }

    sealed class Row
    {
        public long Id { get; init; }
        public string Unit { get; init; } = "";
        public string UnitName { get; init; } = "";
        public string Kind { get; init; } = "";
        public string County { get; init; } = "";
        public long CustomerId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public long Doses { get; init; }
        public long Personnel { get; init; }
        public long All => Doses + Personnel;

        // Hospitals have the sickest, so their floor comes first.
        public Claim ToClaim(AllotmentTerms terms) => Kind == "hospital"
            ? new(Unit, new Quantity(All), new Quantity(All * terms.HospitalFloorPercent / 100), 1)
            : new(Unit, new Quantity(All), new Quantity(Math.Min(All, terms.MunicipalityFloorDoses)), 2);
    }
}
