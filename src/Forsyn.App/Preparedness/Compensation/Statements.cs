using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Stock;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Compensation;

/// <summary>Reads statements of compensation: all for those who oversee the duty, its own for a holder.</summary>
public static class Statements
{
    static readonly string[] Headings =
    [
        "statement", "scheme", "holder", "year", "version", "state", "atc", "packageGroup", "substance", "from",
        "lastDay", "measure", "mustHold", "held", "daysShort", "articleNumber", "packHolds", "packPriceOre",
        "rateMillionths", "valueOre", "amountOre",
    ];

    /// <summary>The newest version of each year, what was made last first.</summary>
    public static async Task<Page<StatementRow>> List(
        Db db, StatementFilter filter, Caller caller, string? cursor = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 500);
        var rows = await db.List<StatementRow>($"""
            select * from ({StatementRow.Sql}) q where q.version = q.newest and (@all or q.holder_id = @party)
                and (@scheme = '' or q.scheme = @scheme) and (@holder = '' or q.holder = @holder)
                and (@year = 0 or q.year = @year) and (@state = '' or q.state = @state) and q.id < @before
            order by q.id desc limit @most
            """, new
        {
            all = caller.May(Policy.PreparednessReadAll), party = caller.Party ?? 0, scheme = filter.Scheme ?? "",
            holder = filter.Holder ?? "", year = (long)(filter.Year ?? 0), state = filter.State ?? "",
            before = long.TryParse(cursor, out var id) ? id : long.MaxValue, most = most + 1,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses statement-unknown, also for what the caller may not see.</summary>
    public static async Task<Result<StatementView>> Get(Db db, long id, DateOnly today, Caller caller) =>
        await db.Snapshot(tx => Read(tx, id, today, caller)) is { } view ? view
            : Refusal.Of("statement-unknown", "statement", $"{id}");

    internal static async Task<StatementView?> Read(Tx tx, long id, DateOnly today, Caller caller)
    {
        var row = await tx.One<StatementRow>($"{StatementRow.Sql} where s.id = @id and (@all or y.id = @party)",
            new { id, all = caller.May(Policy.PreparednessReadAll), party = caller.Party ?? 0 });
        if (row is null) return null;
        var lines = await Lines(tx, id);
        var before = row.BeforeId is { } other ? await Lines(tx, other) : null;
        return new(row, lines, Totals(lines, before), Months(lines), await tx.List<StatementPayer>($"""
            select p.payer, p.amount_ore, coalesce({StockFilter.HolderName}, p.payer) as name
            from compensation_payer p left join party y on y.key = p.payer
            where p.statement_id = @id order by p.payer
            """, new { id }),
            await tx.List<StatementEntry>("select step, text, at, by_person, by_party from compensation_entry " +
                "where statement_id = @id order by id", new { id }),
            await tx.List<StatementRow>($"{StatementRow.Sql} where s.scheme = @Scheme and s.holder = @Holder " +
                "and s.year = @Year order by s.version desc", row),
            await Next(tx, row, today, caller));
    }

    internal static Task<List<StatementLine>> Lines(Tx tx, long id) => tx.List<StatementLine>(
        "select line, atc, package_group, substance, measure, first_day, last_day, rate, must, held, days_short, " +
        "article_number, pack_holds, pack_price_ore, value_ore, amount_ore from compensation_line " +
        "where statement_id = @id order by line", new { id });

    static async Task<IReadOnlyList<CompensationStep>> Next(Tx tx, StatementRow row, DateOnly today, Caller caller)
    {
        if (row.Replaced) return [];
        var leads = await MoveStatement.Oversees(tx, row, today, caller);
        return [.. CompensationFlow.Possible(row.StateValue).Where(step => step == CompensationStep.Send
            ? row.WholeYear && MoveStatement.Sends(row, caller) : leads)];
    }

    static IReadOnlyList<StatementTotal> Totals(
        IReadOnlyList<StatementLine> lines, IReadOnlyList<StatementLine>? before)
    {
        var then = before?.ToLookup(line => (line.Atc, line.PackageGroup, line.Measure), line => line.AmountOre);
        var now = lines.GroupBy(line => (line.Atc, line.PackageGroup, line.Measure)).Select(some =>
        {
            var days = some.Sum(line => line.Days);
            return new StatementTotal(some.Key.Atc, some.Key.PackageGroup, some.Last().Substance, some.Key.Measure,
                Average(some, line => line.Must), Average(some, line => line.Held), some.Sum(line => line.DaysShort),
                some.All(line => line.ArticleNumber is not null), some.Sum(line => line.AmountOre),
                then?[some.Key].Sum());
        }).ToList();
        var here = now.Select(total => (total.Atc, total.PackageGroup, total.Measure)).ToHashSet();
        // What is no longer in it differs too.
        now.AddRange((before ?? []).GroupBy(line => (line.Atc, line.PackageGroup, line.Measure))
            .Where(some => !here.Contains(some.Key)).Select(some => new StatementTotal(some.Key.Atc,
                some.Key.PackageGroup, some.Last().Substance, some.Key.Measure, 0, 0, 0, true, 0,
                some.Sum(line => line.AmountOre))));
        return [.. now.OrderBy(total => total.Substance, StringComparer.OrdinalIgnoreCase)
            .ThenBy(total => total.Atc, StringComparer.Ordinal)];
    }

    static long Average(IEnumerable<StatementLine> lines, Func<StatementLine, long> amount)
    {
        var (sum, days) = ((Int128)0, 0);
        foreach (var line in lines) (sum, days) = (sum + (Int128)amount(line) * line.Days, days + line.Days);
        return (long)(sum / days);
    }

    static IReadOnlyList<StatementMonth> Months(IReadOnlyList<StatementLine> lines) =>
    [
        .. lines.GroupBy(line => Month.Of(line.FirstDay)).OrderBy(some => some.Key).Select(some => new StatementMonth(
            $"{some.Key}", some.Sum(line => line.ValueOre * line.Days) / some.Key.Days,
            some.Sum(line => line.DaysShort), some.Sum(line => line.AmountOre))),
    ];

    /// <summary>The lines of a statement as the rows of a file; amounts are micro-DDD or units by the measure.
    /// </summary>
    public static IEnumerable<IReadOnlyList<object?>> Rows(StatementView view) => view.Lines.Select(line =>
        (IReadOnlyList<object?>)
        [
            view.Statement.Id, view.Statement.Scheme, view.Statement.Holder, view.Statement.Year,
            view.Statement.Version, view.Statement.State, line.Atc, line.PackageGroup, line.Substance,
            $"{line.FirstDay:yyyy-MM-dd}", $"{line.LastDay:yyyy-MM-dd}", line.Measure, line.Must, line.Held,
            line.DaysShort, line.ArticleNumber, line.PackHolds, line.PackPriceOre, line.Rate, line.ValueOre,
            line.AmountOre,
        ]).Prepend(Headings);
}
