using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Forsyn.App.Tests.Faults;

/// <summary>
/// When the line to PostgreSQL is cut: before a commit reaches the server, or before its answer comes back.
/// </summary>
public enum Cut { Never, BeforeCommit, AfterCommit }

/// <summary>A unix socket before PostgreSQL's that passes all on until told to cut the line once.</summary>
sealed class CutLine : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forsyn-cut-");
    readonly Socket _listening = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    readonly UnixDomainSocketEndPoint _server;
    int _next;

    public CutLine(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        _server = new(Path.Combine(settings.Host!, ".s.PGSQL.5432"));
        _listening.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, ".s.PGSQL.5432")));
        _listening.Listen();
        settings.Host = _folder.FullName;
        Connection = settings.ConnectionString;
        _ = Accept();
    }

    /// <summary>How to connect through the line.</summary>
    public string Connection { get; }

    /// <summary>Cuts the line at the next commit; afterwards new connections go through again.</summary>
    public void Arm(Cut cut) => Interlocked.Exchange(ref _next, (int)cut);

    public bool Armed => Volatile.Read(ref _next) != (int)Cut.Never;

    async Task Accept()
    {
        while (true)
        {
            Socket client;
            try { client = await _listening.AcceptAsync(); }
            catch (Exception e) when (e is SocketException or ObjectDisposedException) { return; }
            var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await server.ConnectAsync(_server);
            var deaf = new Line();
            _ = Ask(client, server, deaf);
            _ = Answer(client, server, deaf);
        }
    }

    sealed class Line { public volatile bool Cut; }

    async Task Ask(Socket client, Socket server, Line deaf)
    {
        var buffer = new byte[1 << 16];
        try
        {
            while (await client.ReceiveAsync(buffer) is > 0 and var read)
            {
                // With its end, since a transaction begins with the words READ COMMITTED.
                if (Encoding.Latin1.GetString(buffer, 0, read).Contains("COMMIT\0"))
                {
                    var cut = (Cut)Interlocked.Exchange(ref _next, (int)Cut.Never);
                    if (cut == Cut.BeforeCommit) break;
                    deaf.Cut = cut == Cut.AfterCommit;
                }
                await server.SendAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
        if (!deaf.Cut) Close(client, server);
    }

    static async Task Answer(Socket client, Socket server, Line deaf)
    {
        var buffer = new byte[1 << 16];
        try
        {
            // The server's answer to the commit is read and thrown away: it has committed, and nobody is told.
            while (await server.ReceiveAsync(buffer) is > 0 and var read && !deaf.Cut)
                await client.SendAsync(buffer.AsMemory(0, read));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
        Close(client, server);
    }

    static void Close(params Socket[] sockets)
    {
        foreach (var socket in sockets) socket.Dispose();
    }

    public void Dispose()
    {
        _listening.Dispose();
        _folder.Delete(recursive: true);
    }
}
