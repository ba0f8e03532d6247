using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Compensation;

/// <param name="Holder">The caller's own when left out.</param>
public sealed record StatementRequest(string? Scheme, string? Year, string? Holder = null);

/// <summary>Makes a statement of a year from what coverage keeps of its days: version 1, or the next where there is one
/// and figures have changed.</summary>
public static class MakeStatement
{
    const int FirstYear = 2016;

    /// <summary>
    /// Refuses not-allowed for another's stock, scheme-unknown, statement-faulty with all that is wrong,
    /// statement-no-days where nothing is known of the year, statement-waiting where a version is sent and not
    /// answered, and statement-unchanged where the newest version says the same.
    /// </summary>
    public static Task<Result<StatementView>> Run(Db db, StatementRequest request, Moment now, Caller caller) =>
        db.Write<StatementView>(async tx =>
        {
            var own = await tx.One<string?>("select key from party where id = @party",
                new { party = caller.Party ?? 0 });
            var holder = string.IsNullOrWhiteSpace(request.Holder) ? own : request.Holder.Trim();
            if (!caller.May(Policy.CompensationSend) || holder is null || holder != own)
                return Refusal.Of("not-allowed", "policy", Policy.CompensationSend);
            var written = new WrittenForm("STP-006");
            var wanted = written.Whole(request.Year, "statement-year", now.Day.Year);
            if (wanted < FirstYear)
                written.Fault("statement-year", "value", request.Year ?? "", "most", $"{now.Day.Year}");
            if (written.Refused("statement-faulty") is { } no) return no;
            var year = (int)wanted!.Value;
            var days = DateRange.Inclusive(new(year, 1, 1), new(year, 12, 31));
            var versions = Schemes.All.Versions.Where(one =>
                one.Scheme == request.Scheme && one.Valid.Overlaps(days)).ToList();
            if (versions.Count == 0) return Schemes.On(request.Scheme, now.Day) is { Ok: false } unknown
                ? unknown.Refusal! : Refusal.Of("statement-no-days", "year", $"{year}", "holder", holder);
            return await Make(tx, versions, holder, year, now, caller);
        }, caller.Once);

    static async Task<Result<StatementView>> Make(
        Tx tx, IReadOnlyList<DutyScheme> versions, string holder, int year, Moment now, Caller caller)
    {
        var scheme = versions[^1];
        var newest = await tx.One<StatementRow>($"{StatementRow.Sql} where s.scheme = @Scheme and s.holder = @holder " +
            "and s.year = @year order by s.version desc limit 1", new { scheme.Scheme, holder, year = (long)year });
        if (newest is { StateValue: CompensationState.Sent })
            return Refusal.Of("statement-waiting", "statement", $"{newest.Id}");
        var days = await Days(tx, scheme.Scheme, holder, year);
        if (days.Count == 0) return Refusal.Of("statement-no-days", "year", $"{year}", "holder", holder);
        var (first, last) = (days[0].Day, days[^1].Day);
        var periods = CompensationRules.Periods(versions, DateRange.Inclusive(new(year, 1, 1), last),
            Rules.Book.Find("compensation-rate")!);
        var prices = await Prices(tx, scheme, days);
        var made = CompensationRules.CompensationForStockHeld(year, periods, days,
            (atc, group, measure) => prices.GetValueOrDefault((atc, group, measure)));
        var lines = Stored(made, await Names(tx, scheme.Scheme));
        if (newest is { StateValue: not CompensationState.Returned } && newest.LastDay == last
            && lines.SequenceEqual(await Statements.Lines(tx, newest.Id)))
            return Refusal.Of("statement-unchanged", "statement", $"{newest.Id}", "version", $"{newest.Version}");
        var id = tx.Ids.Next();
        await Write(tx, id, scheme.Scheme, holder, year, (newest?.Version ?? 0) + 1, first, last, made, lines, now,
            caller);
        return (await Statements.Read(tx, id, now.Day, caller))!;
    }

    static async Task<List<DutyDay>> Days(Tx tx, string scheme, string holder, int year) =>
    [
        .. (await tx.List<DayRow>("select atc, package_group, measure, day, must, held from coverage_day " +
            "where scheme = @scheme and holder = @holder and day >= @first and day <= @last " +
            "order by day, atc, package_group",
            new { scheme, holder, first = new DateOnly(year, 1, 1), last = new DateOnly(year, 12, 31) }))
            .Select(row => new DutyDay(row.Atc, row.PackageGroup, Kebab.Read<Measure>(row.Measure), row.Day, row.Must,
                row.Held)),
    ];

    // A dose costs what it costs in the package of the substance where it is cheapest: what lay there on past days is
    // not kept by package, and a dearer choice is not compensated.
    static async Task<Dictionary<(string, string, Measure), PackPrice>> Prices(
        Tx tx, DutyScheme scheme, IReadOnlyList<DutyDay> days)
    {
        var prices = (await tx.List<PriceRow>("select article_number, price_ore from product where price_ore > 0"))
            .ToDictionary(row => row.ArticleNumber, row => row.PriceOre);
        var packages = CountedPackage.Of(scheme, days.Select(day => day.Atc).ToHashSet(), await DutyPackages.Load(tx))
            .Where(one => !one.Substitute).ToLookup(one => (one.Atc, one.Group), one => one.Package);
        var found = new Dictionary<(string, string, Measure), PackPrice>();
        foreach (var (atc, group, measure) in days.Select(day => (day.Atc, day.Group, day.Measure)).Distinct())
        {
            var cheapest = packages[(atc, group)]
                .Select(package => (package.Article, Price: prices.GetValueOrDefault($"{package.Article}"),
                    Holds: measure == Measure.Ddd ? package.DddMicros ?? 0 : package.UnitsPerPack))
                .Where(one => one is { Price: > 0, Holds: > 0 })
                .OrderBy(one => (decimal)one.Price / one.Holds).ThenBy(one => $"{one.Article}", StringComparer.Ordinal)
                .Select(one => new PackPrice(one.Article, one.Holds, new(one.Price))).FirstOrDefault();
            if (cheapest is not null) found[(atc, group, measure)] = cheapest;
        }
        return found;
    }

    static async Task<Dictionary<string, string>> Names(Tx tx, string scheme) =>
        (await tx.List<NameRow>("select atc, name from list_entry where scheme = @scheme order by valid_from",
            new { scheme })).GroupBy(row => row.Atc).ToDictionary(some => some.Key, some => some.Last().Name);

    static List<StatementLine> Stored(CompensationOfYear made, IReadOnlyDictionary<string, string> names) =>
    [
        .. made.Lines.Select((line, i) => new StatementLine
        {
            Line = i + 1, Atc = line.Atc, PackageGroup = line.Group,
            Substance = names.GetValueOrDefault(line.Atc, line.Atc), Measure = Kebab.Of(line.Measure),
            FirstDay = line.Period.Days.From, LastDay = line.Period.Days.LastDay!.Value,
            Rate = line.Period.Rate.Millionths, Must = line.Must, Held = line.Held, DaysShort = line.DaysShort,
            ArticleNumber = line.Price is null ? null : $"{line.Price.Article}", PackHolds = line.Price?.Holds,
            PackPriceOre = line.Price?.Price.Ore, ValueOre = line.Value.Ore, AmountOre = line.Amount.Ore,
        }),
    ];

    static async Task Write(Tx tx, long id, string scheme, string holder, int year, long version, DateOnly first,
        DateOnly last, CompensationOfYear made, IReadOnlyList<StatementLine> lines, Moment now, Caller caller)
    {
        var batch = new Batch(tx).Add("insert into compensation_statement (id, scheme, holder, year, version, " +
            "first_day, last_day, amount_ore, state, made_at, made_by, made_for) values " +
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", id, scheme, holder, (long)year, version, first, last,
            made.Amount.Ore, Kebab.Of(CompensationState.Draft), now, caller.Name, caller.PartyName);
        foreach (var payer in made.Payers)
            batch.Add("insert into compensation_payer (statement_id, payer, amount_ore) values (?, ?, ?)", id,
                payer.Payer.Value, payer.Amount.Ore);
        await batch.Run();
        await Bulk.Load(tx, "compensation_line", ["statement_id", "line", "atc", "package_group", "substance",
            "measure", "first_day", "last_day", "rate", "must", "held", "days_short", "article_number", "pack_holds",
            "pack_price_ore", "value_ore", "amount_ore"], lines.Select(line => (object?[])
            [
                id, line.Line, line.Atc, line.PackageGroup, line.Substance, line.Measure, line.FirstDay, line.LastDay,
                line.Rate, line.Must, line.Held, line.DaysShort, line.ArticleNumber, line.PackHolds,
                line.PackPriceOre, line.ValueOre, line.AmountOre,
            ]));
    }

    sealed class DayRow
    {
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public string Measure { get; init; } = "";
        public DateOnly Day { get; init; }
        public long Must { get; init; }
        public long Held { get; init; }
    }

    sealed class PriceRow
    {
        public string ArticleNumber { get; init; } = "";
        public long PriceOre { get; init; }
    }

    sealed class NameRow
    {
        public string Atc { get; init; } = "";
        public string Name { get; init; } = "";
    }
}
