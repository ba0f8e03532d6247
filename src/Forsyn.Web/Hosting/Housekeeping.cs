using Forsyn.App.Database;
using Forsyn.App.Ledger;

namespace Forsyn.Web.Hosting;

/// <summary>
/// What the ledger needs done by itself, once a minute and never on the path of a request: finished transfers are sealed,
/// and reservations that have waited too long give their units back. A failure is logged and tried again.
/// </summary>
sealed class Housekeeping(Db db, TimeProvider time, ILogger<Housekeeping> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (await timer.WaitForNextTickAsync(stop))
            try
            {
                var now = Moment.Of(time.GetUtcNow());
                await ExpireReservations.Run(db, now.Day, now, "housekeeping");
                await SealTransfers.Run(db, now);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "sealing or expiring failed; it is tried again in a minute");
            }
    }
}
