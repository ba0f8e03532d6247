using Forsyn.App.Database;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>Keeps what orders must leave of each package in a holder's stockpile.</summary>
static class SaveDutyFloors
{
    /// <summary>Of every target, in place of all that is kept.</summary>
    public static async Task All(Tx tx, IReadOnlyList<HolderTarget> targets, Moment now)
    {
        await tx.Do("delete from duty_floor");
        await Save(tx, targets, now);
    }

    /// <summary>
    /// Of one holder's targets under a scheme, from what this transaction has booked: what moved stock and floor
    /// together, as a release does, is in force for the next order.
    /// </summary>
    public static async Task Of(Tx tx, DutyScheme scheme, PartyKey holder, Moment now)
    {
        await tx.Do("delete from duty_floor where pool = @pool and holder_id = " +
            "(select id from party where key = @holder)", new { pool = (short)scheme.Pool, holder = holder.Value });
        await Save(tx, await LoadRotation.Of(tx, scheme, now.Day, holder.Value), now);
    }

    static Task Save(Tx tx, IReadOnlyList<HolderTarget> targets, Moment now) => Bulk.Load(
        tx, "duty_floor", ["holder_id", "article_number", "pool", "units", "changed_at"], targets.SelectMany(target =>
        {
            var kept = target.Facts.Packages.Select(package => (package,
                package.Lots.Where(lot => lot.Kept).Sum(lot => lot.Units.Units))).ToList();
            var floors = DutyFloors.Of(target.Facts.FloorOn(now.Day), kept);
            return target.Facts.Packages.Select((package, i) => (object?[])
                [target.HolderId, $"{package.Article}", (short)target.Scheme.Pool, floors[i], now]);
        }));
}
