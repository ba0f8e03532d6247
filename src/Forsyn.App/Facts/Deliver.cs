using System.Data.Common;
using Forsyn.App.Database;

namespace Forsyn.App.Facts;

/// <summary>
/// Brings facts to those who react, each in the order they became final. A subscriber's work and its new position are
/// one transaction, so each fact takes effect once, whenever the process dies.
/// </summary>
public static class Deliver
{
    const int AtOnce = 100;

    /// <summary>
    /// Delivers to every subscriber all there is; one that another process serves now is left to it. A subscriber that
    /// fails stays at the fact it failed on, with the failure written in its subscription row, and tries again the next
    /// time; it stops nobody else. Returns the number of facts delivered.
    /// </summary>
    public static async Task<int> Run(Db db, IReadOnlyList<Subscriber> subscribers, Moment now)
    {
        var delivered = 0;
        foreach (var subscriber in await Behind(db, subscribers))
            for (var more = true; more;)
            {
                (var done, more) = await Turn(db, subscriber, now);
                delivered += done;
            }
        return delivered;
    }

    // One question for all of them; a poll that finds nothing takes no lock and writes nothing.
    static async Task<IEnumerable<Subscriber>> Behind(Db db, IReadOnlyList<Subscriber> subscribers)
    {
        var passed = (await db.List<string>("""
            select name from subscription where (read_tx, read_id) >= (
                coalesce((select tx from fact order by tx desc, id desc limit 1), 0),
                coalesce((select id from fact order by tx desc, id desc limit 1), 0))
            """)).ToHashSet();
        return subscribers.Where(subscriber => !passed.Contains(subscriber.Name));
    }

    static async Task<(int Delivered, bool More)> Turn(Db db, Subscriber subscriber, Moment now)
    {
        try
        {
            return (await db.Write<(int, bool)>(async tx => await Work(tx, subscriber, now))).Value;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await db.Write<int>(tx => Failed(tx, subscriber.Name, e, now));
            return (0, false);
        }
    }

    static async Task<(int Delivered, bool More)> Work(Tx tx, Subscriber subscriber, Moment now)
    {
        await tx.Do("insert into subscription (name, read_tx, read_id) values (@Name, 0, 0) on conflict do nothing",
            subscriber);
        var position = await tx.One<Position>(
            "select read_tx, read_id from subscription where name = @Name"
            + (tx.Kind == DbKind.Postgres ? " for update skip locked" : ""), subscriber);
        if (position is null) return (0, false);
        var facts = await tx.List<StoredFact>("""
            select tx, id, name, payload, recorded_at from fact
            where (tx, id) > (@ReadTx, @ReadId) and tx < @Horizon order by tx, id limit @AtOnce
            """, new { position.ReadTx, position.ReadId, Horizon = await Horizon.Of(tx), AtOnce });
        var (delivered, passed) = (0, (StoredFact?)null);
        foreach (var fact in facts)
        {
            if (subscriber.Facts.Contains(fact.Name))
            {
                if (!await Handled(tx, subscriber, fact, now)) break;
                delivered++;
            }
            passed = fact;
        }
        if (passed is not null)
            await tx.Do("update subscription set read_tx = @Tx, read_id = @Id where name = @Name",
                new { passed.Tx, passed.Id, subscriber.Name });
        if (facts.Count > 0 && passed == facts[^1])
            await tx.Do(
                "update subscription set failed_at = null, failure = null where name = @Name and failed_at is not null",
                subscriber);
        return (delivered, facts.Count == AtOnce && passed == facts[^1]);
    }

    // What was done before the failing fact is kept: only its own work is rolled back.
    static async Task<bool> Handled(Tx tx, Subscriber subscriber, StoredFact fact, Moment now)
    {
        await tx.Transaction.SaveAsync("fact");
        try
        {
            await subscriber.Handle(tx, fact, now);
            await tx.Transaction.ReleaseAsync("fact");
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException
            && !(e is DbException lost && Trouble.LostRace(lost)))
        {
            await tx.Transaction.RollbackAsync("fact");
            await Failed(tx, subscriber.Name, e, now);
            return false;
        }
    }

    static async Task<Core.Basics.Result<int>> Failed(Tx tx, string name, Exception e, Moment now) =>
        await tx.Do("""
            insert into subscription (name, read_tx, read_id, failed_at, failure) values (@name, 0, 0, @now, @failure)
            on conflict (name) do update set failed_at = excluded.failed_at, failure = excluded.failure
            """, new { now = now.Microseconds, failure = $"{e.GetType().Name}: {e.Message}", name });

    sealed class Position
    {
        public long ReadTx { get; init; }
        public long ReadId { get; init; }
    }
}

/// <summary>
/// Who reacts to facts of some names. Handle works in the given transaction only; it may be run again after a failure.
/// </summary>
public sealed record Subscriber(string Name, IReadOnlySet<string> Facts, Func<Tx, StoredFact, Moment, Task> Handle);

/// <summary>A fact as it was written.</summary>
public sealed class StoredFact
{
    public long Tx { get; init; }
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Payload { get; init; } = "";
    public long RecordedAt { get; init; }

    /// <summary>The record that was written; throws InvariantBroken where the payload is none of that type.</summary>
    public T As<T>() => System.Text.Json.JsonSerializer.Deserialize<T>(Payload, Json.Options)
        ?? throw new Core.Basics.InvariantBroken($"fact {Id} holds no {typeof(T).Name}");
}
