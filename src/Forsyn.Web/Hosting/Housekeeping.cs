using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Ledger;
using Forsyn.App.Ordering;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.App.Stock.Outlook;
using Forsyn.App.Stock.Reports;
using Forsyn.App.Stock.Warnings;

namespace Forsyn.Web.Hosting;

/// <summary>
/// What must be done by itself, and never on the path of a request. Two lanes go once a minute each, so that what
/// takes long, such as a day's outlook for a nation, holds up neither the sealing nor the sums. A job that fails is
/// logged and tried again the next time; those after it are done all the same.
/// </summary>
sealed class Housekeeping(
    Db db, TimeProvider time, IConfiguration configuration, Packs packs, ILogger<Housekeeping> log)
    : BackgroundService
{
    const string By = "housekeeping";

    protected override Task ExecuteAsync(CancellationToken stop) =>
        Task.WhenAll(Lane(EveryMinute(), stop), Lane(OnceADay(), stop));

    IEnumerable<Job> EveryMinute() =>
    [
        new("expire reservations", now => ExpireReservations.Run(db, now.Day, now, By)),
        new("seal transfers", now => SealTransfers.Run(db, now)),
        new("sum stock", now => RollUpStock.Run(db, now)),
    ];

    // Each asks first whether it is done for the day.
    IEnumerable<Job> OnceADay()
    {
        yield return new("erase patients", now => ErasePatients.Run(db, now.Day, now, By));
        yield return new("sum the use", _ => UseFlow.Build(db));
        yield return new("sum the past", _ => StockFlow.Build(db));
        yield return new("watch deregistrations", now => UnionList.Watch(db, now));
        yield return new("compute targets", now => ComputeTargets.Due(db, now, By));
        yield return new("compute coverage of stockpiles", now => ComputeCoverage.Run(db, now));
        yield return new("plan rotation", now => ComputeRotation.Due(db, now));
        yield return new("compute the outlook", now => ComputeOutlook.Due(db, now));
        // In a demonstration people choose the hour, and the age of a file says nothing.
        if (!configuration.IsDemo())
        {
            yield return new("remove unused files", now => Attachments.RemoveUnused(db, now));
            yield return new("remind of late reports", now => RemindLate.Run(db, now));
            yield return new("remind of deadlines", now => RemindDeadlines.Run(db, now));
            yield return new("remind of late refills", now => RemindRefills.Run(db, now));
            yield return new("judge warnings", now => JudgeWarnings.Daily(db, now));
        }
        if (packs.Settings is { } kept)
            yield return new("make outage packs", async now =>
            {
                if ((await KeptPacks.Run(db, kept, now)).Refusal is { } no)
                    log.LogError("no outage pack was made: {Code}", no.Code);
            });
    }

    async Task Lane(IEnumerable<Job> jobs, CancellationToken stop)
    {
        var all = jobs.ToList();
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                foreach (var job in all) await Quietly(job, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops; what is left is done when it starts again.
        }
    }

    async Task Quietly(Job job, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        try { await job.Run(Moment.Of(time.GetUtcNow())); }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "{Job} failed; it is tried again in a minute", job.Name);
        }
    }

    sealed record Job(string Name, Func<Moment, Task> Run);
}
