using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.RotationPlans;

/// <summary>Fact: lots of a holder's stockpile that cannot be sold in time, or days its floor will not hold, were seen
/// that were not seen the day before.</summary>
public sealed record RotationAlarmed(long Holder, int Lots, int Breaches);

/// <summary>What was worked out.</summary>
public sealed record RotationDone(DateOnly Day, long Targets, long Packages, long Lots, long Alarms, long Breaches);

/// <summary>
/// Plans the rotation of every holder's every target and keeps how it goes, for the list, with the day each alarm was
/// first seen. Holders are told of new ones.
/// </summary>
public static class ComputeRotation
{
    static readonly string[] Columns =
    [
        "scheme", "holder_id", "atc", "package_group", "name", "measure", "computed_on", "packages", "lots", "must",
        "held", "lost", "loss_ore", "lost_without", "loss_without_ore", "to_buy", "to_pay_ore", "order_on",
        "alarm_article", "alarm_number", "alarm_on", "alarm_units", "alarm_ore", "alarm_since", "breach_from",
        "breach_to", "breach_deepest", "breach_cause", "breach_since",
    ];

    /// <summary>When it has not been done today, or targets came since.</summary>
    public static async Task Due(Db db, Moment now)
    {
        var last = await db.One<long?>("select max(computed_at) from rotation_run where computed_on = @Day",
            new { now.Day });
        if (last is null || await db.One<long>("select count(*) from target_run where computed_at > @last",
            new { last }) > 0) await Run(db, now);
    }

    /// <summary>Plans the whole country anew.</summary>
    public static async Task<RotationDone> Run(Db db, Moment now) =>
        (await db.Write<RotationDone>(async tx => await Run(tx, now))).Value;

    internal static async Task<RotationDone> Run(Tx tx, Moment now, bool tell = true)
    {
        var plans = new List<(HolderTarget Target, TargetPlan Plan)>();
        foreach (var scheme in Schemes.All.On(now.Day))
            plans.AddRange((await LoadRotation.Of(tx, scheme, now.Day)).Select(one => (one, one.Plan())));
        var before = (await tx.List<SeenRow>("select scheme, holder_id, atc, package_group, alarm_article, " +
            "alarm_number, alarm_since, breach_from, breach_since from rotation_outlook"))
            .ToDictionary(row => (row.Scheme, row.HolderId, row.Atc, row.PackageGroup));
        var rows = plans.Select(one => Row(one.Target, one.Plan, now.Day, before.GetValueOrDefault(
            (one.Target.Scheme.Scheme, one.Target.HolderId, one.Target.Target.Atc, one.Target.Target.PackageGroup))))
            .ToList();
        await tx.Do("delete from rotation_outlook");
        await Bulk.Load(tx, "rotation_outlook", Columns, rows);
        await SaveDutyFloors.All(tx, [.. plans.Select(one => one.Target)], now);
        var done = new RotationDone(now.Day, plans.Count, plans.Sum(one => (long)one.Plan.Packages.Count),
            plans.Sum(one => one.Plan.Packages.Sum(package => (long)package.Package.Lots.Count)),
            plans.Count(one => one.Plan.Alarm is not null), plans.Count(one => one.Plan.Breaches.Count > 0));
        var batch = new Batch(tx).Add("insert into rotation_run (id, computed_on, computed_at, targets, packages, " +
            "lots) values (?, ?, ?, ?, ?, ?)", tx.Ids.Next(), now.Day, now, done.Targets, done.Packages, done.Lots);
        if (tell) Tell(batch, plans, before, now);
        await batch.Run();
        return done;
    }

    static void Tell(
        Batch batch, List<(HolderTarget Target, TargetPlan Plan)> plans,
        Dictionary<(string, long, string, string), SeenRow> before, Moment now)
    {
        foreach (var holder in plans.GroupBy(one => one.Target.HolderId))
        {
            var (lots, breaches) = (0, 0);
            foreach (var (target, plan) in holder)
            {
                var seen = before.GetValueOrDefault((target.Scheme.Scheme, target.HolderId, target.Target.Atc,
                    target.Target.PackageGroup));
                if (plan.Alarm is { } alarm && !Same(seen, alarm)) lots++;
                if (plan.Breaches.Count > 0 && seen?.BreachFrom is null) breaches++;
            }
            if (lots + breaches > 0) Outbox.Append(batch, new RotationAlarmed(holder.Key, lots, breaches), now);
        }
    }

    static bool Same(SeenRow? seen, LotAlarm alarm) =>
        seen?.AlarmArticle == $"{alarm.Article}" && seen.AlarmNumber == alarm.Lot.Number;

    static object?[] Row(HolderTarget target, TargetPlan plan, DateOnly today, SeenRow? seen)
    {
        var (row, breach) = (target.Target, plan.Breaches.Count > 0 ? plan.Breaches[0] : (FloorBreach?)null);
        var orders = plan.Packages.SelectMany(one => one.Rotation.Purchases).Select(one => one.OrderOn).ToList();
        return
        [
            target.Scheme.Scheme, target.HolderId, row.Atc, row.PackageGroup, row.Name, row.Measure, today,
            (long)plan.Packages.Count, plan.Packages.Sum(one => (long)one.Package.Lots.Count),
            plan.Facts.FloorOn(today), plan.Days[0].Held, plan.Lost, plan.Loss, plan.LostWithout, plan.LossWithout,
            plan.ToBuy, plan.ToPay, orders.Count == 0 ? null : orders.Min(),
            plan.Alarm is { } lot ? $"{lot.Article}" : null, plan.Alarm?.Lot.Number, plan.Alarm?.On,
            plan.Alarm?.Lost.Units ?? 0, plan.Alarm?.Loss.Ore ?? 0,
            plan.Alarm is { } alarm ? Same(seen, alarm) ? seen!.AlarmSince : today : null,
            breach?.Short.From, breach?.Short.To, breach?.Short.Deepest ?? 0,
            breach is { } one ? Kebab.Of(one.Cause) : null,
            breach is null ? null : seen?.BreachFrom is null ? today : seen.BreachSince,
        ];
    }

    sealed class SeenRow
    {
        public string Scheme { get; init; } = "";
        public long HolderId { get; init; }
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public string? AlarmArticle { get; init; }
        public string? AlarmNumber { get; init; }
        public DateOnly? AlarmSince { get; init; }
        public DateOnly? BreachFrom { get; init; }
        public DateOnly? BreachSince { get; init; }
    }
}
