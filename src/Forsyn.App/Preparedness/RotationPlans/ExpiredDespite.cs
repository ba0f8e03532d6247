using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;
using Forsyn.Core.Stock;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>What is asked of units that expired.</summary>
/// <param name="From">First day, yyyy-MM-dd; the first of the year when left out.</param>
/// <param name="To">Last day; today when left out.</param>
public sealed record ExpiredQuestion(
    string? From = null, string? To = null, string? Scheme = null, string? Holder = null, string? Cause = null);

/// <summary>Units of a lot that expired in a holder's stockpile.</summary>
/// <param name="Value">By the list price of today, without levy and VAT.</param>
public sealed record ExpiredLot(
    string Scheme, string Holder, string HolderName, string Atc, string Substance, string ArticleNumber,
    string Product, string LotNumber, DateOnly ExpiresOn, DateOnly On, long Units, ExpiryCause Cause, Money Value);

/// <summary>All that expired for one cause.</summary>
public sealed record ExpiredSum(ExpiryCause Cause, long Lots, long Units, Money Value);

/// <summary>What expired in a period, the most costly first, with sums by cause.</summary>
public sealed record ExpiredView(
    DateOnly From, DateOnly To, IReadOnlyList<ExpiredSum> Causes, IReadOnlyList<ExpiredLot> Items)
{
    public long Units => Causes.Sum(one => one.Units);
    public Money Value => Money.Sum(Causes.Select(one => one.Value));
}

/// <summary>
/// Units that expired despite rotation (STS-004): what left the stockpiles' pools as expired, or was destroyed after
/// its last day; what was corrected is left out. Those who oversee see everyone's, a holder its own.
/// </summary>
public static class ExpiredDespite
{
    const string Sql = $"""
        with gone as (
            select t.holder_id, t.lot_id, t.from_pool as pool, max(case when t.from_status in (3, 4) then 1 else 0 end)
                as set_aside, max(t.counts_on) as gone_on, cast(sum(t.quantity) as bigint) as units
            from transfer t join lot l on l.id = t.lot_id
            where t.from_pool in @pools and t.counts_on >= @from and t.counts_on <= @to and t.corrects is null
                and (t.to_status = 13 or (t.to_status = 12 and t.counts_on >= l.expires_on))
                and not exists (select 1 from transfer c where c.holder_id = t.holder_id and c.corrects = t.id)
            group by t.holder_id, t.lot_id, t.from_pool),
        known as (
            select g.*, l.article_number, l.lot_number, l.expires_on,
                (select min(a.counts_on) from transfer a where a.holder_id = g.holder_id and a.lot_id = g.lot_id)
                    as came_on
            from gone g join lot l on l.id = g.lot_id)
        select g.*, y.key as holder, {StockFilter.HolderName} as holder_name, p.name as product, p.atc, p.substance,
            p.price_ore, p.doses_per_pack,
            (select cast(coalesce(sum(s.quantity), 0) as bigint) from transfer s join lot k on k.id = s.lot_id
                where s.holder_id = g.holder_id and k.article_number = g.article_number
                and k.expires_on > g.expires_on and s.to_status in (11, 14, 15) and s.corrects is null
                and s.counts_on >= g.came_on and s.counts_on <= g.gone_on) as later_sold
        from known g join party y on y.id = g.holder_id join product p on p.article_number = g.article_number
        where (@holder = '' or y.key = @holder) and (@all or y.id = @party)
        order by g.units desc, g.lot_id
        """;

    /// <summary>Refuses expired-faulty with every fault.</summary>
    public static async Task<Result<ExpiredView>> Run(Db db, ExpiredQuestion question, DateOnly today, Caller caller)
    {
        var faults = new List<Finding>();
        var (from, to) = (Day(question.From, new(today.Year, 1, 1)), Day(question.To, today));
        if (to < from) Fault("period");
        ExpiryCause? only = null;
        if (!string.IsNullOrWhiteSpace(question.Cause))
        {
            if (Kebab.TryParse<ExpiryCause>(question.Cause, out var cause)) only = cause;
            else Fault("cause", "possible", string.Join(", ", Kebab.All<ExpiryCause>()));
        }
        var schemes = Schemes.All.On(to).Where(scheme => string.IsNullOrWhiteSpace(question.Scheme)
            || scheme.Scheme == question.Scheme).ToDictionary(scheme => scheme.Pool);
        if (schemes.Count == 0) Fault("scheme", "value", question.Scheme ?? "");
        if (faults.Count > 0)
            return new Refusal("expired-faulty", new Dictionary<string, string> { ["n"] = $"{faults.Count}" }, faults);
        var rows = await db.List<Row>(Sql, new
        {
            pools = InList.Of(schemes.Keys.Select(pool => (long)pool)), from, to, holder = question.Holder ?? "",
            all = caller.May(Policy.PreparednessReadAll), party = caller.Party ?? 0,
        });
        var sold = await Sold(db, rows);
        var lots = rows.Select(row => row.ToLot(schemes[row.Pool].Scheme, sold(row, 6, 1), sold(row, 12, 7)))
            .Where(lot => only is null || lot.Cause == only).OrderByDescending(lot => lot.Value.Ore).ToList();
        return new ExpiredView(from, to,
        [
            .. lots.GroupBy(lot => lot.Cause).OrderBy(some => some.Key).Select(some => new ExpiredSum(some.Key,
                some.Count(), some.Sum(lot => lot.Units), Money.Sum(some.Select(lot => lot.Value)))),
        ], lots);

        DateOnly Day(string? text, DateOnly usual)
        {
            if (string.IsNullOrWhiteSpace(text)) return usual;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)) return day;
            Fault("day", "value", text);
            return usual;
        }

        void Fault(string what, params string[] args) =>
            faults.Add(ProposeChanges.Fault($"expired-{what}", null, args));
    }

    // Answers packs in whole months before the month a lot expired in, from so many months back to so many.
    static async Task<Func<Row, int, int, long>> Sold(Db db, IReadOnlyList<Row> rows)
    {
        if (rows.Count == 0) return (_, _, _) => 0;
        var packs = (await db.List<SoldRow>("select seller_id, article_number, month, " +
            "cast(sum(packs) as bigint) as packs from turnover where seller_id in @sellers " +
            "and article_number in @articles and month >= @from and month < @to " +
            "group by seller_id, article_number, month", new
            {
                sellers = InList.Of(rows.Select(row => row.HolderId).Distinct()),
                articles = InList.Of(rows.Select(row => row.ArticleNumber).Distinct()),
                from = $"{Month.Of(rows.Min(row => row.GoneOn)).Plus(-12)}",
                to = $"{Month.Of(rows.Max(row => row.GoneOn))}",
            })).ToLookup(row => (row.SellerId, row.ArticleNumber), row => (Month: Month.Of(row.Month), row.Packs));
        return (row, first, last) => Math.Max(0, packs[(row.HolderId, row.ArticleNumber)]
            .Where(one => Month.Of(row.GoneOn).Since(one.Month) is var back && back >= last && back <= first)
            .Sum(one => one.Packs));
    }

    sealed class SoldRow
    {
        public long SellerId { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string Month { get; init; } = "";
        public long Packs { get; init; }
    }

    sealed class Row
    {
        public long HolderId { get; init; }
        public string Holder { get; init; } = "";
        public string HolderName { get; init; } = "";
        public Pool Pool { get; init; }
        public long SetAside { get; init; }
        public DateOnly GoneOn { get; init; }
        public DateOnly CameOn { get; init; }
        public long Units { get; init; }
        public string ArticleNumber { get; init; } = "";
        public string LotNumber { get; init; } = "";
        public DateOnly ExpiresOn { get; init; }
        public string Product { get; init; } = "";
        public string Atc { get; init; } = "";
        public string Substance { get; init; } = "";
        public long PriceOre { get; init; }
        public long DosesPerPack { get; init; }
        public long LaterSold { get; init; }

        public ExpiredLot ToLot(string scheme, long lately, long before) => new(scheme, Holder, HolderName, Atc,
            Substance, ArticleNumber, Product, LotNumber, ExpiresOn, GoneOn, Units,
            new ExpiredUnits(Units, SetAside != 0, ExpiresOn.DayNumber - CameOn.DayNumber, LaterSold, lately, before)
                .Cause(Rules.Book.On(GoneOn)),
            new UnitPrice(new(PriceOre), DosesPerPack).Of(new(Units)));
    }
}
