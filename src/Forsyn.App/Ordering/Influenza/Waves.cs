using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>A wave of dispatch: its day, what is to leave and how far it has come.</summary>
public sealed class WaveView
{
    public long Number { get; init; }
    public DateOnly Day { get; init; }
    public long PreOrders { get; init; }
    public long Doses { get; init; }
    public long Ordered { get; init; }
    public long Dispatched { get; init; }
}

public sealed record WaveAnswer(long Number, DateOnly Day, IReadOnlyList<Finding> Deviations);

/// <summary>Plans when doses are sent: waves with days, and which pre-orders go with which.</summary>
public static class Waves
{
    public static Task<List<WaveView>> List(Db db, string season) => db.List<WaveView>("""
        select w.number, w.day,
            (select count(*) from pre_order o where o.season = w.season and o.wave = w.number) as pre_orders,
            (select coalesce(cast(sum(coalesce(l.allotted, l.doses + l.personnel)) as bigint), 0)
                from pre_order o join pre_order_line l on l.pre_order_id = o.id
                where o.season = w.season and o.wave = w.number) as doses,
            (select count(*) from pre_order o where o.season = w.season and o.wave = w.number
                and o.order_number is not null) as ordered,
            (select count(*) from pre_order o join orders r on r.number = o.order_number
                where o.season = w.season and o.wave = w.number and r.state in ('dispatched', 'received'))
                as dispatched
        from dispatch_wave w where w.season = @season order by w.number
        """, new { season });

    /// <summary>
    /// Sets the day of a wave, which is made where it is not there. A day outside the season's is told, not refused.
    /// Refuses season-unknown and wave-number.
    /// </summary>
    public static async Task<Result<WaveAnswer>> Set(
        Db db, string? code, long number, DateOnly day, Moment now, Caller caller)
    {
        var season = await Seasons.Get(db, code, now.Day);
        if (!season.Ok) return season.Refusal!;
        if (number is < 1 or > 20) return Refusal.Of("wave-number", "number", $"{number}");
        var saved = await db.Write<long>(async tx =>
        {
            await tx.Do("insert into dispatch_wave (season, number, day) values (@Code, @number, @day) " +
                "on conflict (season, number) do update set day = excluded.day",
                new { season.Value.Season.Code, number, day });
            return number;
        }, caller.Once);
        return saved.Ok ? new WaveAnswer(number, day, SeasonRules.Deviations(season.Value.Season, day))
            : saved.Refusal!;
    }

    /// <summary>
    /// Puts every pre-order without an order in a wave: hospitals first, then the municipalities county by county, so
    /// that each wave has about as many doses. Refuses season-unknown and no-waves.
    /// </summary>
    public static async Task<Result<int>> Assign(Db db, string? code, Moment now, Caller caller)
    {
        var season = await Seasons.Get(db, code, now.Day);
        if (!season.Ok) return season.Refusal!;
        return await db.Write<int>(async tx =>
        {
            var locked = await Seasons.Lock(tx, season.Value.Season.Code);
            if (!locked.Ok) return locked.Refusal!;
            var waves = await tx.List<long>(
                "select number from dispatch_wave where season = @Code order by day, number", locked.Value);
            if (waves.Count == 0) return Refusal.Of("no-waves", "season", locked.Value.Code);
            var orders = await tx.List<Load>("""
                select o.id, coalesce(cast(sum(coalesce(l.allotted, l.doses + l.personnel)) as bigint), 0) as doses
                from pre_order o join pre_order_line l on l.pre_order_id = o.id
                where o.season = @Code and o.order_number is null group by o.id, o.kind, o.municipality_number, o.unit
                order by o.kind, o.municipality_number, o.unit
                """, locked.Value);
            var total = orders.Sum(order => order.Doses);
            var before = 0L;
            var rows = new List<object?[]>();
            foreach (var order in orders)
            {
                var place = total == 0 ? 0 : (int)((before + order.Doses / 2) * waves.Count / total);
                rows.Add([order.Id, waves[Math.Min(place, waves.Count - 1)]]);
                before += order.Doses;
            }
            await new Batch(tx).AddRows("with v (id, wave) as ({values}) update pre_order set wave = v.wave from v " +
                "where pre_order.id = v.id", rows).Run();
            return rows.Count;
        }, caller.Once);
    }

    /// <summary>Moves one pre-order to a wave; refuses pre-order-unknown, wave-unknown, pre-order-has-order.</summary>
    public static Task<Result<long>> Move(Db db, long preOrder, long number, Caller caller) =>
        db.Write<long>(async tx =>
        {
            var season = await tx.One<string>("select season from pre_order where id = @preOrder", new { preOrder });
            if (season is null) return Refusal.Of("pre-order-unknown", "id", $"{preOrder}");
            if (await tx.One<long>("select count(*) from dispatch_wave where season = @season and number = @number",
                new { season, number }) == 0) return Refusal.Of("wave-unknown", "number", $"{number}");
            var moved = await tx.Do(
                "update pre_order set wave = @number where id = @preOrder and order_number is null",
                new { preOrder, number });
            return moved == 1 ? number : Refusal.Of("pre-order-has-order", "id", $"{preOrder}");
        }, caller.Once);

    sealed class Load
    {
        public long Id { get; init; }
        public long Doses { get; init; }
    }
}
