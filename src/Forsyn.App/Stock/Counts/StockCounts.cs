using System.Globalization;
using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Texts;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>Which lines of a count are shown.</summary>
public enum CountShow { All, Uncounted, Differences }

/// <summary>A count with its lines.</summary>
/// <param name="ShowsBook">What the books say is shown; in a blind count only when all is counted.</param>
/// <param name="Uncounted">Lines nobody has counted of which the books have units.</param>
/// <param name="Differences">Lines that are not as the books say; null where that is not shown.</param>
/// <param name="Gain">Value of what there is more of.</param>
/// <param name="Loss">Value of what is missing.</param>
/// <param name="Stops">How many things speak against booking it now.</param>
public sealed record StockCountView(
    StockCount Count, bool ShowsBook, IReadOnlyList<CountLine> Lines, long? Next, long Uncounted, long? Differences,
    Money Gain, Money Loss, long Stops);

/// <summary>Counts for those who may see them: the own party's, everyone's for those who see the country.</summary>
public static class StockCounts
{
    /// <summary>The newest first, a page at a time; the cursor is the last id of the page before.</summary>
    public static async Task<Page<StockCount>> List(
        Db db, Caller caller, bool openOnly = false, long? holder = null, long? after = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var where = new[]
        {
            after is null ? null : "c.id < @after", holder is null ? null : "c.holder_id = @holder",
            openOnly ? "c.state in ('open', 'waiting')" : null, Recalls.SeesAll(caller) ? null : "c.holder_id = @own",
        }.OfType<string>().DefaultIfEmpty("1 = 1");
        var rows = await db.List<StockCount>(
            $"{StockCount.Sql} where {string.Join(" and ", where)} order by c.id desc limit {most + 1}",
            new { after, holder, own = caller.Party ?? 0 });
        return new(rows.Take(most).ToList(), rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses count-unknown, also for the count of a holder the caller may not see.</summary>
    public static async Task<Result<StockCountView>> Get(
        Db db, long id, DateOnly today, Caller caller, CountShow show = CountShow.All, long after = 0,
        int limit = 100)
    {
        var view = await db.Snapshot(async tx =>
        {
            var count = await tx.One<StockCount>($"{StockCount.Sql} where c.id = @id", new { id });
            if (count is null || !(Recalls.SeesAll(caller) || count.HolderId == caller.Party)) return null;
            return count.StateValue is CountState.Open or CountState.Waiting
                ? Running(count, await JudgedCount.Of(tx, count, Rules.Book.On(today), locked: false))
                : Ended(count, await tx.List<CountLine>($"{CountLine.Sql} where x.count_id = @id order by x.line",
                    new { id }));
        });
        if (view is null) return Refusal.Of("count-unknown", "count", $"{id}");
        var shown = view.Lines.Where(line => line.Line > after && (show switch
        {
            CountShow.Uncounted => line.Counted is null && line.Book is not 0,
            CountShow.Differences => view.ShowsBook && line.Difference is not (null or 0),
            _ => true,
        })).Take(Math.Min(limit, EnterCount.MostLines) + 1).ToList();
        var more = shown.Count > limit;
        if (more) shown.RemoveAt(limit);
        if (!view.ShowsBook)
            foreach (var line in shown) (line.Frozen, line.Book, line.Moved, line.ValueOre) = (null, null, null, null);
        return view with { Lines = shown, Next = more ? shown[^1].Line : null };
    }

    static StockCountView Running(StockCount count, JudgedCount judged)
    {
        var uncounted = judged.Lines.LongCount(one => one.Facts.Counted is null && one.Facts.Now != 0);
        var shows = !count.Blind || uncounted == 0;
        return new(count, shows, [.. judged.Lines.Select(one => one.Line)], null, uncounted,
            shows ? judged.Lines.LongCount(one => one.Facts.Difference != 0) : null,
            shows ? judged.Gain : Money.Zero, shows ? judged.Loss : Money.Zero, judged.Faults.Count);
    }

    static StockCountView Ended(StockCount count, IReadOnlyList<CountLine> lines) =>
        new(count, count.StateValue == CountState.Posted, lines, null, 0,
            lines.LongCount(line => line.Difference is not (null or 0)), count.Gain, count.Loss, 0);

    /// <summary>
    /// The sheet to count by: without the books' figures where the count is blind, and with an empty column to write
    /// in. The same file can be filled in and sent back.
    /// </summary>
    public static string SheetCsv(StockCountView view) => CsvFile.Sheet(
    [
        [.. Reports.ReportFile.Columns, "product", .. view.Count.Blind ? (string[])[] : ["book"]],
        .. view.Lines.Select(line => (object?[])
        [
            line.ArticleNumber, line.LotNumber, Day(line.ExpiresOn), line.Counted, "", line.Place, "", line.Product,
            .. view.Count.Blind ? (object?[])[] : [line.Frozen],
        ]),
    ]);

    /// <summary>What was counted, what the books said, the difference, why, and what it is worth in kroner.</summary>
    public static string ReportCsv(StockCountView view, Language language) => CsvFile.Sheet(
    [
        ["articleNumber", "product", "lotNumber", "expiresOn", "place", "frozen", "book", "counted", "difference",
            "valueKroner", "reason", "text", "countedAt", "countedBy"],
        .. view.Lines.Select(line => (object?[])
        [
            line.ArticleNumber, line.Product, line.LotNumber, Day(line.ExpiresOn), line.Place,
            line.Frozen, line.Book, line.Counted, line.Difference, line.Value?.ToString(),
            line.ReasonValue is { } reason ? Texts.Text.Get(language, $"count-reason.{Kebab.Of(reason)}") : "",
            line.Text, line.CountedAt is { } at ? $"{at.Oslo:yyyy-MM-dd HH:mm}" : "", line.CountedBy,
        ]),
    ]);

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
