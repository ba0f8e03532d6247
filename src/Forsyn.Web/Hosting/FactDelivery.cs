using Forsyn.App;
using Forsyn.App.Database;
using Forsyn.App.Facts;

namespace Forsyn.Web.Hosting;

/// <summary>Brings facts to those who react: soon after each write, and every few seconds anyhow.</summary>
public sealed partial class FactDelivery(Db db, TimeProvider time, ILogger<FactDelivery> log) : BackgroundService
{
    static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(3), Gather = TimeSpan.FromMilliseconds(50);
    // The deliveries' own writes wake nobody, or a subscriber that fails would be tried again without end.
    static readonly AsyncLocal<bool> Delivering = new();
    readonly SemaphoreSlim _wake = new(0, 1);

    Moment Now => Moment.Of(time.GetUtcNow());

    /// <summary>
    /// Waits until what is written has had its effects, as when a person looks for the invoice of what was dispatched
    /// a moment ago. False when that takes too long; it happens later then, and the caller's own work stands.
    /// </summary>
    public async Task<bool> CatchUp(CancellationToken stop = default)
    {
        try
        {
            return await Quietly(() => App.Facts.CatchUp.Run(db, Subscribers.All, Now, stop));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Broken(e);
            return false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        db.Committed += Wake;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await Once();
                await _wake.WaitAsync(AtLeast, stop);
                await Task.Delay(Gather, stop); // under load one delivery serves many writes
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops; what is left is delivered when it starts again.
        }
        finally { db.Committed -= Wake; }
    }

    async Task Once()
    {
        try
        {
            await Quietly(() => Deliver.Run(db, Subscribers.All, Now));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Broken(e); // the database may be away; it is tried again
        }
    }

    void Wake()
    {
        if (Delivering.Value) return;
        try { _wake.Release(); }
        catch (SemaphoreFullException) { } // already woken
    }

    static async Task<T> Quietly<T>(Func<Task<T>> work)
    {
        Delivering.Value = true; // seen by what is called from here, not by the caller
        return await work();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Facts could not be delivered; they are tried again")]
    partial void Broken(Exception e);
}

static class FactHosting
{
    public static void AddFacts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LiveStreams>();
        builder.Services.AddSingleton<FactDelivery>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FactDelivery>());
        builder.Services.AddHostedService<MailDelivery>();
    }
}
