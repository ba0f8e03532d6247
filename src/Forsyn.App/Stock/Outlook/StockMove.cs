using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Outlook;

/// <summary>How far a transfer between two holders has come.</summary>
public enum MoveState { Proposed, Agreed, Sent, Received, Declined }

/// <summary>A transfer of a lot from one holder to another, from proposal to receipt.</summary>
public sealed class StockMove
{
    internal static readonly string Sql = $"""
        select v.*, l.lot_number, l.expires_on, p.name as product, p.doses_per_pack,
            {StockFilter.HolderName} as giver, {StockFilter.HolderName.Replace("y.", "z.")} as taker,
            coalesce(gm.name, '') as giver_place, coalesce(tm.name, '') as taker_place
        from stock_move v join lot l on l.id = v.lot_id join product p on p.article_number = v.article_number
        join party y on y.id = v.from_holder left join municipality gm on gm.number = y.municipality_number
        join party z on z.id = v.to_holder left join municipality tm on tm.number = z.municipality_number
        """;

    public long Id { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public long LotId { get; init; }
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long DosesPerPack { get; init; }
    public long FromHolder { get; init; }
    public string Giver { get; init; } = "";
    public string GiverPlace { get; init; } = "";
    public long ToHolder { get; init; }
    public string Taker { get; init; } = "";
    public string TakerPlace { get; init; } = "";
    public long Units { get; init; }
    public long SavedOre { get; init; }
    public long CostOre { get; init; }
    public string Nearness { get; init; } = "";
    public DateOnly LostOn { get; init; }
    /// <summary>The day the receiver runs out without the transfer; null where it does not.</summary>
    public DateOnly? RunsOutOn { get; init; }
    public DateOnly? LastsUntil { get; init; }
    public DateOnly ProposedOn { get; init; }
    public string State { get; init; } = "";
    public string? GivenBy { get; init; }
    public string? TakenBy { get; init; }
    public string? DeclinedBy { get; init; }
    public DateOnly? DeclinedUntil { get; init; }
    public string Reason { get; init; } = "";
    public Moment? SentAt { get; init; }
    public string? SentBy { get; init; }
    internal long? Link { get; init; }
    public Moment? ReceivedAt { get; init; }
    public string? ReceivedBy { get; init; }
    public long? Received { get; init; }
    public long? Damaged { get; init; }
    public long Version { get; init; }

    public MoveState StateValue => Kebab.Read<MoveState>(State);
    public Nearness NearnessValue => Kebab.Read<Nearness>(Nearness);
    public Money Saved => new(SavedOre);
    public Money Cost => new(CostOre);
    public string Source => $"move/{Id}";

    public bool IsOf(Caller caller) => caller.Party is { } party && (party == FromHolder || party == ToHolder);

    /// <summary>The move, held until the transaction ends; refuses stock-move-unknown where the caller is neither
    /// giver nor receiver, and stock-move-not-in-state.</summary>
    internal static async Task<Result<StockMove>> Lock(Tx tx, long id, Caller caller, params MoveState[] states)
    {
        await tx.Do("update stock_move set version = version where id = @id", new { id });
        var move = await tx.One<StockMove>($"{Sql} where v.id = @id", new { id });
        if (move is null || !move.IsOf(caller)) return Refusal.Of("stock-move-unknown", "move", $"{id}");
        return states.Contains(move.StateValue) ? move
            : Refusal.Of("stock-move-not-in-state", "move", $"{id}", "state", move.State);
    }
}

/// <summary>Which moves are asked for.</summary>
/// <param name="Open">Those nobody has declined and that have not been received.</param>
/// <param name="County">Two digits: the giver or the receiver is there.</param>
public sealed record MoveQuery(
    bool Open = true, string? County = null, string? ArticleNumber = null, string? Cursor = null, int Limit = 50);

/// <summary>Transfers between holders for those who may see them: the own party's, or everyone's.</summary>
public static class StockMoves
{
    /// <summary>What saves most first; the cursor is the saving and the id before.</summary>
    public static async Task<Page<StockMove>> List(Db db, Caller caller, MoveQuery query)
    {
        var most = Math.Clamp(query.Limit, 1, 200);
        var parts = (query.Cursor ?? "").Split('.');
        var (saved, id) = parts.Length == 2 && long.TryParse(parts[0], out var first)
            && long.TryParse(parts[1], out var second) ? (first, second) : (long.MaxValue, 0);
        var where = new[]
        {
            "(v.saved_ore < @saved or (v.saved_ore = @saved and v.id > @id))",
            query.Open ? "v.state in ('proposed', 'agreed', 'sent')" : null,
            query.County is null ? null : "(gm.county_number = @County or tm.county_number = @County)",
            query.ArticleNumber is null ? null : "v.article_number = @ArticleNumber",
            Recalls.SeesAll(caller) ? null : "(v.from_holder = @own or v.to_holder = @own)",
        }.OfType<string>();
        var rows = await db.List<StockMove>($"{StockMove.Sql} where {string.Join(" and ", where)} " +
            $"order by v.saved_ore desc, v.id limit {most + 1}",
            new { saved, id, query.County, query.ArticleNumber, own = caller.Party ?? 0 });
        return new([.. rows.Take(most)],
            rows.Count > most ? $"{rows[most - 1].SavedOre}.{rows[most - 1].Id}" : null);
    }
}
