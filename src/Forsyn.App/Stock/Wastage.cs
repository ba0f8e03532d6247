using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Stock;

/// <summary>How what was lost is put together.</summary>
public enum WasteGroup { Cause, Product, Holder, Month }

/// <summary>What is asked of losses.</summary>
/// <param name="GroupBy">cause, product, holder or month; cause when left out.</param>
/// <param name="From">First day, yyyy-MM-dd; the first of the year when left out.</param>
/// <param name="To">Last day; today when left out.</param>
/// <param name="Cause">One cause only, as the report names it.</param>
/// <param name="Query">A part of a product's name or number.</param>
public sealed record WasteQuestion(
    string? GroupBy = null, string? From = null, string? To = null, string? Cause = null, string? Query = null,
    long? Holder = null);

/// <summary>What was lost of one kind.</summary>
/// <param name="ValueOre">By the list price of today, without levy and VAT.</param>
public sealed class WasteRow
{
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
    public long Units { get; init; }
    public long ValueOre { get; init; }
    public long Entries { get; init; }
    public Money Value => new(ValueOre);
}

/// <summary>Losses of a period, the most costly first, with the sum of all of them.</summary>
public sealed record WasteView(
    WasteGroup GroupBy, DateOnly From, DateOnly To, IReadOnlyList<WasteRow> Rows, long Units, Money Value);

/// <summary>
/// All that was destroyed or expired by the books: what holders entered, what was damaged on the way, what a pharmacist
/// or a recall had destroyed. What was corrected is left out. Those who oversee the country see everyone's, others
/// their own.
/// </summary>
public static class Wastage
{
    public const int MostRows = 500;

    /// <summary>Refuses waste-question-unreadable with what would do.</summary>
    public static async Task<Result<WasteView>> Run(Db db, WasteQuestion question, DateOnly today, Caller caller)
    {
        var findings = new List<Finding>();
        if (!Kebab.TryParse<WasteGroup>(question.GroupBy is { Length: > 0 } word ? word : "cause", out var group))
            findings.Add(ReadEntry.Problem("waste-group-unknown", "group", question.GroupBy!, "possible",
                string.Join(", ", Kebab.All<WasteGroup>())));
        DateOnly Day(string? text, DateOnly usual)
        {
            if (string.IsNullOrWhiteSpace(text)) return usual;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)) return day;
            findings.Add(ReadEntry.Problem("entry-day-unreadable", "day", text));
            return usual;
        }
        var (from, to) = (Day(question.From, new(today.Year, 1, 1)), Day(question.To, today));
        if (findings.Count > 0)
            return new Refusal("waste-question-unreadable", new Dictionary<string, string>(), findings);
        var (key, name) = group switch
        {
            WasteGroup.Product => ("p.article_number", "max(p.name)"),
            WasteGroup.Holder => ("cast(t.holder_id as text)", $"max({StockFilter.HolderName})"),
            WasteGroup.Month => ("substr(cast(t.counts_on as text), 1, 7)", "substr(cast(t.counts_on as text), 1, 7)"),
            _ => (Cause, Cause),
        };
        var rows = await db.List<WasteRow>($"""
            select {key} as key, {(group is WasteGroup.Month or WasteGroup.Cause ? $"max({name})" : name)} as name,
                cast(sum(t.quantity) as bigint) as units,
                cast(sum(t.quantity * p.price_ore / p.doses_per_pack) as bigint) as value_ore, count(*) as entries
            from transfer t join lot l on l.id = t.lot_id join product p on p.article_number = l.article_number
            join party y on y.id = t.holder_id
            where (t.to_status in (12, 13) or t.from_status in (12, 13)) and t.to_status in (12, 13)
                and t.counts_on >= @from and t.counts_on <= @to and t.reason <> 'correct'
                and not exists (select 1 from transfer c where c.holder_id = t.holder_id and c.corrects = t.id)
                and (@cause = '' or {Cause} = @cause)
                and (@words = '' or p.search like '%' || @words || '%')
                {(Holder(question, caller) is null ? "" : "and t.holder_id = @holder")}
            group by {key} order by value_ore desc, units desc, key limit {MostRows}
            """, new
        {
            from, to, cause = question.Cause ?? "", words = (question.Query ?? "").Trim().ToLowerInvariant(),
            holder = Holder(question, caller),
        });
        return new WasteView(group, from, to, rows, rows.Sum(row => row.Units), Money.Sum(rows.Select(r => r.Value)));
    }

    // What an entry said is named as the entry was; the rest by what booked it.
    const string Cause = "case when t.reason like 'waste-%' then substr(t.reason, 7) when t.to_status = 13 then " +
        "'expired' when t.reason like 'deviation-%' then 'on-the-way' when t.reason like 'goods-%' then 'goods-in' " +
        "when t.reason like 'return-%' then 'returned' " +
        "when t.reason like 'recall-%' then 'recalled' else 'decided' end";

    static long? Holder(WasteQuestion question, Caller caller) =>
        caller.May(Policy.StockNational) ? question.Holder : caller.Party ?? 0;
}
