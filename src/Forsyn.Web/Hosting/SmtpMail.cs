using System.Net;
using System.Net.Mail;
using System.Text;
using Forsyn.App.Messages;
using Forsyn.App.Ordering;

namespace Forsyn.Web.Hosting;

/// <summary>Hands a letter to the mail server of the settings Forsyn:Smtp:*.</summary>
public static class SmtpMail
{
    public static async Task Send(IConfiguration settings, Mail mail, CancellationToken stop)
    {
        var (subject, body) = MessageText.Letter(mail, settings["Forsyn:Site"] ?? "");
        using var letter = new MailMessage(settings["Forsyn:Smtp:From"] ?? OrderFormPdf.Mailbox, mail.Address)
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
        };
        await server.SendMailAsync(letter, stop).WaitAsync(Longest, stop);
    }

    // A mail server that says nothing must not keep the others' letters waiting.
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
}
