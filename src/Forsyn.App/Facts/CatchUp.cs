using Forsyn.App.Database;

namespace Forsyn.App.Facts;

/// <summary>Waits until what was written has had its effects, for those who look at the effects right away.</summary>
public static class CatchUp
{
    const int Attempts = 100;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Delivers until every subscriber has passed the facts that were there at the call. False where one has failed, or
    /// is still held up after two seconds: by another process that serves it now, or by an older transaction that runs.
    /// </summary>
    public static async Task<bool> Run(
        Db db, IReadOnlyList<Subscriber> subscribers, Moment now, CancellationToken stop = default)
    {
        var behind = await Behind(db, [.. subscribers.Select(subscriber => (subscriber, (Place?)null))]);
        for (var attempt = 0; behind.Count > 0; attempt++)
        {
            if (attempt > 0) await Task.Delay(Pause, stop);
            await Deliver.Run(db, [.. behind.Select(b => b.Subscriber)], now);
            behind = await Behind(db, behind);
            if (attempt == Attempts || await Failed(db, behind)) return behind.Count == 0;
        }
        return true;
    }

    // Those with a fact of theirs still before them, and how far each must come: the newest at the first look.
    static async Task<List<(Subscriber Subscriber, Place? Goal)>> Behind(
        Db db, IReadOnlyList<(Subscriber Subscriber, Place? Goal)> all)
    {
        var behind = new List<(Subscriber, Place?)>();
        foreach (var (subscriber, goal) in all)
        {
            var newest = await db.One<Place>("""
                select tx, id from fact where name in @Facts and (tx, id) > (
                    coalesce((select read_tx from subscription where name = @Name), 0),
                    coalesce((select read_id from subscription where name = @Name), 0))
                    and (@Open or (tx, id) <= (@Tx, @Id))
                order by tx desc, id desc limit 1
                """,
                new { subscriber.Name, Facts = InList.Of(subscriber.Facts), Open = goal is null, goal?.Tx, goal?.Id });
            if (newest is not null) behind.Add((subscriber, goal ?? newest));
        }
        return behind;
    }

    static async Task<bool> Failed(Db db, IReadOnlyList<(Subscriber Subscriber, Place? Goal)> behind) =>
        behind.Count > 0 && await db.One<long>(
            "select count(*) from subscription where failed_at is not null and name in @Names",
            new { Names = InList.Of(behind.Select(b => b.Subscriber.Name)) }) > 0;

    sealed class Place
    {
        public long Tx { get; init; }
        public long Id { get; init; }
    }
}
