using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A planned day with when to order for it.</summary>
/// <param name="OrderBy">The last day an order comes in time, by the rule book.</param>
/// <param name="RemindFrom">The first day one is reminded.</param>
public sealed record PlannedDayView(
    long Id, DateOnly Day, string What, string? ArticleNumber, string? Product, long? Doses, PlannedDayState State,
    DateOnly OrderBy, DateOnly RemindFrom, string ChangedBy, Moment ChangedAt, long Version);

/// <summary>
/// The planned days of the caller's party; those of another are as unknown as those that are not there.
/// </summary>
public static class ListPlannedDays
{
    // A day is ordered for when an order names it, and the product where the plan does.
    const string Sql = """
        select d.id, d.day, d.what, d.article_number, d.doses, d.changed_by, d.changed_at, d.version,
            (select p.name from product p where p.article_number = d.article_number) as product,
            (select count(*) from orders o where o.customer_id = d.party_id and o.planned_on = d.day
                and o.state not in ('refused', 'cancelled') and (d.article_number is null or exists (
                    select 1 from order_line l where l.order_number = o.number
                    and l.article_number = d.article_number))) as orders
        from planned_day d where d.party_id = @party
        """;

    /// <summary>The days from today on, the nearest first; or those that have passed, the latest first.</summary>
    /// <param name="after">Id of the last one of the page before.</param>
    public static async Task<IReadOnlyList<PlannedDayView>> Run(
        Db db, Caller caller, DateOnly today, bool passed = false, long? after = null, int limit = 50)
    {
        var (compare, order) = passed ? ("<", "desc") : (">", "asc");
        var next = after is null ? ""
            : $" and (d.day, d.id) {compare} (select b.day, b.id from planned_day b where b.id = @after)";
        var rows = await db.List<Row>(
            $"{Sql} and d.day {(passed ? "<" : ">=")} @today{next} order by d.day {order}, d.id {order} limit @limit",
            new { party = caller.Party ?? 0, today, after, limit = Math.Clamp(limit, 1, 200) });
        return [.. rows.Select(row => row.ToView(today))];
    }

    /// <summary>The days it is time to order for: what is late first.</summary>
    public static async Task<IReadOnlyList<PlannedDayView>> Reminders(Db db, Caller caller, DateOnly today)
    {
        var rows = await db.List<Row>($"{Sql} and d.day >= @today and d.day <= @until order by d.day, d.id limit 200",
            new { party = caller.Party ?? 0, today, until = PlannedDays.RemindedUntil(Rules.Book.On(today)) });
        return [.. rows.Select(row => row.ToView(today))
            .Where(day => day.State is PlannedDayState.OrderSoon or PlannedDayState.Late)];
    }

    public static async Task<Result<PlannedDayView>> One(Db db, long id, Caller caller, DateOnly today) =>
        await db.One<Row>($"{Sql} and d.id = @id", new { id, party = caller.Party ?? 0 }) is { } row
            ? row.ToView(today) : Refusal.Of("planned-day-unknown", "id", $"{id}");

    sealed class Row
    {
        public long Id { get; init; }
        public DateOnly Day { get; init; }
        public string What { get; init; } = "";
        public string? ArticleNumber { get; init; }
        public string? Product { get; init; }
        public long? Doses { get; init; }
        public string ChangedBy { get; init; } = "";
        public Moment ChangedAt { get; init; }
        public long Version { get; init; }
        public long Orders { get; init; }

        public PlannedDayView ToView(DateOnly today)
        {
            var numbers = Rules.Book.On(today);
            return new(Id, Day, What, ArticleNumber, Product, Doses, PlannedDays.StateOf(Day, Orders > 0, numbers),
                PlannedDays.OrderBy(Day, numbers), PlannedDays.RemindFrom(Day, numbers), ChangedBy, ChangedAt,
                Version);
        }
    }
}
