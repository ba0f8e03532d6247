using System.Net;
using System.Net.Mail;
using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Messages;

namespace Forsyn.Web.Hosting;

/// <summary>
/// Sends the letters that wait, a look every few seconds. Works only where a mail server is named (Forsyn:Smtp:Host)
/// and never in a demonstration: docs/operating/mail.md.
/// </summary>
sealed partial class MailDelivery(
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
                await Mails.Send(db, mail => Send(mail, stop), () => Moment.Of(time.GetUtcNow()));
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

    async Task Send(Mail mail, CancellationToken stop)
    {
        var (subject, body) = MessageText.Letter(mail, settings["Forsyn:Site"] ?? "");
        var from = settings["Forsyn:Smtp:From"] ?? App.Ordering.OrderFormPdf.Mailbox;
        using var letter = new MailMessage(from, mail.Address)
        {
            Subject = subject, Body = body, SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8,
        };
        letter.Headers.Add("Auto-Submitted", "auto-generated");
        // The same letter sent twice is one letter to the receiver.
        letter.Headers.Add("Message-ID", $"<{mail.Id}.{mail.MadeAt.Microseconds}@forsyn>");
        using var server = new SmtpClient(settings["Forsyn:Smtp:Host"], settings.GetValue("Forsyn:Smtp:Port", 587))
        {
            EnableSsl = settings.GetValue("Forsyn:Smtp:Tls", true),
            Credentials = settings["Forsyn:Smtp:User"] is { Length: > 0 } user
                ? new NetworkCredential(user, settings["Forsyn:Smtp:Password"]) : null,
            Timeout = 30_000,
        };
        await server.SendMailAsync(letter, stop);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail could not be looked after; it is tried again")]
    partial void Broken(Exception e);
}
