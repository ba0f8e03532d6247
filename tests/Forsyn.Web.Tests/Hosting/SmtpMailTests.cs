using System.Net;
using System.Net.Sockets;
using System.Text;
using Forsyn.App.Messages;
using Forsyn.Core.Basics;
using Forsyn.Web.Hosting;
using Microsoft.Extensions.Configuration;

namespace Forsyn.Web.Tests.Hosting;

/// <summary>A letter goes out over the wire as the protocol has it, to a mail server of the test's own.</summary>
public class SmtpMailTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static readonly Mail Letter = new()
    {
        Id = 7, Person = "lege", Address = "lege@forsyn.example", Language = "nn", Kind = "order-refused",
        Args = """{"number":"101005"}""", Link = "/orders/101005", MadeAt = new Moment(1_780_000_000_000_000),
    };

    [Fact]
    public async Task A_letter_is_handed_to_the_mail_server_of_the_settings()
    {
        using var listener = Listening();
        var heard = Serve(listener, refuse: false);
        await SmtpMail.Send(Settings(listener), Letter, Stop);
        var said = await heard;
        Assert.Contains("MAIL FROM:<desk@forsyn.example>", said);
        Assert.Contains("RCPT TO:<lege@forsyn.example>", said);
        Assert.Contains("Auto-Submitted: auto-generated", said);
        var body = said[said.IndexOf("\r\n\r\n", StringComparison.Ordinal)..];
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(
            body[..body.IndexOf("\r\n.\r\n", StringComparison.Ordinal)].Where(letter => !char.IsWhiteSpace(letter)))));
        Assert.Contains("Grunngjevinga står på bestillinga.", text);
        Assert.Contains("https://vaksine.example/orders/101005", text);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_is_heard()
    {
        using var listener = Listening();
        var heard = Serve(listener, refuse: true);
        var error = await Assert.ThrowsAnyAsync<Exception>(() => SmtpMail.Send(Settings(listener), Letter, Stop));
        Assert.Contains("no such mailbox", error.Message);
        await heard;
    }

    [Theory]
    [InlineData("mail.example", false, true)]
    [InlineData("mail.example", true, false)]
    [InlineData("", false, false)]
    public void Letters_leave_where_a_server_is_named_and_never_in_a_demonstration(string host, bool demo, bool leave)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Forsyn:Smtp:Host"] = host, ["Forsyn:Demo"] = $"{demo}",
        }).Build();
        Assert.Equal(leave, MailDelivery.IsOn(settings));
    }

    static TcpListener Listening()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    static IConfiguration Settings(TcpListener listener) => new ConfigurationBuilder().AddInMemoryCollection(
        new Dictionary<string, string?>
        {
            ["Forsyn:Site"] = "https://vaksine.example", ["Forsyn:Smtp:Host"] = "127.0.0.1",
            ["Forsyn:Smtp:Port"] = $"{((IPEndPoint)listener.LocalEndpoint).Port}", ["Forsyn:Smtp:Tls"] = "false",
            ["Forsyn:Smtp:From"] = "desk@forsyn.example",
        }).Build();

    // As much of a mail server as one letter needs; gives everything that was said to it.
    static async Task<string> Serve(TcpListener listener, bool refuse)
    {
        using var caller = await listener.AcceptTcpClientAsync(Stop);
        using var reader = new StreamReader(caller.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(caller.GetStream(), Encoding.ASCII)
        {
            NewLine = "\r\n", AutoFlush = true,
        };
        var said = new StringBuilder();
        var inLetter = false;
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            said.Append(line).Append("\r\n");
            if (inLetter && line != ".") continue;
            var answer = line switch
            {
                "." => "250 kept",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ when refuse && line.StartsWith("RCPT") => "550 no such mailbox",
                _ => "250 ok",
            };
            inLetter = line == "DATA";
            await writer.WriteLineAsync(answer);
            if (line == "QUIT") break;
        }
        return said.ToString();
    }
}
