using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Forsyn.App.Database;

/// <summary>
/// A request that may be sent again (Idempotency-Key): who sent it, under which key, and a hash of what it said.
/// </summary>
public sealed record Once(string Caller, string Key, string Fingerprint)
{
    public static Once Of(string caller, string key, string content) =>
        new(caller, key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))));

    /// <summary>
    /// The first answer, kept in the transaction of the work it answers; null when this is the first time.
    /// </summary>
    internal async Task<Result<T>?> FirstAnswer<T>(Db db)
    {
        var row = await db.One<OnceRow>("select fingerprint, answer from once where caller = @Caller and key = @Key",
            new { Caller, Key });
        if (row is null) return null;
        return Same(db, row.Fingerprint) ? Json.Read<T>(row.Answer)
            : Refusal.Of("idempotency-key-used-differently", "key", Key);
    }

    internal Task Keep<T>(Tx tx, T answer) => new Batch(tx)
        .Add("insert into once (caller, key, fingerprint, answer) values (?, ?, ?, ?)",
            Caller, Key, tx.Db.Keys.Current?.Hash(Fingerprint) ?? Fingerprint, Json.Write(answer))
        .Run();

    // A request may name a patient, and whoever knows all else in it could try identity numbers against a plain hash.
    bool Same(Db db, string kept) =>
        kept == Fingerprint || db.Keys.All.Any(key => key.Hash(Fingerprint) == kept);

    /// <summary>Another request with the same key was answered while this one worked.</summary>
    internal static bool Overtaken(DbException e) => Trouble.Duplicate(e, "once_pkey", "once.caller, once.key");

    sealed class OnceRow
    {
        public string Fingerprint { get; init; } = "";
        public string Answer { get; init; } = "";
    }
}
