using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Forsyn.App.Catalogue.Fest;
using Forsyn.App.Database;
using Forsyn.Core.Basics;
using Forsyn.Tests;

namespace Forsyn.Bench;

/// <summary>
/// FEST beside its physical limit: a bare XmlReader pass over the same file. "read" is the whole file into checked
/// records, "import" is that and the database, all in one transaction. bench fest [megabytes] [--postgres CONNECTION]
/// </summary>
static class FestBench
{
    const double Limit = 2.0;

    public static async Task<int> Run(string[] args)
    {
        var postgres = args.SkipWhile(a => a != "--postgres").Skip(1).FirstOrDefault();
        var megabytes = args.Length > 0 && long.TryParse(args[0], CultureInfo.InvariantCulture, out var size) ? size
            : 1_000;
        var xml = Source(out var source);
        Console.WriteLine($"FEST made by repeating the entries of {source} with other ids; " +
            $"limit of read: {Limit:0.0} × bare");
        Console.WriteLine("seconds of the clock (of processor); again: the same entries under a later date");
        Console.WriteLine($"{"MB",6} {"entries",8} {"bare",13} {"read",13} {"ratio",12} " +
            $"{"import",13} {"ratio",12} {"again",13} {"ratio",12} {"heap MB",8} {"set MB",7}");
        var within = true;
        var folder = Directory.CreateTempSubdirectory("forsyn-bench-fest-").FullName;
        try
        {
            foreach (var length in new[] { megabytes / 10, megabytes }.Where(l => l > 0).Distinct())
                within &= await Measure(xml, folder, length, postgres);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine($"reading into checked records is {(within ? "" : "NOT ")}within {Limit:0.0} × bare");
        Console.WriteLine("import writes every row of every entry, since all are new; " +
            "again writes none, since all are known");
        return within ? 0 : 1;
    }

    static async Task<bool> Measure(string xml, string folder, long megabytes, string? postgres)
    {
        var path = Path.Combine(folder, $"fest-{megabytes}.xml");
        await using (var file = File.Create(path, 1 << 20)) RepeatedFest.Write(xml, file, megabytes * 1_000_000);
        // The first passes bring the file into the page cache and the code to its final form.
        Bare(path);
        Read(path);
        var bare = Bare(path);
        var (read, entries) = Read(path);
        var connection = postgres ?? Path.Combine(folder, $"bench-{megabytes}.db");
        await using var db = Db.Open(connection);
        await Migrate.Run(db);
        var peak = new Peak();
        var import = await Import(db, path, peak);
        // The same entries under a later date, as most of a fortnightly file is.
        await Later(path);
        var again = await Import(db, path, peak);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{megabytes,6} {entries,8} {bare,13} {read,13} {read / bare,12} ") +
            string.Create(CultureInfo.InvariantCulture,
                $"{import,13} {import / bare,12} {again,13} {again / bare,12} ") +
            string.Create(CultureInfo.InvariantCulture, $"{peak.Heap / 1_000_000,8} {peak.WorkingSet / 1_000_000,7}"));
        File.Delete(path);
        return (read / bare).Clock <= Limit;
    }

    static Spent Bare(string path)
    {
        using var stream = File.OpenRead(path);
        var start = Spent.Now();
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        while (reader.Read()) { }
        return Spent.Now() - start;
    }

    static (Spent Spent, long Entries) Read(string path)
    {
        using var stream = File.OpenRead(path);
        var start = Spent.Now();
        using var fest = ReadFest.Open(stream);
        var entries = 0L;
        while (fest.Next() is not null) entries++;
        return (Spent.Now() - start, entries);
    }

    static async Task<Spent> Import(Db db, string path, Peak peak)
    {
        await using var stream = File.OpenRead(path);
        var start = Spent.Now();
        var result = await ImportFest.Run(db, new(stream, false, "bench"), Moment.Of(DateTimeOffset.UtcNow), peak.Look);
        var spent = Spent.Now() - start;
        if (!result.Ok || result.Value.AlreadyImported)
            throw new InvalidOperationException($"not imported: {result.Refusal}");
        return spent;
    }

    // Same length, so it is written over in place.
    static async Task Later(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var head = new byte[1_000];
        await file.ReadExactlyAsync(head);
        var at = head.AsSpan().IndexOf("HentetDato>"u8) + "HentetDato>".Length;
        file.Position = at;
        file.Write("2099"u8);
    }

    static string Source(out string name)
    {
        if (Environment.GetEnvironmentVariable("FORSYN_DATA") is not { Length: > 0 } data)
        {
            name = "the made sample";
            return RepeatedFest.Made();
        }
        name = "the real extract of April 2017";
        using var file = File.OpenRead(Path.Combine(data, "fest", "fest-mini-2017-04-12.xml.gz"));
        return new StreamReader(new GZipStream(file, CompressionMode.Decompress)).ReadToEnd();
    }

    /// <summary>The highest memory seen while importing: managed heap without garbage being collected first, and the
    /// process.</summary>
    sealed class Peak
    {
        public long Heap { get; private set; }
        public long WorkingSet { get; private set; }

        public void Look(long entries)
        {
            if (entries % 5_000 != 0) return;
            Heap = Math.Max(Heap, GC.GetTotalMemory(forceFullCollection: false));
            WorkingSet = Math.Max(WorkingSet, Environment.WorkingSet);
        }
    }

    /// <summary>Time of the clock and of all processors together; the second is steadier on a busy machine.</summary>
    readonly record struct Spent(double Clock, double Processor) : IFormattable
    {
        public static Spent Now() => new(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency,
            Environment.CpuUsage.TotalTime.TotalSeconds);
        public static Spent operator -(Spent a, Spent b) => new(a.Clock - b.Clock, a.Processor - b.Processor);
        public static Spent operator /(Spent a, Spent b) => new(a.Clock / b.Clock, a.Processor / b.Processor);
        public string ToString(string? format, IFormatProvider? culture) =>
            string.Create(culture, $"{Clock:0.00} ({Processor:0.00})");
    }
}
