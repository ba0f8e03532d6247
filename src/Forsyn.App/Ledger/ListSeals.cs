using Forsyn.App.Database;

namespace Forsyn.App.Ledger;

/// <summary>The newest seals, newest first.</summary>
public static class ListSeals
{
    public static Task<List<Seal>> Run(Db db, int limit = 10) => db.List<Seal>(
        "select number, from_tx, to_tx, transfers, root, head, sealed_at from seal order by number desc limit @limit",
        new { limit = Math.Clamp(limit, 1, 200) });
}
