using Forsyn.Core.Basics;

namespace Forsyn.App.Database;

/// <summary>
/// Hides with the newest key what older keys hid, some rows in a transaction, so that old keys can be thrown away.
/// </summary>
public static class Rekey
{
    /// <summary>
    /// Runs until some of them are none; answers how many rows were written anew. Refuses patient-key-missing.
    /// </summary>
    public static async Task<Result<int>> All(Db db, Func<Tx, Key, Task<Result<int>>> some)
    {
        if (db.Keys.Current is not { } key) return Refusal.Of("patient-key-missing");
        for (var done = 0; ;)
        {
            var now = await db.Write<int>(tx => some(tx, key));
            if (!now.Ok || now.Value == 0) return now.Ok ? done : now;
            done += now.Value;
        }
    }
}
