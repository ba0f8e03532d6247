using System.Runtime.CompilerServices;
using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>
/// The party that sells vaccine on a day: FHI under its wholesale permit (ACT-002), until another operator is named for
/// a day to come (ACT-012). An order keeps the supplier of its own day.
/// </summary>
public static class Supplier
{
    static readonly ConditionalWeakTable<Db, Known> Cache = [];

    /// <summary>
    /// The supplier's id. A change of operator always lies in days to come, so what was read for a day holds for it and
    /// for all days before; the database is asked again on a later day only.
    /// </summary>
    public static async ValueTask<long> Id(Db db, DateOnly day)
    {
        if (!Cache.TryGetValue(db, out var known) || known.Until < day)
        {
            var rows = await db.List<Row>(
                "select p.id, o.valid_from from operator o join party p on p.key = o.party_key " +
                "where o.task = 'sale' order by o.valid_from desc");
            if (rows.Count == 0) throw new InvariantBroken("the database has no party fhi: run forsyn seed first");
            Cache.AddOrUpdate(db, known = new Known(day, rows));
        }
        return (known.Rows.FirstOrDefault(row => row.ValidFrom <= day) ?? known.Rows[^1]).Id;
    }

    /// <summary>A change was written: the next who asks reads it.</summary>
    internal static void Forget(Db db) => Cache.Remove(db);

    sealed record Known(DateOnly Until, IReadOnlyList<Row> Rows);

    sealed class Row
    {
        public long Id { get; init; }
        public DateOnly ValidFrom { get; init; }
    }
}
