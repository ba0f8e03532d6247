using System.Runtime.CompilerServices;
using Forsyn.App.Database;

namespace Forsyn.App.Parties;

/// <summary>The party that sells, stores and distributes vaccine: FHI under its wholesale permit (ACT-002).</summary>
public static class Supplier
{
    static readonly ConditionalWeakTable<Db, object> Known = [];

    /// <summary>The supplier's id; it never changes in a database, so it is asked for once.</summary>
    public static async ValueTask<long> Id(Db db)
    {
        if (Known.TryGetValue(db, out var id)) return (long)id;
        var found = await db.One<long?>("select id from party where key = 'fhi'")
            ?? throw new InvariantBroken("the database has no party fhi: run forsyn seed first");
        Known.AddOrUpdate(db, found);
        return found;
    }
}
