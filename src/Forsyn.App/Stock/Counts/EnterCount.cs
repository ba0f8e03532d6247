using System.Globalization;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;
using Forsyn.Core.Basics.Gs1;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>What a counter says it has counted.</summary>
/// <param name="Add">The figures are a part, added to what was counted before; else they are all there is.</param>
/// <param name="CountedAt">When it was counted, as 2026-05-31T14:30 in Oslo time; now when left out.</param>
/// <param name="How">file, form, scan or api.</param>
public sealed record CountEntryRequest(
    IReadOnlyList<ReportLine> Lines, bool Add = false, string? CountedAt = null, string How = "api");

/// <param name="Lines">Lines that were entered.</param>
/// <param name="Found">Of them, lots the books do not have there.</param>
public sealed record CountEntryAnswer(long Count, long Lines, long Found);

/// <summary>Takes in what was counted; several people may count at the same time.</summary>
public static class EnterCount
{
    public const int MostLines = 50_000;
    const int FindingsToldAtMost = 1000;

    /// <summary>
    /// Everything that is wrong is told as findings of the refusal count-faulty, with row, column and value; nothing is
    /// entered then. Refuses also what StockCount.Lock refuses, count-entry-empty, count-entry-long and
    /// count-time-wrong.
    /// </summary>
    public static Task<Result<CountEntryAnswer>> Run(
        Db db, long id, CountEntryRequest request, Moment now, Caller caller) => db.Write<CountEntryAnswer>(async tx =>
    {
        var count = await StockCount.Lock(tx, id, caller, CountState.Open);
        if (!count.Ok) return count.Refusal!;
        if (request.Lines.Count == 0) return Refusal.Of("count-entry-empty");
        if (request.Lines.Count > MostLines)
            return Refusal.Of("count-entry-long", "lines", $"{request.Lines.Count}", "most", $"{MostLines}");
        if (At(request.CountedAt, count.Value, now) is not { } at)
            return Refusal.Of("count-time-wrong", "time", request.CountedAt!, "from",
                $"{count.Value.OpenedAt.Oslo:yyyy-MM-ddTHH:mm}");
        var faults = new List<Finding>();
        var places = await HolderPlaces.Load(tx, count.Value.HolderId);
        var read = request.Lines.Select(line => ReadReportLine.Of(line, places.Names, false, faults))
            .OfType<CountedLine>().ToList();
        var books = await ReportBooks.Load(tx, count.Value.HolderId, now.Day, now.Day,
            read.Select(line => (line.Article, line.Lot)));
        var sheet = new CountSheetLines(count.Value, places, books,
            await tx.List<CountLine>($"{CountLine.Sql} where x.count_id = @id order by x.line", new { id }));
        var entered = read.Select(line => sheet.Find(line, faults)).OfType<EnteredLine>().ToList();
        if (!request.Add) Twice(entered, faults);
        if (faults.Count > 0)
            return new Refusal("count-faulty", new Dictionary<string, string>
            {
                ["errors"] = $"{faults.Count}", ["lines"] = $"{request.Lines.Count}",
            }, [.. faults.OrderBy(fault => fault.Line).Take(FindingsToldAtMost)]);
        await SaveCounted.Run(tx, count.Value, entered, request.Add, request.How, at, now, caller);
        return new CountEntryAnswer(id, entered.Count,
            entered.Where(one => one.IsNew).Select(one => one.Line).Distinct().LongCount());
    }, caller.Once);

    /// <summary>
    /// A scanned pack as a line: one pack where no number is given. Refuses what PackageScan.Read refuses,
    /// count-scan-product-not-known and count-scan-without-lot.
    /// </summary>
    public static async Task<Result<ReportLine>> Scanned(
        Db db, string? scan, long? units, string? place, DateOnly today)
    {
        var read = PackageScan.Read(scan, today);
        if (!read.Ok) return read.Refusal!;
        var (gtin, lot, expires) = read.Value;
        var article = await db.One<string>("select article_number from product where gtin in (@long, @short) " +
            "order by article_number limit 1", new { @long = gtin.As14, @short = gtin.As14.TrimStart('0') });
        if (article is null) return Refusal.Of("count-scan-product-not-known", "gtin", gtin.As14);
        if (string.IsNullOrEmpty(lot)) return Refusal.Of("count-scan-without-lot", "gtin", gtin.As14);
        return new ReportLine(1, article, lot, expires is { } day ? $"{day:yyyy-MM-dd}" : null, $"{units ?? 1}",
            units is null ? "pack" : null, place);
    }

    // Never before the count was opened: what moved earlier is in its figures already.
    static Moment? At(string? text, StockCount count, Moment now)
    {
        if (string.IsNullOrWhiteSpace(text)) return now;
        if (!DateTime.TryParseExact(text.Trim(), ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        var at = Moment.InOslo(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return at > now || at.Plus(TimeSpan.FromMinutes(1)) < count.OpenedAt ? null
            : at < count.OpenedAt ? count.OpenedAt : at;
    }

    static void Twice(IEnumerable<EnteredLine> lines, List<Finding> faults)
    {
        foreach (var same in lines.GroupBy(one => one.Line))
            foreach (var again in same.Skip(1))
                faults.Add(ReportFault.Of("report-line-twice", again.Row, "lotNumber", again.Lot,
                    "first", $"{same.First().Row}"));
    }
}

/// <summary>A counted line that has found its place on the sheet.</summary>
/// <param name="Line">Its number; of a lot that was not on the sheet a new one.</param>
sealed record EnteredLine(
    int Row, long Line, bool IsNew, string Article, string Lot, DateOnly ExpiresOn, long? LotId, long Place,
    long Units);

/// <summary>The lines of a count, by lot and place; a lot that is not there gets a line of its own.</summary>
sealed class CountSheetLines
{
    readonly StockCount _count;
    readonly HolderPlaces _places;
    readonly ReportBooks _books;
    readonly Dictionary<(string Article, string Lot), List<(long Line, long Place, DateOnly ExpiresOn)>> _lines = [];
    readonly Dictionary<long, string> _names;
    readonly HashSet<long> _known = [];
    long _last;

    public CountSheetLines(StockCount count, HolderPlaces places, ReportBooks books, IReadOnlyList<CountLine> lines)
    {
        (_count, _places, _books) = (count, places, books);
        _names = places.Names.GroupBy(one => one.Value).ToDictionary(same => same.Key, same => same.First().Key);
        foreach (var line in lines) Add((line.ArticleNumber, line.LotNumber), line.Line, line.PlaceId, line.ExpiresOn);
        _known = [.. lines.Select(line => line.Line)];
    }

    void Add((string, string) key, long line, long place, DateOnly expires)
    {
        if (!_lines.TryGetValue(key, out var same)) _lines[key] = same = [];
        same.Add((line, place, expires));
        _last = Math.Max(_last, line);
    }

    /// <summary>The line's place on the sheet; null when something is wrong, which was then added to the
    /// findings.</summary>
    public EnteredLine? Find(CountedLine line, List<Finding> faults)
    {
        var before = faults.Count;
        void Fault(string code, string column, string? value, params string[] more) =>
            faults.Add(ReportFault.Of(code, line.Row, column, value, more));

        var product = _books.Product(line.Article);
        var lot = _books.Lot(line.Article, line.Lot);
        var same = _lines.GetValueOrDefault((line.Article, line.Lot)) ?? [];
        var known = lot?.ExpiresOn ?? same.Select(one => (DateOnly?)one.ExpiresOn).FirstOrDefault();
        if (product is null) Fault("report-product-unknown", "articleNumber", line.Article);
        if (line.Pool is { } pool) Fault("count-pool-not-told", "pool", Kebab.Of(pool));
        if (known is null && line.ExpiresOn is null) Fault("report-expiry-missing", "expiresOn", "", "lot", line.Lot);
        if (known is { } day && line.ExpiresOn is { } told && told != day)
            Fault("count-expiry-differs", "expiresOn", $"{told:yyyy-MM-dd}", "lot", line.Lot,
                "expires", $"{day:yyyy-MM-dd}");
        if (line.Place is { } other && _count.PlaceId != 0 && other != _count.PlaceId)
            Fault("count-place-other", "place", _names.GetValueOrDefault(other), "place", _count.Place);
        if (line.Place is null && _count.PlaceId == 0 && same.Count > 1)
            Fault("count-place-unclear", "place", "", "lot", line.Lot,
                "possible", string.Join(", ", same.Select(one => _names.GetValueOrDefault(one.Place, ""))));
        if (faults.Count > before) return null;
        var place = line.Place ?? (_count.PlaceId != 0 ? _count.PlaceId : same.Count == 1 ? same[0].Place
            : _places.Default);
        var units = line.Amount * (line.Packs ? product!.UnitsPerPack : 1);
        var at = same.FindIndex(one => one.Place == place);
        if (at < 0) Add((line.Article, line.Lot), _last + 1, place, known ?? line.ExpiresOn!.Value);
        var number = at < 0 ? _last : same[at].Line;
        return new(line.Row, number, !_known.Contains(number), line.Article, line.Lot, known ?? line.ExpiresOn!.Value,
            lot?.Id, place, units);
    }
}
