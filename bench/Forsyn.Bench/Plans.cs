using Forsyn.App.Database;

namespace Forsyn.Bench;

/// <summary>
/// The plans of the use cases' own statements: the server is asked to explain all it runs for one more connection, and
/// what it writes to its log while a use case runs is kept under the name of that use case.
/// </summary>
sealed class Plans(string log, TextWriter file)
{
    const string Settings = " -c auto_explain.log_min_duration=0 -c auto_explain.log_analyze=on " +
        "-c auto_explain.log_buffers=on -c auto_explain.log_nested_statements=off";
    const int Longest = 400;

    /// <summary>The connection with which everything is explained.</summary>
    public static string Explained(string connection) =>
        $"{connection};Options=-c session_preload_libraries=auto_explain{Settings}";

    public async Task Of(string what, Db explained, Func<Db, Task> work)
    {
        // Once before, so that what is explained finds its pages and its plan.
        await work(explained);
        var before = new FileInfo(log).Length;
        await work(explained);
        await Task.Delay(200);
        await using var stream = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = before;
        var lines = (await new StreamReader(stream).ReadToEndAsync()).Split('\n');
        await file.WriteLineAsync($"\n=== {what}");
        foreach (var line in lines.Where(line => line.StartsWith('\t') || line.Contains("duration:")))
            await file.WriteLineAsync(line.Length > Longest ? line[..Longest] + " …" : line);
        var plans = lines.Where(line => line.Contains("->") || line.Contains(" on ")).ToList();
        Console.WriteLine($"  {what,-44}{Reads("Index Only Scan"),4} of the index alone,{Reads("Index Scan") +
            Reads("Bitmap Heap Scan"),4} by an index,{Reads("Seq Scan on balance") + Reads("Seq Scan on transfer"),3}" +
            " over all balances or transfers");

        int Reads(string node) => plans.Count(line => line.Contains(node));
    }
}
