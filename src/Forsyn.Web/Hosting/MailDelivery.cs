using Forsyn.App.Database;
using Forsyn.App.Messages;

namespace Forsyn.Web.Hosting;

/// <summary>
/// Sends the letters that wait, a look every few seconds. Works only where a mail server is named (Forsyn:Smtp:Host)
/// and never in a demonstration: docs/operating/mail.md.
/// </summary>
public sealed partial class MailDelivery(
    Db db, TimeProvider time, IConfiguration settings, ILogger<MailDelivery> log) : BackgroundService
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>Whether letters leave this host.</summary>
    public static bool IsOn(IConfiguration settings) =>
        !settings.IsDemo() && settings["Forsyn:Smtp:Host"] is { Length: > 0 };

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (!IsOn(settings)) return;
        using var timer = new PeriodicTimer(Between, time);
        while (!stop.IsCancellationRequested)
            try
            {
                await timer.WaitForNextTickAsync(stop);
                await Mails.Send(db, mail => SmtpMail.Send(settings, mail, stop), () => Moment.Of(time.GetUtcNow()));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The host stops; what is left is sent when it starts again.
            }
            catch (Exception failure)
            {
                Broken(failure); // the database may be away; a mail server's complaint stands in the outbox instead
            }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be looked after; it is tried again")]
    partial void Broken(Exception e);
}
