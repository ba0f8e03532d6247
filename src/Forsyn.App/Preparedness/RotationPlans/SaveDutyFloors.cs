using Forsyn.App.Database;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>Keeps what orders must leave of each package in a holder's stockpile.</summary>
static class SaveDutyFloors
{
    public static async Task Run(Tx tx, IReadOnlyList<HolderTarget> targets, Moment now)
    {
        await tx.Do("delete from duty_floor");
        await Bulk.Load(tx, "duty_floor", ["holder_id", "article_number", "pool", "units", "changed_at"],
            targets.SelectMany(target =>
            {
                var kept = target.Facts.Packages.Select(package => (package,
                    package.Lots.Where(lot => lot.Kept).Sum(lot => lot.Units.Units))).ToList();
                var floors = DutyFloors.Of(target.Facts.FloorOn(now.Day), kept);
                return target.Facts.Packages.Select((package, i) => (object?[])
                    [target.HolderId, $"{package.Article}", (short)target.Scheme.Pool, floors[i], now]);
            }));
    }
}
