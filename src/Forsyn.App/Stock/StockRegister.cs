using System.Reflection;
using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock;

/// <summary>What one holder has in one place for one purpose.</summary>
public sealed class RegisterRow
{
    public long HolderId { get; init; }
    public string HolderKey { get; init; } = "";
    public string Holder { get; init; } = "";
    public long PlaceId { get; init; }
    public string Place { get; init; } = "";
    public string Municipality { get; init; } = "";
    public Pool Pool { get; init; }
    public long Products { get; init; }
    public long Lots { get; init; }
    public long Units { get; init; }
    public Moment? Oldest { get; init; }
    /// <summary>When the holder last sent a report of its stock; null where it never did.</summary>
    public Moment? ReportedAt { get; init; }
}

/// <summary>A row with the owner it has on the day.</summary>
public sealed record RegisterEntry(RegisterRow Stock, StockpileScheme? Scheme, IReadOnlyList<string> Owners);

/// <summary>A scheme on a day, and what each of its holders has of it.</summary>
public sealed record RegisterScheme(
    StockpileScheme Scheme, string Law, IReadOnlyList<string> Owners, string Administrator,
    IReadOnlyList<RegisterHolder> Holders)
{
    public long Units => Holders.Sum(holder => holder.Units);
}

/// <summary>A holder's part of a scheme.</summary>
public sealed record RegisterHolder(string Key, string Name, long Products, long Units);

/// <summary>A page of the register as of a day.</summary>
public sealed record RegisterView(
    DateOnly Day, IReadOnlyList<RegisterScheme> Schemes, IReadOnlyList<RegisterEntry> Items, string? Next);

/// <summary>The national register of stocks: owner, place, scheme and content, as of any day (ACT-018).</summary>
public static class StockRegister
{
    public static readonly IReadOnlyList<Stockpile> Stockpiles =
        [.. Json.Read<List<Row>>(Text("data/preparedness/norway.json")).Select(row => row.ToStockpile())];

    const string Columns = $"""
        h.holder_id, y.key as holder_key, {StockFilter.HolderName} as holder, h.place_id, h.pool,
            coalesce(pl.name, '') as place, coalesce(m.name, '') as municipality,
            count(distinct l.article_number) as products, count(distinct h.lot_id) as lots,
            cast(sum(h.units) as bigint) as units, min(h.changed_at) as oldest,
            (select max(r.reported_at) from stock_report r where r.holder_id = h.holder_id) as reported_at
        from held h join lot l on l.id = h.lot_id join party y on y.id = h.holder_id
        left join place pl on pl.id = h.place_id left join municipality m on m.number = y.municipality_number
        """;

    const string Grouped = "group by h.holder_id, y.id, y.key, h.place_id, h.pool, pl.name, m.name " +
        "order by h.holder_id, h.place_id, h.pool";

    /// <param name="asOf">At the end of this day; now when left out.</param>
    /// <param name="pool">Only stock of this purpose.</param>
    /// <param name="cursor">Holder, place and pool of the last row before.</param>
    public static async Task<RegisterView> Run(
        Db db, Moment now, DateOnly? asOf = null, Pool? pool = null, string? cursor = null, int limit = 50)
    {
        var filter = new StockFilter(Pool: pool, AsOf: asOf < now.Day ? asOf : null);
        var (day, most) = (asOf ?? now.Day, Math.Clamp(limit, 1, 200));
        var after = (cursor ?? "").Split('.').Select(part => long.TryParse(part, out var n) ? n : -1).ToList();
        if (after.Count != 3) after = [-1, -1, -1];
        var sql = $"with {HeldStock.Sql(filter)} select {Columns} where h.units > 0 and " +
            (pool is null ? "" : "h.pool = @pool and ") + "(h.holder_id, h.place_id, h.pool) > (@holder, @place, " +
            $"@last) {Grouped} limit {most + 1}";
        var rows = await db.List<RegisterRow>(sql, new
        {
            AsOf = day, pool = (short?)pool, holder = after[0], place = after[1], last = after[2],
        });
        var names = await PartyNames.Run(db, Stockpiles.SelectMany(one => (PartyKey[])[.. one.Owners,
            one.Administrator, .. one.Holders]).Select(key => key.Value), day);
        return new(day, await Schemes(db, filter, day, names), [.. rows.Take(most).Select(row =>
        {
            var pile = Stockpile.Of(Stockpiles, row.Pool, day);
            return new RegisterEntry(row, pile?.Scheme,
                pile is null ? [row.Holder] : [.. pile.Owners.Select(key => Name(names, key))]);
        })], rows.Count > most ? $"{rows[most - 1].HolderId}.{rows[most - 1].PlaceId}.{(short)rows[most - 1].Pool}"
            : null);
    }

    static async Task<IReadOnlyList<RegisterScheme>> Schemes(
        Db db, StockFilter filter, DateOnly day, IReadOnlyDictionary<string, string> names)
    {
        var piles = Stockpiles.Where(pile => pile.Valid.Contains(day)).ToList();
        var rows = await db.List<RegisterRow>($"with {HeldStock.Sql(filter)} select {Columns} where h.units > 0 and " +
            $"h.pool in @pools {Grouped}", new { AsOf = day, pools = InList.Of(piles.Select(p => (long)p.Pool)) });
        return
        [
            .. piles.Select(pile => new RegisterScheme(pile.Scheme, pile.Law,
                [.. pile.Owners.Select(key => Name(names, key))], Name(names, pile.Administrator),
                [.. pile.Holders.Select(key =>
                {
                    var own = rows.Where(row => row.Pool == pile.Pool && row.HolderKey == key.Value).ToList();
                    return new RegisterHolder(key.Value, Name(names, key), own.Sum(row => row.Products),
                        own.Sum(row => row.Units));
                })])),
        ];
    }

    static string Name(IReadOnlyDictionary<string, string> names, PartyKey key) =>
        names.GetValueOrDefault(key.Value, key.Value);

    static string Text(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvariantBroken($"the program was built without {name}");
        return new StreamReader(stream).ReadToEnd();
    }

    sealed class Row
    {
        public StockpileScheme Scheme { get; init; }
        public Pool Pool { get; init; }
        public DateOnly From { get; init; }
        public DateOnly? To { get; init; }
        public List<string> Owners { get; init; } = [];
        public string Administrator { get; init; } = "";
        public List<string> Holders { get; init; } = [];
        public string Law { get; init; } = "";

        public Stockpile ToStockpile() => new(Scheme, Pool, new DateRange(From, To),
            [.. Owners.Select(key => new PartyKey(key))], new PartyKey(Administrator),
            [.. Holders.Select(key => new PartyKey(key))], Law);
    }
}
