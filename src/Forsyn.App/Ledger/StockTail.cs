using Dapper;

namespace Forsyn.App.Ledger;

/// <summary>How far stock_sum has come.</summary>
public sealed class StockRolled
{
    /// <summary>All transfers below this are summed.</summary>
    public long Tx { get; init; }
    /// <summary>The day what expires soon is counted from.</summary>
    public DateOnly Day { get; init; }
    public string Shape { get; init; } = "";
    public Moment RolledAt { get; init; }
    /// <summary>Whether stock_flow is there too, as far as this.</summary>
    public bool Past { get; init; }
    /// <summary>The first day that use_day has, as far as this; null where it is not there.</summary>
    public DateOnly? UseFrom { get; init; }
    /// <summary>Whether anything has moved since.</summary>
    public bool Moved { get; init; }

    /// <summary>Whether the sums are exact on a day as they stand, without a tail.</summary>
    public bool Current(DateOnly day) => !Moved && Day == day;
}

/// <summary>
/// What has happened since stock was summed, as rows to add to the sums: the same SQL brings the sums on and makes a
/// figure exact while it is asked for. It looks at the movements since, at the balances they touched, and where a day
/// has passed at the lots that came nearer to their expiry.
/// </summary>
static class StockTail
{
    /// <summary>Days before expiry that count as soon.</summary>
    public static readonly int[] Soon = [30, 90, 180];

    /// <summary>The measures of a row, all of which add up.</summary>
    public static readonly string[] Measures =
    [
        "units", "positions", .. Soon.Select(n => $"within_{n}"), .. Soon.Select(n => $"positions_{n}"),
    ];

    const string PositionsChanged = "case when b.quantity - m.later = 0 then 0 else 1 end - " +
        "case when b.quantity - m.later - m.units = 0 then 0 else 1 end";

    /// <summary>The columns of a tail.</summary>
    public const string Columns = "holder_id, lot_id, pool, status";

    /// <summary>
    /// A common table "tail" of the movements from @From and below @To. What moved at @To or later is taken out of the
    /// balances again, so that they are what they were there.
    /// </summary>
    public static string Sql(bool dayHasPassed) => $"""
        moved as (
            select holder_id, status, lot_id, place_id, pool, sum(case when tx < @To then units else 0 end) as units,
                sum(case when tx < @To then 0 else units end) as later
            from (
                select tx, holder_id, to_status as status, lot_id, to_place as place_id, to_pool as pool,
                    quantity as units from transfer where tx >= @From and to_status < 10
                union all
                select tx, holder_id, from_status, lot_id, from_place, from_pool, -quantity
                from transfer where tx >= @From and from_status < 10) t
            group by holder_id, status, lot_id, place_id, pool),
        tail as (
            select m.holder_id, m.lot_id, m.pool, m.status, cast(m.units as bigint) as units,
                {PositionsChanged} as positions,
                {Bands("m.units", PositionsChanged, "l.expires_on", n => $"@Was{n}")}
            from moved m join balance b on {Same("m")} join lot l on l.id = m.lot_id
            {(dayHasPassed ? Nearer : "")})
        """;

    // A lot comes nearer to its expiry at every holder, whether it moves there or not.
    static string Nearer => $"""
        union all
            select b.holder_id, b.lot_id, b.pool, b.status, 0, 0,
                {string.Join(", ", Soon.Select(n => $"cast(b.left_units * ({Came(n)}) as bigint)"))},
                {string.Join(", ", Soon.Select(n => $"case when b.left_units = 0 then 0 else {Came(n)} end"))}
            from lot l join (
                select b.holder_id, b.lot_id, b.pool, b.status, b.quantity - coalesce(m.later, 0) as left_units
                from balance b left join moved m on {Same("m")} where b.status < 10 and b.lot_id in (
                    select l.id from lot l where {string.Join(" or ", Soon.Select(Crosses))})) b on b.lot_id = l.id
        """;

    static string Came(int n) => $"case when l.expires_on <= @Is{n} then 1 else 0 end - " +
        $"case when l.expires_on <= @Was{n} then 1 else 0 end";

    static string Crosses(int n) => $"l.expires_on > @First{n} and l.expires_on <= @Last{n}";

    /// <summary>The units and the positions of each band of days before expiry.</summary>
    /// <param name="side">What the names of the columns begin with.</param>
    public static string Bands(
        string units, string positions, string expiry, Func<int, string> day, string side = "")
    {
        return $"{Each(units, "within")}, {Each(positions, "positions")}";

        string Each(string what, string name) => string.Join(", ", Soon.Select(n =>
            $"cast(case when {expiry} <= {day(n)} then {what} else 0 end as bigint) as {side}{name}_{n}"));
    }

    static string Same(string other) => $"b.holder_id = {other}.holder_id and b.status = {other}.status and " +
        $"b.lot_id = {other}.lot_id and b.place_id = {other}.place_id and b.pool = {other}.pool";

    /// <param name="to">Null for all there is.</param>
    public static void AddValues(DynamicParameters values, StockRolled rolled, DateOnly day, long? to = null)
    {
        values.Add("From", rolled.Tx);
        values.Add("To", to ?? long.MaxValue);
        var (first, last) = rolled.Day < day ? (rolled.Day, day) : (day, rolled.Day);
        foreach (var n in Soon)
        {
            values.Add($"Was{n}", rolled.Day.AddDays(n));
            values.Add($"Is{n}", day.AddDays(n));
            values.Add($"First{n}", first.AddDays(n));
            values.Add($"Last{n}", last.AddDays(n));
        }
    }
}
