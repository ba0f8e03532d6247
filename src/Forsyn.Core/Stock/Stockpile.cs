using Forsyn.Core.Catalogue;
using Forsyn.Core.Ledger;
using Forsyn.Core.Parties;

namespace Forsyn.Core.Stock;

/// <summary>Who owns a stockpile on which days, who administers it, and who may hold it (ACT-014, ACT-017).</summary>
/// <param name="Pool">What is in this pool at any holder belongs to the stockpile.</param>
/// <param name="Law">What the duty rests on.</param>
public sealed record Stockpile(
    StockpileScheme Scheme, Pool Pool, DateRange Valid, IReadOnlyList<PartyKey> Owners, PartyKey Administrator,
    IReadOnlyList<PartyKey> Holders, string Law)
{
    /// <summary>The stockpile a pool is of on a day; null where the holder owns what it has.</summary>
    public static Stockpile? Of(IEnumerable<Stockpile> all, Pool pool, DateOnly day) =>
        all.FirstOrDefault(one => one.Pool == pool && one.Valid.Contains(day));
}
