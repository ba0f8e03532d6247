using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Warnings;

/// <summary>How long a product lasts, in the country or at one holder, and what of it will expire unused.</summary>
sealed record Outlook(string ArticleNumber, string Name, long Usable, long? DaysOfCover, Quantity Lost, Money Loss);

/// <summary>
/// The outlook of some products by the same figures as their pages: what can be used, average use, and what is
/// announced. A product whose use is not known says nothing and is left out.
/// </summary>
static class Outlooks
{
    /// <summary>What must hold of the lot l and its product p.</summary>
    public static string Products(string article, string atc) => string.Join(" and ", ((string?[])
        ["1 = 1", article == "" ? null : "l.article_number = @ArticleNumber", atc == "" ? null : "p.atc like @Atc"])
        .Where(part => part is not null));

    public static async Task<IReadOnlyList<Outlook>> Of(Db db, string article, string atc, long? holder, Moment now)
    {
        var lots = (await db.List<LotRow>($"""
            select l.article_number, p.name, p.price_ore, p.doses_per_pack, l.id, l.expires_on,
                cast(sum(case when b.status in (0, 1, 2) then b.quantity else 0 end) as bigint) as units
            from lot l join product p on p.article_number = l.article_number join balance b on b.lot_id = l.id
            where b.status < 10 and {Products(article, atc)} {(holder is null ? "" : "and b.holder_id = @holder")}
            group by l.article_number, p.name, p.price_ore, p.doses_per_pack, l.id, l.expires_on
            """, new { ArticleNumber = article, Atc = $"{atc}%", holder }))
            .GroupBy(row => row.ArticleNumber).ToList();
        var articles = lots.Select(product => product.Key).ToList();
        var use = await DailyUse.ByProduct(db, articles, now.Day, new(Holder: holder));
        var coming = (await ExpectedDeliveries.Of(db, articles, holder)).ToLookup(one => one.ArticleNumber);
        var numbers = Rules.Book.On(now.Day);
        return
        [
            .. from product in lots
                let average = use.GetValueOrDefault(product.Key)
                where average is not null && average.IsKnown(numbers)
                select Look([.. product], average, coming[product.Key], numbers),
        ];
    }

    static Outlook Look(
        IReadOnlyList<LotRow> lots, Consumption use, IEnumerable<ExpectedUnits> coming, RuleNumbers numbers)
    {
        var usable = lots.Sum(lot => lot.Units);
        var ahead = Projection.Of(
            [
                .. lots.Where(lot => lot.Units > 0).Select(lot => new ProjectedLot(lot.Id, new(lot.Units),
                    lot.ExpiresOn)),
                .. coming.Select((one, i) => new ProjectedLot(-1 - i, one.Units, DateOnly.MaxValue,
                    one.Day < numbers.Day ? numbers.Day : one.Day)),
            ],
            Core.Stock.DailyUse.Steady(use.PerDayMillionths), numbers.Day, numbers.Days("cover-horizon-days"),
            new Money(lots[0].PriceOre / lots[0].DosesPerPack), curve: false);
        return new(lots[0].ArticleNumber, lots[0].Name, usable, use.DaysOfCover(usable), ahead.Lost, ahead.Loss);
    }

    sealed class LotRow
    {
        public string ArticleNumber { get; init; } = "";
        public string Name { get; init; } = "";
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
        public long Id { get; init; }
        public DateOnly ExpiresOn { get; init; }
        public long Units { get; init; }
    }
}
