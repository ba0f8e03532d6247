using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Preparedness;
using Forsyn.App.Stock.Outlook;
using Forsyn.App.Stock.Reports;
using Forsyn.App.Stock.Warnings;

namespace Forsyn.Web.Hosting;

/// <summary>
/// What must be done by itself, once a minute and never on the path of a request: finished transfers are sealed, stock
/// is summed, reservations that have waited too long give their units back, patients whose time is up are erased, what
/// must be held in preparedness is worked out on its days, what will be lost to expiry every day, files nobody used go,
/// and the day's outage packs are made. A failure is logged and tried again.
/// </summary>
sealed class Housekeeping(
    Db db, TimeProvider time, IConfiguration configuration, Packs packs, ILogger<Housekeeping> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (!stop.IsCancellationRequested)
            try
            {
                await timer.WaitForNextTickAsync(stop);
                var now = Moment.Of(time.GetUtcNow());
                await ExpireReservations.Run(db, now.Day, now, "housekeeping");
                await SealTransfers.Run(db, now);
                await RollUpStock.Run(db, now);
                await ErasePatients.Run(db, now.Day, now, "housekeeping");
                await UnionList.Watch(db, now);
                await ComputeTargets.Due(db, now, "housekeeping");
                await ComputeOutlook.Due(db, now);
                // In a demonstration people choose the hour, and the age of a file says nothing.
                if (!configuration.IsDemo()) await Attachments.RemoveUnused(db, now);
                if (!configuration.IsDemo()) await RemindLate.Run(db, now);
                if (!configuration.IsDemo()) await JudgeWarnings.Daily(db, now);
                if (packs.Settings is { } kept && (await KeptPacks.Run(db, kept, now)).Refusal is { } no)
                    log.LogError("no outage pack was made: {Code}", no.Code);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops; what is left is done when it starts again.
            }
            catch (Exception failure)
            {
                log.LogError(failure, "sealing, expiring or erasing failed; it is tried again in a minute");
            }
    }
}
