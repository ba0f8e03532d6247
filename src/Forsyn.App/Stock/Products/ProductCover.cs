using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Products;

/// <summary>A day of the forecast: units left with more use than average, with the average, and with less.</summary>
public sealed record CoverDay(DateOnly Day, long Least, long Expected, long Most);

/// <summary>When a product runs out in the country, and what that is worked out from.</summary>
/// <param name="Known">False where the average rests on too few days to say anything.</param>
/// <param name="Used">Units used in the window, of which the product was in stock so many days.</param>
/// <param name="PerDay">Units a day: used ÷ days in stock.</param>
/// <param name="Deviation">Standard deviation of the daily use, in units.</param>
/// <param name="DaysOfCover">What can be used ÷ units a day; null where nothing is used.</param>
/// <param name="RunsOutOn">The first day not all that is wanted is there; null beyond the horizon.</param>
/// <param name="Earliest">The same at the early edge of the band.</param>
/// <param name="Latest">The same at the late edge.</param>
/// <param name="Lost">Units that expire within the horizon when what expires first is used first.</param>
/// <param name="Coming">What suppliers have announced and not brought.</param>
/// <param name="Days">Empty where the average is not known.</param>
public sealed record CoverView(
    bool Known, DateRange Window, long Used, int DaysInStock, decimal PerDay, decimal Deviation, long Usable,
    long? DaysOfCover, int Horizon, DateOnly? RunsOutOn, DateOnly? Earliest, DateOnly? Latest, long Lost, Money Loss,
    IReadOnlyList<ExpectedUnits> Coming, IReadOnlyList<CoverDay> Days)
{
    internal static CoverView Of(CoverForecast forecast, IReadOnlyList<ExpectedUnits> coming)
    {
        var (use, expected) = (forecast.Use, forecast.Expected);
        var last = forecast.Late.RunsOutOn is { } gone ? gone.DayNumber - expected.From.DayNumber + 1 : forecast.Days;
        return new(forecast.Known, use.Window, use.Used, use.DaysInStock, use.PerDayMillionths / 1_000_000m,
            forecast.DeviationMillionths / 1_000_000m, expected.Opening.Units, use.DaysOfCover(expected.Opening.Units),
            forecast.Days, Day(expected), Day(forecast.Early), Day(forecast.Late), expected.Lost.Units, expected.Loss,
            coming, !forecast.Known || use.Used == 0 ? []
                : [.. expected.Days.Take(last).Select((day, i) => new CoverDay(day.Day,
                    forecast.Early.Days[i].Stock.Units, day.Stock.Units, forecast.Late.Days[i].Stock.Units))]);

        DateOnly? Day(Projection projection) => forecast.Known ? projection.RunsOutOn : null;
    }
}

/// <summary>
/// When a product runs out in the country: what can be used now and what is on the road, what suppliers are to bring,
/// and what is used. It looks at the country as one shelf, so it says nothing of a holder that runs out alone.
/// </summary>
public static class ProductCover
{
    public static async Task<CoverView> Run(Db db, string article, Moment now)
    {
        var (use, days) = await DailyUse.OfProduct(db, article, now.Day);
        var lots = (await db.List<LotRow>("""
            select l.id, l.expires_on, cast(sum(b.quantity) as bigint) as units
            from lot l join balance b on b.lot_id = l.id
            where l.article_number = @article and b.status in (0, 1, 2) and b.quantity > 0
            group by l.id, l.expires_on order by l.id
            """, new { article })).Select(row => new ProjectedLot(row.Id, new(row.Units), row.ExpiresOn));
        // What is announced has no lot yet, so it is taken to keep; what is late is taken to come today.
        var announced = await ExpectedDeliveries.Of(db, [article]);
        var coming = announced.Select((one, i) =>
            new ProjectedLot(-1 - i, one.Units, DateOnly.MaxValue, one.Day < now.Day ? now.Day : one.Day));
        var price = await db.One<PriceRow>(
            "select price_ore, doses_per_pack from product where article_number = @article", new { article });
        return CoverView.Of(CoverForecast.Of([.. lots, .. coming], use, days, price?.UnitPrice ?? Money.Zero,
            Rules.Book.On(now.Day)), announced);
    }

    sealed class LotRow
    {
        public long Id { get; init; }
        public DateOnly ExpiresOn { get; init; }
        public long Units { get; init; }
    }

    sealed class PriceRow
    {
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
        public Money UnitPrice => new(PriceOre / DosesPerPack);
    }
}
