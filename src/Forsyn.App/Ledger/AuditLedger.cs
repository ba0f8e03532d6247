using Forsyn.App.Database;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Ledger;

/// <summary>
/// Checks the whole ledger against itself: balances against transfers, sums, negatives, sources, reservations, exchange
/// accounts, seals, and stock summed beforehand. All on one snapshot, so that it can run beside the writers. It reports
/// and never repairs.
/// </summary>
public static class AuditLedger
{
    /// <summary>At most so many differences are listed; how many more there are is said.</summary>
    public const int ListedAtMost = 1_000;

    public static Task<Audit> Run(Db db) => db.Snapshot(Of);

    /// <summary>The audit as one transaction sees the ledger.</summary>
    public static async Task<Audit> Of(Tx tx)
    {
        var differences = new List<Difference>();
        var found = 0L;
        foreach (var check in AuditChecks.All)
        {
            var hits = await tx.List<AuditHit>(
                $"select a.*, count(*) over () as hits from ({check.Sql}) a limit @ListedAtMost", new { ListedAtMost });
            found += hits.Count == 0 ? 0 : hits[0].Hits;
            differences.AddRange(hits.Select(hit => new Difference(
                check.Kind, check.What(hit), check.Expected(hit), check.Found(hit), check.Row(hit))));
        }
        var seals = await AuditSeals.Run(tx);
        found += seals.Found;
        differences.AddRange(seals.Differences);
        var sums = await AuditSums.Run(tx, ListedAtMost);
        found += sums.Count;
        differences.AddRange(sums);
        return new Audit(
            found == 0, [.. differences.Take(ListedAtMost)], Math.Max(0, found - ListedAtMost), seals.Head,
            await Count(tx, "transfer"), await Count(tx, "balance"),
                await Count(tx, "(select distinct lot_id from balance) l"),
            await Count(tx, "reservation"), await Count(tx, "seal"), seals.Unsealed);
    }

    static Task<long> Count(Tx tx, string from) => tx.One<long>($"select count(*) from {from}");
}

/// <summary>What the audit found.</summary>
/// <param name="LeftOut">How many differences there are beyond those listed.</param>
/// <param name="Head">The head of the chain of seals; kept elsewhere, it shows later whether the past was
/// rewritten.</param>
/// <param name="Unsealed">Transfers that no seal covers yet.</param>
public sealed record Audit(
    bool Clean, IReadOnlyList<Difference> Differences, long LeftOut, string Head,
    long Transfers, long Balances, long Lots, long Reservations, long Seals, long Unsealed);

/// <param name="Kind">Which promise is broken, as a stable code.</param>
/// <param name="Row">The row, or rows, to look at.</param>
public sealed record Difference(string Kind, string What, string Expected, string Found, string Row);
