using Forsyn.App.Database;

namespace Forsyn.App.Ledger;

/// <summary>
/// Units used, sent on and brought in, summed by product and day (use_day) for some months back. What counts find less
/// of is use, netted by holder, product and day: what is counted later of the same day changes what was netted, so such
/// days are netted as they were and as they are, and the difference is taken in. Everything else adds up.
/// </summary>
public static class UseFlow
{
    /// <summary>Levels: the country, and each county.</summary>
    internal const short Country = 1, County = 2;

    /// <summary>The reasons for which a count books what is used; other counts put a mistake right.</summary>
    internal const string CountReasons = "'report', 'count-unregistered-use', 'correct'";

    /// <summary>What a movement t consumed, sent to other holders, and brought to what may be handed out.</summary>
    internal const string Consumed =
        "sum(case when t.to_status = 11 then t.quantity when t.from_status = 11 then -t.quantity else 0 end)";
    internal const string Sent = "sum(case when t.to_status = 15 and t.corrects is null then t.quantity " +
        "when t.from_status = 15 and t.corrects is not null then -t.quantity else 0 end)";
    internal const string Net = "sum(case when t.to_status in (0, 2) then t.quantity else 0 end " +
        "- case when t.from_status in (0, 2) then t.quantity else 0 end)";
    /// <summary>What a count found less of by t, or with minus more.</summary>
    internal const string Counted = $"case when t.reason not in ({CountReasons}) then 0 " +
        "when t.to_status = 14 then t.quantity when t.from_status = 14 then -t.quantity else 0 end";

    // The window of average use, and a month back for those who look at a day that was.
    const int KeptDays = 121;
    const string Key = "level, county, article_number, day, holder_type";
    const string IsCount = $"t.reason in ({CountReasons}) and (t.to_status = 14 or t.from_status = 14)";

    /// <summary>Builds it from the journal, as far as the sums have come; false where that is done.</summary>
    public static async Task<bool> Build(Db db)
    {
        const string wanted = "select tx, day from stock_rolled where one = 1 and shape <> '' and use_from is null";
        if (await db.One<StockRolled>(wanted) is null) return false;
        return (await db.Write<bool>(async tx =>
        {
            var rolled = await tx.One<StockRolled>(
                wanted + (tx.Kind == DbKind.Postgres ? " for update skip locked" : ""));
            if (rolled is null) return false;
            var first = rolled.Day.AddDays(-KeptDays);
            await tx.DoPatiently("delete from use_day");
            await tx.Do("delete from use_place");
            await AddPlaces(tx);
            await Take(tx, 0, rolled.Tx, first);
            await tx.Do("update stock_rolled set use_from = @first where one = 1", new { first });
            if (tx.Kind == DbKind.Postgres) await tx.DoPatiently("analyze use_day");
            return true;
        })).Value;
    }

    /// <summary>
    /// Takes in the movements since, and lets go of days too far back; gives the first day it has, or null where it is
    /// to be built anew.
    /// </summary>
    internal static async Task<DateOnly?> BringOn(Tx tx, StockRolled rolled, long to, DateOnly day)
    {
        if (rolled.UseFrom is not { } first || await tx.One<long>($"select count(*) from ({Places}) p " +
            "join use_place u on u.holder_id = p.id where u.county <> p.county or u.holder_type <> p.type") > 0)
            return null;
        await AddPlaces(tx);
        var next = day.AddDays(-KeptDays);
        if (next > first) await tx.DoPatiently("delete from use_day where day < @next", new { next });
        await Take(tx, rolled.Tx, to, next > first ? next : first);
        return next > first ? next : first;
    }

    const string Places = "select y.id, coalesce(m.county_number, '') as county, y.type from party y " +
        "left join municipality m on m.number = y.municipality_number";

    static Task AddPlaces(Tx tx) => tx.Do($"insert into use_place (holder_id, county, holder_type) {Places} " +
        "where true on conflict do nothing");

    static async Task Take(Tx tx, long from, long to, DateOnly first)
    {
        await AddUp(tx, from, to, first);
        await tx.DoPatiently($"""
            insert into use_day ({Key}, used, sent, net) {Rows} order by 1, 2, 3, 4, 5
            {(from == 0 ? "" : $"on conflict ({Key}) do update set used = use_day.used + excluded.used, " +
                "sent = use_day.sent + excluded.sent, net = use_day.net + excluded.net")}
            """);
        await tx.Do("delete from use_moved");
    }

    /// <summary>What the journal gives less what is kept, where that is not zero.</summary>
    internal static async Task<List<Difference>> Audit(Tx tx, long to, DateOnly first, int atMost)
    {
        await AddUp(tx, 0, to, first);
        var rows = await tx.List<(string Place, string Much)>($"""
            with both_sides as (
                {Rows} union all select {Key}, -used, -sent, -net from use_day)
            select county || ' ' || article_number || ' ' || cast(day as text) || ' ' || holder_type,
                cast(sum(used) as text) || ' ' || cast(sum(sent) as text) || ' ' || cast(sum(net) as text)
            from both_sides group by {Key} having sum(used) <> 0 or sum(sent) <> 0 or sum(net) <> 0 limit @atMost
            """, new { atMost });
        await tx.Do("delete from use_moved");
        return [.. rows.Select(row => new Difference("use-day-differs", $"what was used on a day: {row.Place}",
            $"{row.Much} more than is kept", "0", $"use_day row ({row.Place})"))];
    }

    static string Rows => string.Join(" union all ", (((short, string)[])
        [(Country, "''"), (County, "p.county")]).Select(level => $"""
            select {level.Item1} as level, {level.Item2} as county, u.article_number, u.day, p.holder_type,
                cast(sum(u.used) as bigint) as used, cast(sum(u.sent) as bigint) as sent,
                cast(sum(u.net) as bigint) as net
            from use_moved u join use_place p on p.holder_id = u.holder_id
            where true group by 1, 2, 3, 4, 5 having sum(u.used) <> 0 or sum(u.sent) <> 0 or sum(u.net) <> 0
            """));

    // Into the table use_moved, by holder, product and day.
    static async Task AddUp(Tx tx, long from, long to, DateOnly first)
    {
        await tx.Do(Migrate.InDialect("""
            create temp table if not exists use_moved (holder_id bigint, article_number text, day {date}, used bigint,
                sent bigint, net bigint);
            create temp table if not exists use_counted (holder_id bigint, day {date}, primary key (day, holder_id));
            delete from use_moved;
            delete from use_counted
            """, tx.Kind));
        var values = new { from, to, first };
        await tx.DoPatiently($"""
            insert into use_moved
            select t.holder_id, l.article_number, t.counts_on, {Consumed}, {Sent}, {Net}
            from transfer t join lot l on l.id = t.lot_id
            where t.tx >= @from and t.tx < @to and t.counts_on >= @first group by 1, 2, 3
            """, values);
        // From the start all days are netted; later those of which something was counted.
        if (from > 0)
        {
            await tx.DoPatiently("insert into use_counted (holder_id, day) select distinct t.holder_id, t.counts_on " +
                $"from transfer t where t.tx >= @from and t.tx < @to and t.counts_on >= @first and {IsCount}", values);
            if (tx.Kind == DbKind.Postgres) await tx.Do("analyze use_counted");
        }
        await tx.DoPatiently($"""
            insert into use_moved
            select holder_id, article_number, day, case when counted > 0 then counted else 0 end
                - case when before > 0 then before else 0 end, 0, 0
            from (select t.holder_id, l.article_number, t.counts_on as day, sum({Counted}) as counted,
                    sum(case when t.tx < @from then {Counted} else 0 end) as before
                from {(from > 0 ? "use_counted c join transfer t on t.counts_on = c.day " +
                    "and t.holder_id = c.holder_id" : "transfer t")} join lot l on l.id = t.lot_id
                where t.tx < @to and t.counts_on >= @first and {IsCount} group by 1, 2, 3) n
            """, values);
        if (tx.Kind == DbKind.Postgres) await tx.DoPatiently("analyze use_moved");
    }
}
