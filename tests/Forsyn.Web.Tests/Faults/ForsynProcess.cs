using System.Diagnostics;

namespace Forsyn.Web.Tests.Faults;

/// <summary>The real program in a process of its own, which can be killed without warning.</summary>
sealed class ForsynProcess : IDisposable
{
    readonly Process _process;

    ForsynProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }
    public bool Lives => !_process.HasExited;

    public static async Task<ForsynProcess> Start(string database)
    {
        var start = new ProcessStartInfo("dotnet",
            [typeof(Program).Assembly.Location, "--urls", "http://127.0.0.1:0",
            "--Forsyn:Demo", "true", "--Forsyn:Database", database, "--environment", "Test",
            "--Logging:LogLevel:Default", "None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        const string listening = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.Contains(listening))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                return new ForsynProcess(process,
                    new Uri(line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..].Trim()));
            }
        throw new InvalidOperationException(
            $"the server did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (Lives) Kill();
        _process.Dispose();
    }
}
