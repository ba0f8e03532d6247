using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>How the rotation of a holder's target goes, as last planned.</summary>
public sealed class RotationRow
{
    public string Scheme { get; init; } = "";
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public string Name { get; init; } = "";
    public string Measure { get; init; } = "";
    public DateOnly ComputedOn { get; init; }
    public long Packages { get; init; }
    public long Lots { get; init; }
    /// <summary>In the target's measure, as Held and BreachDeepest: micro-DDD or units.</summary>
    public long Must { get; init; }
    public long Held { get; init; }
    /// <summary>Units that expire with the plan.</summary>
    public long Lost { get; init; }
    public long LossOre { get; init; }
    /// <summary>Units that would expire if the stockpile stood apart.</summary>
    public long LostWithout { get; init; }
    public long LossWithoutOre { get; init; }
    public long ToBuy { get; init; }
    public long ToPayOre { get; init; }
    /// <summary>The first day something must be ordered; null where nothing must.</summary>
    public DateOnly? OrderOn { get; init; }
    public string? AlarmArticle { get; init; }
    public string? AlarmNumber { get; init; }
    /// <summary>The first day the lot can be sold no more.</summary>
    public DateOnly? AlarmOn { get; init; }
    public long AlarmUnits { get; init; }
    public long AlarmOre { get; init; }
    public DateOnly? AlarmSince { get; init; }
    public DateOnly? BreachFrom { get; init; }
    public DateOnly? BreachTo { get; init; }
    public long BreachDeepest { get; init; }
    public string? BreachCause { get; init; }
    public DateOnly? BreachSince { get; init; }
}

/// <summary>Sums over all that a question finds, whatever page is shown.</summary>
public sealed class RotationTotals
{
    public long Targets { get; init; }
    public long Alarms { get; init; }
    public long Breaches { get; init; }
    public long LossOre { get; init; }
    public long LossWithoutOre { get; init; }
    public long ToPayOre { get; init; }
}

/// <summary>A page of the list; ComputedOn is null where nothing was planned yet.</summary>
public sealed record RotationListed(
    DateOnly? ComputedOn, RotationTotals Totals, IReadOnlyList<RotationRow> Items, string? Next);

/// <summary>What is asked for in the list.</summary>
/// <param name="Alarms">Only where a lot cannot be sold in time or the floor does not hold.</param>
/// <param name="Sort">alarm (the default), loss, buy, order, holder or substance.</param>
public sealed record RotationQuestion(
    string? Scheme = null, string? Holder = null, string? Query = null, bool Alarms = false, string? Sort = null,
    string? Cursor = null, int Limit = 60);

/// <summary>Reads how rotation goes: everywhere for those who oversee, its own for a holder.</summary>
public static class RotationList
{
    public static readonly IReadOnlyList<string> Sorts = ["alarm", "loss", "buy", "order", "holder", "substance"];

    const string From = "from rotation_outlook r join party y on y.id = r.holder_id where " +
        "(@scheme = '' or r.scheme = @scheme) and (@holder = '' or y.key = @holder) and (@all or y.id = @party) and " +
        "(@query = '' or lower(r.name) like @part or lower(r.atc) like @part) and " +
        "(not @alarms or r.alarm_on is not null or r.breach_from is not null)";

    /// <summary>A page of rows, by default what has an alarm first and of those what is soonest.</summary>
    public static async Task<RotationListed> Run(Db db, RotationQuestion question, Caller caller)
    {
        var (skip, most) = (long.TryParse(question.Cursor, out var n) && n > 0 ? n : 0,
            Math.Clamp(question.Limit, 1, 500));
        var args = new
        {
            scheme = question.Scheme ?? "", holder = question.Holder ?? "",
            all = caller.May(Policy.PreparednessReadAll), party = caller.Party ?? 0,
            query = question.Query?.Trim() ?? "", part = $"%{question.Query?.Trim().ToLowerInvariant()}%",
            alarms = question.Alarms, most = most + 1, skip,
        };
        var totals = await db.One<RotationTotals>($"""
            select count(*) as targets, count(r.alarm_on) as alarms, count(r.breach_from) as breaches,
                cast(coalesce(sum(r.loss_ore), 0) as bigint) as loss_ore,
                cast(coalesce(sum(r.loss_without_ore), 0) as bigint) as loss_without_ore,
                cast(coalesce(sum(r.to_pay_ore), 0) as bigint) as to_pay_ore
            {From}
            """, args);
        var rows = await db.List<RotationRow>($"""
            select r.scheme, r.holder_id, y.key as holder, {StockFilter.HolderName} as holder_name, r.atc,
                r.package_group, r.name, r.measure, r.computed_on, r.packages, r.lots, r.must, r.held, r.lost,
                r.loss_ore, r.lost_without, r.loss_without_ore, r.to_buy, r.to_pay_ore, r.order_on, r.alarm_article,
                r.alarm_number, r.alarm_on, r.alarm_units, r.alarm_ore, r.alarm_since, r.breach_from, r.breach_to,
                r.breach_deepest, r.breach_cause, r.breach_since
            {From} order by {Order(question.Sort)}, r.name, r.atc, r.package_group, y.key, r.scheme
            limit @most offset @skip
            """, args);
        return new(await db.One<DateOnly?>("select max(computed_on) from rotation_run"), totals!,
            [.. rows.Take(most)], rows.Count > most ? $"{skip + most}" : null);
    }

    static string Order(string? sort) => sort switch
    {
        "loss" => "r.loss_ore desc",
        "buy" => "r.to_pay_ore desc",
        "order" => "case when r.order_on is null then 1 else 0 end, r.order_on",
        "holder" => "y.key",
        "substance" => "r.name",
        _ => "case when r.breach_from is not null then 0 when r.alarm_on is not null then 1 else 2 end, " +
            "coalesce(r.breach_from, r.alarm_on), r.alarm_on, r.loss_ore desc",
    };
}
