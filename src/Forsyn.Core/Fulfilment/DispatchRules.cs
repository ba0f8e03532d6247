namespace Forsyn.Core.Fulfilment;

/// <summary>Whether what was picked may still leave on the day it is to be dispatched.</summary>
public static class DispatchRules
{
    static readonly RuleAttribute Tag = RuleAttribute.Of(Lots_have_the_guaranteed_shelf_life_on_the_day);

    /// <summary>
    /// A blocking finding for each lot that has come too near its last day since it was allocated; such an order is
    /// allocated again. A customer that accepted less gets any lot that is not used up on the day.
    /// </summary>
    [Rule("FHI, terms of delivery", "SHL-001")]
    public static IReadOnlyList<Finding> Lots_have_the_guaranteed_shelf_life_on_the_day(
        IEnumerable<PickTask> picked, DateOnly day, bool acceptsShorter, RuleNumbers numbers)
    {
        var needed = acceptsShorter ? 1 : numbers.Days("guaranteed-shelf-life-days");
        return [.. picked.Where(t => t.ExpiresOn < day.AddDays(needed)).Select(t => new Finding(
            "lot-too-short-at-dispatch", Severity.Block, t.Line, Tag.Requirements, Tag.Law,
            Refusal.Of("", "product", t.Product,
                "lot", t.LotNumber, "expires", $"{t.ExpiresOn:yyyy-MM-dd}",
                "days", $"{t.ExpiresOn.DayNumber - day.DayNumber}", "needed", $"{needed}").Args) { Rule = Tag.Name })];
    }
}
