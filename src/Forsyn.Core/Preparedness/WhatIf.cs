using Forsyn.Core.Catalogue;
using Forsyn.Core.Stock;

namespace Forsyn.Core.Preparedness;

/// <summary>What is supposed to be otherwise than it is.</summary>
/// <param name="Months">Months more to hold, or less where below zero.</param>
/// <param name="DemandPercent">Percent more that is sold, or less where below zero; at least −100.</param>
/// <param name="Stop">Days on which suppliers bring nothing.</param>
/// <param name="StoppedArticle">The only package that does not come; null for all.</param>
/// <param name="Rule">The scheme whose rule is followed: its most, and its ordinary days.</param>
public sealed record WhatIf(
    int Months = 0, int DemandPercent = 0, DateRange? Stop = null, ArticleNumber? StoppedArticle = null,
    DutyScheme? Rule = null)
{
    const int PartsOfMonth = 365;

    /// <summary>What a plan then starts from; stock and announced deliveries are as they are.</summary>
    /// <param name="list">What the list asks for today.</param>
    public TargetFacts Of(TargetFacts facts, Span list, DutyScheme scheme)
    {
        var parts = Math.Max(0, (Rule?.Most ?? list).YearParts + Months * PartsOfMonth);
        return facts with
        {
            Floor = [.. facts.Floor.Select(step => step with
            {
                Must = Amounts.RoundedUp(step.Must, parts, list.YearParts),
            })],
            Ordinary = Rule is null || scheme.OrdinaryDays == 0 ? facts.Ordinary
                : Amounts.RoundedUp(facts.Ordinary, Rule.OrdinaryDays, scheme.OrdinaryDays),
            Packages = DemandPercent == 0 ? facts.Packages : [.. facts.Packages.Select(package => package with
            {
                Sale = package.Sale.Times(100 + DemandPercent, facts.Days),
            })],
            Stop = Stop ?? facts.Stop, StoppedArticle = Stop is null ? facts.StoppedArticle : StoppedArticle,
        };
    }
}

/// <summary>Plans summed so that they can be compared.</summary>
/// <param name="ToHold">Units that floors and ordinary stock ask for on the first day.</param>
/// <param name="Unmet">Units of sale that cannot be made.</param>
/// <param name="Breached">Targets whose floor does not hold on some day.</param>
/// <param name="BreachDays">Days below the floor, summed over targets.</param>
/// <param name="Alarms">Targets with a lot that cannot be sold in time.</param>
public sealed record PlanSums(
    long Targets, long ToHold, long ToBuy, Money ToPay, long Lost, Money Loss, long Unmet, long Breached,
    long BreachDays, long Alarms)
{
    public static PlanSums Of(IReadOnlyCollection<TargetPlan> plans) => new(plans.Count,
        plans.Sum(plan => plan.Packages.Sum(one => one.Floor + one.Ordinary)), plans.Sum(plan => plan.ToBuy.Units),
        Money.Sum(plans.Select(plan => plan.ToPay)), plans.Sum(plan => plan.Lost.Units),
        Money.Sum(plans.Select(plan => plan.Loss)),
        plans.Sum(plan => plan.Packages.Sum(one => one.Rotation.Ahead.Unmet.Units)),
        plans.Count(plan => plan.Breaches.Count > 0),
        plans.Sum(plan => plan.Breaches.Sum(breach => (long)breach.Short.Days)),
        plans.Count(plan => plan.Alarm is not null));

    /// <summary>What this is more than other plans, or less.</summary>
    public PlanSums Minus(PlanSums other) => new(Targets - other.Targets, ToHold - other.ToHold, ToBuy - other.ToBuy,
        ToPay - other.ToPay, Lost - other.Lost, Loss - other.Loss, Unmet - other.Unmet, Breached - other.Breached,
        BreachDays - other.BreachDays, Alarms - other.Alarms);
}
