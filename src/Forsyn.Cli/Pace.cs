using System.Diagnostics;

namespace Forsyn.Cli;

/// <summary>Tells how far long work has come and how fast it goes, about every other second.</summary>
static class Pace
{
    static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    /// <summary>Takes how many there are by now; may be called from several threads.</summary>
    public static Action<long> Of(string what, long about, Action<string> progress)
    {
        var (turn, start, told) = (new Lock(), Stopwatch.GetTimestamp(), -Between);
        return done =>
        {
            lock (turn)
            {
                var elapsed = Stopwatch.GetElapsedTime(start);
                if (elapsed - told < Between) return;
                told = elapsed;
                progress(FormattableString.Invariant(
                    $"{done:n0} of about {about:n0} {what}, {done / elapsed.TotalSeconds:n0} a second"));
            }
        };
    }
}
