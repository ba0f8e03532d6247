using System.Threading.Channels;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <param name="Increment">The file has only what changed since the last one; otherwise it has all there is.</param>
/// <param name="By">Who is written in the log of imports.</param>
public sealed record ImportFestCommand(Stream File, bool Increment, string By);

/// <summary>What became of the items of one catalogue.</summary>
/// <param name="Older">The file had an older version than the one held; it was left.</param>
public sealed record FestCount(FestCatalogue Catalogue, long Added, long Changed, long Expired, long Unchanged,
    long Older);

/// <summary>What an import did.</summary>
/// <param name="AlreadyImported">A file of the same time was imported before: nothing was changed.</param>
/// <param name="PassedOver">Entries of catalogues that are not kept, by the catalogue's name in the file.</param>
/// <param name="Repeated">Items the file had in more than one version; the newest was kept.</param>
/// <param name="WrongBarCodes">Bar codes with a wrong length or check digit, kept as written.</param>
public sealed record ImportReport(
    Moment RetrievedAt, bool AlreadyImported, long Entries, IReadOnlyList<FestCount> Counts,
    IReadOnlyDictionary<string, long> PassedOver, long Repeated, long WrongBarCodes)
{
    public long Total(Func<FestCount, long> what) => Counts.Sum(what);
}

/// <summary>
/// Imports a FEST file, all of it or nothing: one thread reads, this one writes, a short queue between them. Refusals:
/// fest-file-broken (line, position, element, entry, problem) and fest-file-older (retrieved, held).
/// </summary>
public static class ImportFest
{
    const int BlocksAhead = 16;

    public static async Task<Result<ImportReport>> Run(
        Db db, ImportFestCommand command, Moment now, Action<long>? progress = null, CancellationToken stop = default)
    {
        var start = command.File.CanSeek ? command.File.Position : -1;
        var tries = 0;
        try
        {
            return await db.Write<ImportReport>(async tx =>
            {
                if (tries++ > 0) command.File.Position = start;
                return await Import(tx, command, now, progress, stop);
            }, stop: stop);
        }
        catch (FestFileBroken e)
        {
            return e.Refusal;
        }
    }

    static async Task<Result<ImportReport>> Import(
        Tx tx, ImportFestCommand command, Moment now, Action<long>? progress, CancellationToken stop)
    {
        // Taking this row makes imports wait for each other.
        await tx.Do("update fest_state set next_id = next_id");
        var state = (await tx.One<State>("select next_id, retrieved_at from fest_state"))!;
        using var file = ReadFest.Open(command.File);
        var age = FestRules.AgeOf(file.RetrievedAt, state.RetrievedAt);
        if (age == FestFileAge.Older)
            return Refusal.Of("fest-file-older", "retrieved", $"{file.RetrievedAt}", "held", $"{state.RetrievedAt}");
        var known = age == FestFileAge.Newer ? await KnownVersions.Load(tx) : new KnownVersions();
        var pump = new FestPump(file, known, state.NextId, keep: age == FestFileAge.Newer, progress, stop);
        if (age == FestFileAge.Same)
        {
            pump.Read(static (_, _) => { }); // a broken file is told of, also when there is nothing to do
            return Report(file, pump, [], already: true);
        }
        await MergeFest.Prepare(tx);
        await Load(tx, pump, stop);
        var verdicts = await MergeFest.Run(tx, state.NextId, command.Increment, [.. file.Present]);
        await tx.Do("update fest_state set next_id = @Next, retrieved_at = @RetrievedAt",
            new { pump.Next, file.RetrievedAt });
        var report = Report(file, pump, verdicts, already: false);
        await Log(tx, state.NextId, command, now, report);
        return report;
    }

    static async Task Load(Tx tx, FestPump pump, CancellationToken stop)
    {
        var queue = Channel.CreateBounded<(FestTable Table, List<object?[]> Rows)>(
            new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Run(() =>
        {
            try
            {
                pump.Read((table, rows) => queue.Writer.WriteAsync((table, rows), end.Token).AsTask().GetAwaiter()
                    .GetResult());
                queue.Writer.Complete();
            }
            catch (Exception e)
            {
                queue.Writer.Complete(e);
            }
        }, CancellationToken.None);
        try
        {
            await foreach (var (table, rows) in queue.Reader.ReadAllAsync(stop))
                await Bulk.Load(tx, table.Name, table.Columns, rows);
        }
        finally
        {
            await end.CancelAsync(); // the reader may be waiting for room in the queue
            await reading;
        }
    }

    static ImportReport Report(ReadFest file, FestPump pump, List<FestVerdict> verdicts, bool already)
    {
        long Of(FestCatalogue catalogue, string verdict) =>
            verdicts.Where(v => v.Catalogue == (long)catalogue && v.Verdict == verdict).Sum(v => v.Number);
        var counts = Enum.GetValues<FestCatalogue>().Select(c => new FestCount(c, Of(c, "added"), Of(c, "changed"),
            Of(c, "expired"), already ? pump.ItemsOf(c) : Of(c, "unchanged"), Of(c, "older")));
        return new(file.RetrievedAt, already, pump.Entries, [.. counts], file.PassedOver,
            verdicts.Where(v => v.Verdict == "lost").Sum(v => v.Number), pump.WrongBarCodes);
    }

    static Task Log(Tx tx, long importId, ImportFestCommand command, Moment now, ImportReport report) => new Batch(tx)
        .Add("insert into fest_import (id, retrieved_at, increment, recorded_at, recorded_by) values (?, ?, ?, ?, ?)",
            importId, report.RetrievedAt, command.Increment, now, command.By)
        .AddRows("insert into fest_import_count " +
            "(import_id, catalogue, added, changed, expired, unchanged, older) {values}",
            [.. report.Counts.Select(c => new object?[]
                { importId, c.Catalogue, c.Added, c.Changed, c.Expired, c.Unchanged, c.Older })])
        .Run();

    sealed class State
    {
        public long NextId { get; init; }
        public Moment? RetrievedAt { get; init; }
    }
}
