using System.Diagnostics;
using System.Globalization;

namespace Forsyn.Bench;

/// <summary>
/// Ends a server whose program was killed, and removes its folder unless that is to be kept: dozens of gigabytes must
/// not be left behind.
/// </summary>
static class Watchdog
{
    const string Script = """
        while kill -0 "$1" 2>/dev/null; do sleep 2; done
        [ -f "$2/data/postmaster.pid" ] && kill -INT "$(head -n 1 "$2/data/postmaster.pid")" && sleep 5
        [ "$3" = keep ] || rm -rf "$2"
        """;

    /// <summary>In a session of its own, so that it outlives whatever ends this program.</summary>
    public static void Of(string folder, bool keep) => Process.Start("setsid",
        ["sh", "-c", Script, "sh", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), folder,
            keep ? "keep" : "remove"]);
}
