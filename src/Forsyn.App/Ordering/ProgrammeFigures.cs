using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A product of a programme and what the supplier has of it, programme stock and sale stock apart.</summary>
public sealed class ProgrammeProduct
{
    public string ArticleNumber { get; init; } = "";
    public string Name { get; init; } = "";
    public long DosesPerPack { get; init; }
    public Money PriceOre { get; init; }
    /// <summary>Doses kept for the programmes, free or reserved.</summary>
    public long ProgrammeStock { get; init; }
    /// <summary>Doses kept for sale, free or reserved; they never serve a programme.</summary>
    public long SaleStock { get; init; }
    public long Ordered { get; init; }
    public long Delivered { get; init; }
    public Money CostOre { get; init; }
}

/// <summary>What a programme has, has sent and has cost the state since the year began.</summary>
public sealed record ProgrammeView(
    Programme Programme, bool InForce, int Year, IReadOnlyList<ProgrammeProduct> Products)
{
    public long ProgrammeStock => Products.Sum(p => p.ProgrammeStock);
    public long SaleStock => Products.Sum(p => p.SaleStock);
    public long Ordered => Products.Sum(p => p.Ordered);
    public long Delivered => Products.Sum(p => p.Delivered);
    public Money Cost => Money.Sum(Products.Select(p => p.CostOre));
}

/// <summary>A programme with its figures; stock is now, orders and cost are of the calendar year of the day.</summary>
public static class ProgrammeFigures
{
    /// <summary>Refuses programme-unknown.</summary>
    public static async Task<Result<ProgrammeView>> Run(Db db, string? code, Moment now)
    {
        if (Programmes.Find(code) is not { } programme) return Refusal.Of("programme-unknown", "code", code ?? "");
        var products = await db.List<ProgrammeProduct>($"""
            select p.article_number, p.name, p.doses_per_pack, p.price_ore,
                {Stock(Pool.Programme)} as programme_stock, {Stock(Pool.Sale)} as sale_stock,
                (select coalesce(cast(sum(l.doses) as bigint), 0) from order_line l
                    join orders o on o.number = l.order_number
                    where l.article_number = p.article_number and l.purpose = @purpose and o.placed_at >= @since
                        and o.state not in ('refused', 'cancelled')) as ordered,
                (select coalesce(cast(sum(c.doses) as bigint), 0) from programme_cost c
                    where c.article_number = p.article_number and c.programme = @code and c.booked_on >= @first)
                    as delivered,
                (select coalesce(cast(sum(c.cost_ore) as bigint), 0) from programme_cost c
                    where c.article_number = p.article_number and c.programme = @code and c.booked_on >= @first)
                    as cost_ore
            from product p where p.{Column(programme.Group)} = @yes order by p.name, p.article_number
            """, new
        {
            code, purpose = Kebab.Of(programme.Purpose), yes = true, first = new DateOnly(now.Day.Year, 1, 1),
            since = Moment.Of(new DateTimeOffset(now.Day.Year, 1, 1, 0, 0, 0, TimeSpan.FromHours(1))).Microseconds,
        });
        return new ProgrammeView(programme, programme.InForce(now.Day, Rules.Book.On(now.Day)), now.Day.Year, products);
    }

    static string Stock(Pool pool) => $"""
        (select coalesce(cast(sum(b.quantity) as bigint), 0) from lot l join balance b on b.lot_id = l.id
            where l.article_number = p.article_number and b.status < 2 and b.pool = {(short)pool}
                and b.holder_id = (select id from party where key = 'fhi'))
        """;

    internal static string Column(ProductGroups group) => Kebab.Of(group).Replace('-', '_');
}
