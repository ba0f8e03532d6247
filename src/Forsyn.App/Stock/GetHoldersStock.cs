using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;

namespace Forsyn.App.Stock;

/// <summary>Whose stock is asked for, and how.</summary>
/// <param name="Holder">Key or id of the party; the caller's own when left out.</param>
/// <param name="AsOf">At the end of this day; now when left out.</param>
/// <param name="Cursor">What the page before gave as next.</param>
public sealed record HoldersStockQuery(
    string? Holder = null, string? ArticleNumber = null, DateOnly? AsOf = null, string? Cursor = null, int Limit = 100);

/// <summary>A holder's stock, lot by lot; next is the cursor of what follows, if anything may.</summary>
public sealed record HoldersStock(string Holder, DateOnly? AsOf, IReadOnlyList<HeldLot> Items, string? Next);

/// <param name="ChangedAt">When the figure last changed; known for now only.</param>
public sealed record HeldLot(
    string ArticleNumber, string LotNumber, DateOnly? ExpiresOn, Status Status, long PlaceId, Pool Pool, long Doses,
    Moment? ChangedAt);

/// <summary>
/// What one holder has; its own for all who hold stock, anybody's for those who see the whole country.
/// </summary>
public static class GetHoldersStock
{
    /// <summary>
    /// Refuses holder-missing, and holder-unknown, also for a holder whose stock the caller may not see.
    /// </summary>
    public static async Task<Result<HoldersStock>> Run(Db db, HoldersStockQuery query, Moment now, Caller caller)
    {
        var named = query.Holder?.Trim();
        if (string.IsNullOrEmpty(named) && caller.Party is null) return Refusal.Of("holder-missing");
        var party = await db.One<PartyRow>("select id, key from party where id = @id or key = @key", new
        {
            id = string.IsNullOrEmpty(named) ? caller.Party!.Value : long.TryParse(named, out var id) ? id : 0,
            key = named ?? "",
        });
        if (party is null || !(party.Id == caller.Party || caller.May(Policy.StockNational)))
            return Refusal.Of("holder-unknown", "holder", named ?? "");
        var limit = Math.Clamp(query.Limit, 1, 500);
        var rows = await StockOnHand.Run(db, new StockQuery(party.Id, query.ArticleNumber,
            Day: query.AsOf < now.Day ? query.AsOf : null, After: After(party.Id, query.Cursor), Limit: limit));
        return new HoldersStock(party.Key, query.AsOf, [.. rows.Select(r => new HeldLot(r.ArticleNumber, r.LotNumber,
                r.ExpiresOn, r.Status, r.PlaceId, r.Pool, r.Quantity, r.ChangedAt is { } at ? new Moment(at) : null))],
            rows.Count < limit ? null : Cursor(rows[^1]));
    }

    static string Cursor(StockRow row) => $"{(short)row.Status}.{row.LotId}.{row.PlaceId}.{(short)row.Pool}";

    // A cursor somebody has changed starts from the beginning: it can name nothing outside the holder asked for.
    static StockRow? After(long holder, string? cursor)
    {
        var parts = (cursor ?? "").Split('.').Select(part => long.TryParse(part, out var n) ? n : -1).ToList();
        return parts.Count != 4 || parts.Any(n => n < 0) || parts[0] > short.MaxValue || parts[3] > short.MaxValue
            ? null
            : new StockRow
            {
                HolderId = holder, Status = (Status)(short)parts[0], LotId = parts[1], PlaceId = parts[2],
                Pool = (Pool)(short)parts[3],
            };
    }

    sealed class PartyRow
    {
        public long Id { get; init; }
        public string Key { get; init; } = "";
    }
}
