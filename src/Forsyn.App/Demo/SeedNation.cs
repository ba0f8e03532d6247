using System.Globalization;
using System.Threading.Channels;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Ledger;
using Forsyn.App.Parties;
using Forsyn.App.Stock;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;
using Forsyn.Core.Stock;

namespace Forsyn.App.Demo;

/// <summary>
/// Makes a country at national size in an empty database: the built-in one, thousands of made packages on top, a made
/// year and more of what a thousand holders had and moved, and a made year of sales with the targets and stockpiles
/// that follow from it. What was killed is carried on by the same call.
/// </summary>
public static class SeedNation
{
    const int LotsAPackage = 6, ShelfLifeMonths = 30, ShelvesAPromise = 1000;

    /// <summary>What there is now.</summary>
    public sealed record Made(bool AlreadyDone, long Packages, long Holders, long Transfers, long Balances, long Sales);

    /// <summary>
    /// Refuses database-not-empty and, where another nation was begun, nation-of-other-size. The same nation again is
    /// already done.
    /// </summary>
    /// <param name="rows">Told how many transfers there are by now, of those of this run, time and again.</param>
    public static async Task<Result<Made>> Run(
        Db db, NationSize size, Moment now, Action<string>? progress = null, Action<long>? rows = null)
    {
        var begun = await Begin(db, size, now);
        if (!begun.Ok) return begun.Refusal!;
        if (await NationMarks.Whole(db)) return await Answer(db, size, alreadyDone: true);
        var country = Country.Load();
        if (!country.Ok) return country.Refusal!;
        var seeded = await SeedCountry.Run(db, now, progress, stockpile: false);
        if (!seeded.Ok) return seeded.Refusal!;
        var history = await Prepare(db, country.Value, size, now);
        progress?.Invoke($"{size.Packages} packages at {size.Holders} holders, {history.Shelves} lots on shelves");
        await Transfers(db, history, size.RowsInATransaction, now, rows);
        await Task.WhenAll(DeferredIndexes.Restore(db, "transfer", progress), Balances(db, history, now, progress));
        var duty = await SeedNationDuty.Run(db, country.Value, size, now, progress);
        if (!duty.Ok) return duty.Refusal!;
        await RollUpStock.Run(db, now, anew: true);
        progress?.Invoke("stock summed up");
        var promised = await db.Write<bool>(async tx =>
        {
            var reserved = await MadePromises.Run(tx, (int)(size.Shelves / ShelvesAPromise), now);
            if (!reserved.Ok) return reserved.Refusal!;
            await NationMarks.Finish(tx, now);
            return true;
        });
        if (!promised.Ok) return promised.Refusal!;
        if (await DeferredIndexes.Missing(db) is { Count: > 0 } missing)
            throw new InvariantBroken($"indexes are missing: {string.Join(", ", missing)}");
        return await Answer(db, size, alreadyDone: false);
    }

    static Task<Result<bool>> Begin(Db db, NationSize size, Moment now) => db.Write<bool>(async tx =>
    {
        if (await tx.One<string>("select content from loaded where what = 'nation'") is { } begun)
            return begun == $"{size}" ? true : Refusal.Of("nation-of-other-size", "there", begun, "asked", $"{size}");
        if (await tx.One<long>("select (select count(*) from party) + (select count(*) from product) + " +
            "(select count(*) from transfer)") > 0)
            return Refusal.Of("database-not-empty", "database", db.Name);
        await NationMarks.Begin(tx, size, now);
        return true;
    });

    // The packages and lots, once; the history is made anew by every run, from ids that are kept.
    static async Task<MadeHistory> Prepare(Db db, CountryData country, NationSize size, Moment now)
    {
        var products = MadePackages.Of([.. country.Products, .. country.CriticalPackages], size.Packages, size.Seed);
        var packages = Popular(products, now.Day, size.Seed);
        var first = await NationMarks.Of(db, "ids") is { } kept ? long.Parse(kept, CultureInfo.InvariantCulture) : 0;
        if (first == 0)
            first = (await db.Write<long>(async tx =>
            {
                // A report is a document with an id of its own, and openings come on top of what is asked for.
                var ids = await Ids.Reserve(tx, size.Packages * LotsAPackage + 2 * size.Transfers + 1_000_000);
                await SaveProducts.Run(tx, products, country.Diseases);
                await MadeCountryStock.Lots(tx, Numbered(packages, ids));
                foreach (var table in LoadHistory.Tables) await DeferredIndexes.Defer(tx, table);
                await NationMarks.Done(tx, "ids", ids.ToString(CultureInfo.InvariantCulture), now);
                return ids;
            })).Value;
        var holders = Chosen(await db.Snapshot(tx => MadeCountryStock.Holders(tx, country)), size.Holders);
        return new MadeHistory(holders, Numbered(packages, first), now.Day.AddDays(-size.Days), size.Days, size.Shelves,
            size.Transfers, first + size.Packages * LotsAPackage, size.Seed);
    }

    // Any package may be the most popular one; the list of numbers says nothing of it.
    static List<MadePackage> Popular(IReadOnlyList<Product> products, DateOnly today, int seed)
    {
        var order = products.ToArray();
        new Random(seed).Shuffle(order);
        return [.. order.Select(product => new MadePackage(product, Quantity.Zero, [.. MadeLots.Of(LotsAPackage,
            ShelfLifeMonths, today, MadeLots.Chance(product.ArticleNumber)).Select(lot => (0L, lot))]))];
    }

    static List<MadePackage> Numbered(List<MadePackage> packages, long first) =>
        [.. packages.Select((package, p) => package with
        {
            Lots = [.. package.Lots.Select((lot, n) => (first + p * LotsAPackage + n, lot.Lot))],
        })];

    // All wholesalers, first; of the others as many of each type as the country has, spread over the municipalities.
    static List<MadeHolder> Chosen(List<MadeHolder> all, int count)
    {
        var chosen = all.Where(holder => holder.Type == PartyType.Wholesaler).ToList();
        var others = all.Where(holder => holder.Type.IsCustomer() && holder.Type != PartyType.Wholesaler).ToList();
        var shares = others.GroupBy(holder => holder.Type).OrderBy(same => same.Key)
            .Select(same => (Holders: same.ToList(), Wanted: Wanted(same.Key, count))).ToList();
        foreach (var (holders, wanted) in shares)
            chosen.AddRange(Enumerable.Range(0, Math.Min(wanted, holders.Count))
                .Select(n => holders[(int)((long)n * holders.Count / Math.Min(wanted, holders.Count))]));
        return chosen;
    }

    static int Wanted(PartyType type, int count) => count * type switch
    {
        PartyType.Hospital => 6, PartyType.Pharmacy => 64, _ => 15,
    } / 100;

    static async Task Transfers(
        Db db, MadeHistory history, int atOnce, Moment now, Action<long>? rows)
    {
        var (done, written) = (await NationMarks.Batches(db), 0L);
        var batches = Channel.CreateBounded<(int Number, List<Posting> Postings)>(2);
        var writers = Enumerable.Range(0, db.Kind == DbKind.Postgres ? 2 : 1).Select(_ => Task.Run(async () =>
        {
            await foreach (var (number, postings) in batches.Reader.ReadAllAsync())
            {
                var more = await db.Write<long>(async tx =>
                {
                    await NationMarks.Done(tx, $"batch/{number}", "", now);
                    return await LoadHistory.Transfers(tx, postings);
                });
                rows?.Invoke(Interlocked.Add(ref written, more.Value));
            }
        })).ToArray();
        var made = Task.Run(async () =>
        {
            var (number, count, batch) = (0, 0, new List<Posting>());
            foreach (var posting in history.Postings())
            {
                batch.Add(posting);
                if ((count += posting.Transfers.Count) < atOnce) continue;
                if (!done.Contains(number++)) await batches.Writer.WriteAsync((number - 1, batch));
                (count, batch) = (0, []);
            }
            if (batch.Count > 0 && !done.Contains(number)) await batches.Writer.WriteAsync((number, batch));
        });
        // A writer that fails must end the maker too, which otherwise waits for room for ever.
        foreach (var writer in writers)
            _ = writer.ContinueWith(failed => batches.Writer.TryComplete(failed.Exception), TaskScheduler.Default);
        try { await made; }
        catch (ChannelClosedException) { await Task.WhenAll(writers); }
        batches.Writer.TryComplete();
        await Task.WhenAll(writers);
    }

    static async Task Balances(Db db, MadeHistory history, Moment now, Action<string>? progress)
    {
        if (await NationMarks.Of(db, "balances") is null)
            await db.Write<long>(async tx =>
            {
                var rows = await LoadHistory.Balances(tx, history.Balances());
                await NationMarks.Done(tx, "balances", "", now);
                progress?.Invoke($"{rows} balances");
                return rows;
            });
        await DeferredIndexes.Restore(db, "balance", progress);
    }

    static async Task<Result<Made>> Answer(Db db, NationSize size, bool alreadyDone) => new Made(alreadyDone,
        size.Packages, size.Holders, await db.One<long>("select count(*) from transfer"),
        await db.One<long>("select count(*) from balance where status < 10 and quantity > 0"),
        await db.One<long>("select count(*) from sale"));
}
