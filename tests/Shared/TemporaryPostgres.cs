using System.Diagnostics;

namespace Forsyn.Tests;

/// <summary>
/// A PostgreSQL server of our own: made in a temporary folder, on a unix socket only, stopped by the pid in its own
/// file. A missing PostgreSQL skips on a desk and fails where CI is set, so that nothing is silently tested on one
/// database only.
/// </summary>
public sealed class TemporaryPostgres : IDisposable
{
    readonly string _folder, _settings;
    readonly bool _asRoot = Environment.UserName == "root", _kept;

    public string Folder => _folder;

    /// <summary>Starts a server; durable says whether commits wait for the disk, as in production.</summary>
    /// <param name="folder">Kept, and used again when there is a server in it; without it all goes at the end.</param>
    /// <param name="more">More settings, as "-c name=value".</param>
    public static TemporaryPostgres Start(bool durable = false, string? folder = null, string more = "") =>
        new(durable, folder, more);

    TemporaryPostgres(bool durable, string? folder, string more)
    {
        _kept = folder is not null;
        _folder = folder is null ? Directory.CreateTempSubdirectory("forsyn-pg-").FullName
            : Directory.CreateDirectory(folder).FullName;
        if (_asRoot) Shell("chown", "postgres", _folder);
        if (!Directory.Exists(Path.Combine(_folder, "data")))
            Tool("initdb", "-D", Path.Combine(_folder, "data"), "-U", "forsyn", "-A", "trust", "-E", "UTF8",
                "--locale=C.UTF-8", "--no-sync");
        _settings = "-c listen_addresses= -c unix_socket_directories=" + _folder +
            " -c max_connections=200 -c shared_buffers=512MB -c max_wal_size=4GB -c jit=off" +
            (durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off") +
            (more == "" ? "" : " " + more);
        Start();
    }

    /// <summary>Starts it on the folder it has; after a kill it recovers first.</summary>
    public void Start() => Tool("pg_ctl", "-D", Path.Combine(_folder, "data"), "-w", "-t", "600", "-l",
        Path.Combine(_folder, "log"), "-o", _settings, "start");

    /// <summary>Kills the server and every process of it without warning, as a loss of power does.</summary>
    public void Kill()
    {
        var server = Pid;
        // Stopped first, or it would answer to the loss of its children before it is lost itself.
        Signal("STOP", server);
        var all = Children(server).Prepend(server).ToList();
        Signal("KILL", [.. all]);
        while (all.Any(pid => Directory.Exists($"/proc/{pid}"))) Thread.Sleep(5);
    }

    /// <summary>
    /// Kills one of the processes that serve a connection; the server ends the others and recovers by itself. False
    /// when there was none.
    /// </summary>
    public bool KillConnection(Random random)
    {
        var serving = Children(Pid).Where(pid => Command(pid).Contains("[local]")).ToList();
        if (serving.Count == 0) return false;
        Signal("KILL", serving[random.Next(serving.Count)]);
        return true;
    }

    int Pid => int.Parse(File.ReadLines(Path.Combine(_folder, "data", "postmaster.pid")).First(),
        System.Globalization.CultureInfo.InvariantCulture);

    static IEnumerable<int> Children(int pid) => File.ReadAllText($"/proc/{pid}/task/{pid}/children")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    static string Command(int pid)
    {
        try { return File.ReadAllText($"/proc/{pid}/cmdline"); }
        catch (IOException) { return ""; }
    }

    // A process that ends by itself meanwhile is no fault.
    static void Signal(string signal, params int[] pids)
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", .. pids.Select(pid => $"{pid}")])
        {
            RedirectStandardError = true,
        })!;
        kill.WaitForExit();
    }

    /// <summary>
    /// Makes a database, empty or a copy of one nobody is connected to, and returns its connection string.
    /// </summary>
    public string NewDatabase(string prefix = "forsyn_test_", string template = "template1")
    {
        var name = prefix + Guid.NewGuid().ToString("N");
        Tool("createdb", "-h", _folder, "-U", "forsyn", "-T", template, name);
        return Connection(name);
    }

    public string Connection(string database) =>
        $"Host={_folder};Username=forsyn;Database={database};Maximum Pool Size=120";

    /// <summary>Runs one of PostgreSQL's own programs and returns what it printed.</summary>
    public string Run(string name, params string[] args) => Tool(name, args);

    public static bool Installed => Bin() is not null;

    static string? Bin() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(d => Path.Combine(d, "bin"))
                .LastOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            : null;

    string Tool(string name, params string[] args)
    {
        var tool = Path.Combine(Bin()
            ?? throw new InvalidOperationException("PostgreSQL is not installed; ./test installs it"), name);
        return _asRoot ? Shell("runuser", ["-u", "postgres", "--", tool, .. args]) : Shell(tool, args);
    }

    static string Shell(string program, params string[] args)
    {
        // pg_ctl leaves the server holding our pipes, so its output must not be waited for: it goes to no pipe at all.
        var pipes = !args.Contains("start");
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardError = pipes, RedirectStandardOutput = pipes, WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var errors = pipes ? process.StandardError.ReadToEndAsync() : null;
        var answer = pipes ? process.StandardOutput.ReadToEnd() : "";
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{program} {string.Join(' ', args)}: exit code {process.ExitCode}. {errors?.Result}");
        return answer;
    }

    public void Dispose()
    {
        Tool("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", _kept ? "fast" : "immediate", "-w", "-t", "600",
            "stop");
        if (_kept) return;
        // Hundreds of databases take a while to remove; the program that tests need not wait for it.
        Process.Start("rm", ["-rf", _folder]);
    }
}
