using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.App.Preparedness;

/// <summary>A file of monthly sales as it came.</summary>
public sealed class SalesFileRow
{
    public long Id { get; init; }
    public string Seller { get; init; } = "";
    public string SellerName { get; init; } = "";
    public string Month { get; init; } = "";
    public string Name { get; init; } = "";
    public string Source { get; init; } = "";
    public long Lines { get; init; }
    public long Packs { get; init; }
    public bool Made { get; init; }
    public Moment ReceivedAt { get; init; }
    public string ReceivedBy { get; init; } = "";
    /// <summary>It is the one that counts for its month.</summary>
    public bool Counts { get; init; }
}

/// <summary>Which sales are in: all, or the caller's own.</summary>
public static class SalesFiles
{
    public static async Task<Page<SalesFileRow>> List(Db db, Caller caller, string? cursor = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var (month, before) = cursor?.Split('.') is [var first, var second] && long.TryParse(second, out var id)
            ? (first, id) : ("9999-99", long.MaxValue);
        var rows = await db.List<SalesFileRow>($"""
            select f.id, y.key as seller, {StockFilter.HolderName} as seller_name, f.month, f.name, f.source, f.lines,
                f.packs, f.made, f.received_at, f.received_by,
                not exists (select 1 from sales_file n where n.seller_id = f.seller_id and n.month = f.month
                    and n.id > f.id) as counts
            from sales_file f join party y on y.id = f.seller_id
            where (@all or f.seller_id = @party) and (f.month, f.id) < (@month, @before)
            order by f.month desc, f.id desc limit @most
            """, new
        {
            all = caller.May(Policy.PreparednessReadAll), party = caller.Party ?? 0, month, before, most = most + 1,
        });
        return new([.. rows.Take(most)],
            rows.Count > most ? $"{rows[most - 1].Month}.{rows[most - 1].Id}" : null);
    }
}
