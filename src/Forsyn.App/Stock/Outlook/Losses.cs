using System.Globalization;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock.Outlook;

/// <summary>What a holder will lose and lack of a product.</summary>
public sealed class Loss
{
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string Municipality { get; init; } = "";
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public DateOnly ComputedOn { get; init; }
    public long Units { get; init; }
    /// <summary>Average use a day, in millionths of a unit.</summary>
    public long PerDayMillionths { get; init; }
    public long Lost { get; init; }
    public long LostWith { get; init; }
    public long LossOre { get; init; }
    public long LossWithOre { get; init; }
    public DateOnly? LostOn { get; init; }
    public DateOnly? RunsOutOn { get; init; }
    public long Unmet { get; init; }
    public long UnmetWith { get; init; }
    public Money Value => new(LossOre);
    public Money ValueWith => new(LossWithOre);
}

/// <summary>The sums over all that is asked for, without and with what is proposed.</summary>
/// <param name="ComputedOn">Null where it has never been worked out.</param>
public sealed record LossSums(
    DateOnly? ComputedOn, long Lost, long LostWith, Money Loss, Money LossWith, long Holders, long Products);

public sealed record LossReport(LossSums Sums, Page<Loss> Page);

/// <summary>Which losses are asked for.</summary>
/// <param name="Losing">Only what is lost; else also what runs out.</param>
public sealed record LossQuery(
    string? County = null, string? ArticleNumber = null, long? Holder = null, bool Losing = true,
    string? Cursor = null, int Limit = 50);

/// <summary>Losses to come, by holder and product: the own party's, or everyone's for those who may see it.</summary>
public static class Losses
{
    /// <summary>The dearest first; the cursor is the loss, the holder and the product before.</summary>
    public static async Task<LossReport> Run(Db db, Caller caller, LossQuery query)
    {
        var most = Math.Clamp(query.Limit, 1, 50_000);
        var parts = (query.Cursor ?? "").Split('.');
        var begins = parts.Length != 3 || !long.TryParse(parts[0], out _) || !long.TryParse(parts[1], out _);
        var where = string.Join(" and ", new[]
        {
            "1 = 1", query.Losing ? "o.lost > 0" : null,
            query.County is null ? null : "m.county_number = @County",
            query.ArticleNumber is null ? null : "o.article_number = @ArticleNumber",
            query.Holder is null ? null : "o.holder_id = @Holder",
            Recalls.SeesAll(caller) ? null : "o.holder_id = @own",
        }.OfType<string>());
        var args = new
        {
            query.County, query.ArticleNumber, query.Holder, own = caller.Party ?? 0,
            ore = begins ? long.MaxValue : long.Parse(parts[0], CultureInfo.InvariantCulture),
            holder = begins ? 0 : long.Parse(parts[1], CultureInfo.InvariantCulture),
            article = begins ? "" : parts[2],
        };
        const string from = "from stock_outlook o join party y on y.id = o.holder_id " +
            "left join municipality m on m.number = y.municipality_number ";
        var sums = await db.One<SumRow>($"""
            select (select max(computed_on) from outlook_run) as computed_on,
                cast(coalesce(sum(o.lost), 0) as bigint) as lost,
                cast(coalesce(sum(o.lost_with), 0) as bigint) as lost_with,
                cast(coalesce(sum(o.loss_ore), 0) as bigint) as loss_ore,
                cast(coalesce(sum(o.loss_with_ore), 0) as bigint) as loss_with_ore,
                count(distinct o.holder_id) as holders, count(distinct o.article_number) as products
            {from} where {where}
            """, args);
        var rows = await db.List<Loss>($"""
            select o.*, {StockFilter.HolderName} as holder, coalesce(m.name, '') as municipality, p.name as product
            {from} join product p on p.article_number = o.article_number where {where}
                and (o.loss_ore < @ore or (o.loss_ore = @ore and (o.holder_id > @holder
                    or (o.holder_id = @holder and o.article_number > @article))))
            order by o.loss_ore desc, o.holder_id, o.article_number limit {most + 1}
            """, args);
        return new(sums!.ToSums(), new([.. rows.Take(most)], rows.Count > most
            ? $"{rows[most - 1].LossOre}.{rows[most - 1].HolderId}.{rows[most - 1].ArticleNumber}" : null));
    }

    static readonly string[] Headings =
    [
        "Holder", "Municipality", "ArticleNumber", "Product", "ComputedOn", "Units", "PerDay", "Lost", "LossKroner",
        "LostOn", "LostWithTransfers", "LossWithTransfersKroner", "RunsOutOn", "Unmet", "UnmetWithTransfers",
    ];

    public static string Csv(LossReport report) => CsvFile.Sheet(
    [
        Headings,
        .. report.Page.Items.Select(one => (object?[])
        [
            one.Holder, one.Municipality, one.ArticleNumber, one.Product, $"{one.ComputedOn:yyyy-MM-dd}", one.Units,
            (one.PerDayMillionths / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture), one.Lost,
            one.Value, $"{one.LostOn:yyyy-MM-dd}", one.LostWith, one.ValueWith, $"{one.RunsOutOn:yyyy-MM-dd}",
            one.Unmet, one.UnmetWith,
        ]),
    ]);

    sealed class SumRow
    {
        public DateOnly? ComputedOn { get; init; }
        public long Lost { get; init; }
        public long LostWith { get; init; }
        public long LossOre { get; init; }
        public long LossWithOre { get; init; }
        public long Holders { get; init; }
        public long Products { get; init; }
        public LossSums ToSums() => new(ComputedOn, Lost, LostWith, new(LossOre), new(LossWithOre), Holders, Products);
    }
}
