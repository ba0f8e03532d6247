using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Counts;

/// <summary>How far a count has come.</summary>
public enum CountState { Open, Waiting, Posted, Cancelled }

/// <summary>A count as lists show it.</summary>
public sealed class StockCount
{
    internal const string Sql = $"""
        select c.*, {StockFilter.HolderName} as holder, coalesce(w.name, '') as place,
            (select count(*) from stock_count_line x where x.count_id = c.id) as lines,
            (select count(*) from stock_count_line x where x.count_id = c.id and x.counted is not null) as counted
        from stock_count c join party y on y.id = c.holder_id left join place w on w.id = c.place_id
        """;

    public long Id { get; init; }
    public long HolderId { get; init; }
    public string Holder { get; init; } = "";
    /// <summary>Zero where all places are counted.</summary>
    public long PlaceId { get; init; }
    public string Place { get; init; } = "";
    public bool Blind { get; init; }
    public string State { get; init; } = "";
    public Moment OpenedAt { get; init; }
    public string OpenedBy { get; init; } = "";
    public Moment? AskedAt { get; init; }
    public string? AskedBy { get; init; }
    public string? AskedPerson { get; init; }
    public Moment? EndedAt { get; init; }
    public string? EndedBy { get; init; }
    public string? ApprovedBy { get; init; }
    public string Text { get; init; } = "";
    public long GainOre { get; init; }
    public long LossOre { get; init; }
    public long? Corrects { get; init; }
    public long? CorrectedBy { get; init; }
    internal long? Link { get; init; }
    public long Version { get; init; }
    public long Lines { get; init; }
    public long Counted { get; init; }

    public CountState StateValue => Kebab.Read<CountState>(State);
    public Money Gain => new(GainOre);
    public Money Loss => new(LossOre);
    public string Source => $"count/{Id}";

    /// <summary>
    /// The count of the caller's own party, locked until the transaction ends. Refuses count-unknown,
    /// count-not-in-state and count-changed-meanwhile.
    /// </summary>
    internal static async Task<Result<StockCount>> Lock(
        Tx tx, long id, Identity.Caller caller, CountState state, long? version = null)
    {
        await tx.Do("update stock_count set version = version where id = @id", new { id });
        var count = await tx.One<StockCount>($"{Sql} where c.id = @id", new { id });
        if (count is null || count.HolderId != caller.Party) return Refusal.Of("count-unknown", "count", $"{id}");
        if (count.StateValue != state)
            return Refusal.Of("count-not-in-state", "count", $"{id}", "state", count.State);
        return version is { } seen && seen != count.Version
            ? Refusal.Of("count-changed-meanwhile", "count", $"{id}") : count;
    }
}

/// <summary>A line of a count: a lot at a place, and what the books say of it.</summary>
public sealed class CountLine
{
    internal const string Sql = """
        select x.*, p.name as product, p.doses_per_pack, p.price_ore, w.name as place, w.key as place_key
        from stock_count_line x join product p on p.article_number = x.article_number
        left join place w on w.id = x.place_id
        """;

    public long Line { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public long? LotId { get; init; }
    public long PlaceId { get; init; }
    public string? Place { get; init; }
    public string? PlaceKey { get; init; }
    public long DosesPerPack { get; init; }
    public long PriceOre { get; init; }
    /// <summary>What the books had when the count was opened; null where what they say is not shown.</summary>
    public long? Frozen { get; set; }
    public long? Counted { get; init; }
    public Moment? CountedFrom { get; init; }
    public Moment? CountedAt { get; init; }
    public string? CountedBy { get; init; }
    public long Attempts { get; init; }
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    /// <summary>Units the books had at the instant it was counted; null in a blind count that is not done.</summary>
    public long? Book { get; set; }
    /// <summary>What moved at the place after the line was counted.</summary>
    public long? Moved { get; set; }
    public long? ValueOre { get; set; }

    public CountReason? ReasonValue => Reason.Length == 0 ? null : Kebab.Read<CountReason>(Reason);
    public long? Difference => Counted - Book;
    public Money? Value => ValueOre is { } ore ? new Money(ore) : null;
    public UnitPrice Price => new(new Money(PriceOre), DosesPerPack);
}
