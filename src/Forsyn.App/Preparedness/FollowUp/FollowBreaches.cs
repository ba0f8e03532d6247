using Forsyn.App.Facts;
using Forsyn.App.Preparedness.DailyCoverage;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>Opens the follow-up of a target that falls short, and closes it when the stock is whole again.</summary>
public static class FollowBreaches
{
    /// <summary>Who opened or closed it, where nobody did but the daily coverage.</summary>
    public const string By = "coverage";

    public static readonly Subscriber OnFacts = new("follow-up",
        new HashSet<string> { nameof(StockpileFellShort), nameof(StockpileRestored) }, async (tx, fact, now) =>
        {
            if (fact.Name == nameof(StockpileFellShort))
            {
                var breach = fact.As<StockpileFellShort>();
                await TakeFollowUp.Open(tx, breach.Scheme, breach.Holder, breach.Atc, breach.PackageGroup,
                    breach.Since, breach.Missing, breach.Measure, now, By);
                return;
            }
            var whole = fact.As<StockpileRestored>();
            await TakeFollowUp.Restore(tx, whole.Scheme, whole.Holder, whole.Atc, whole.PackageGroup, whole.Day, now,
                By);
        });
}
