using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock.Reports;

namespace Forsyn.App.Stock.Counts;

/// <summary>What is to be counted.</summary>
/// <param name="Place">Key or name of one of the holder's places; all of them when left out.</param>
/// <param name="Blind">The counters do not see what the books say.</param>
public sealed record OpenCountRequest(string? Place = null, bool Blind = false);

/// <summary>
/// Opens a count: the lots the books have at the place become its lines, with the figure of this instant, and the
/// counters begin. Work goes on meanwhile.
/// </summary>
public static class OpenCount
{
    /// <summary>The names of the caller's places, in order.</summary>
    public static Task<List<string>> Places(Db db, Caller caller) => db.List<string>(
        "select name from place where party_id = @Party and keeper_id is null order by name", new { caller.Party });

    /// <summary>
    /// Refuses holder-missing, count-place-not-there, count-open-already (a place is counted once at a time) and
    /// count-nothing-there.
    /// </summary>
    public static Task<Result<StockCount>> Run(Db db, OpenCountRequest request, Moment now, Caller caller) =>
        db.Write<StockCount>(tx => In(tx, request, now, caller), caller.Once);

    internal static async Task<Result<StockCount>> In(Tx tx, OpenCountRequest request, Moment now, Caller caller)
    {
        if (caller.Party is not { } holder) return Refusal.Of("holder-missing");
        // Two who open at once: the second waits here and then finds the first's count.
        if (tx.Kind == DbKind.Postgres)
            await tx.Do("select id from party where id = @holder for no key update", new { holder });
        var places = await HolderPlaces.Load(tx, holder);
        var named = request.Place?.Trim().ToLowerInvariant() ?? "";
        if (named != "" && !places.Names.ContainsKey(named))
            return Refusal.Of("count-place-not-there", "place", request.Place!,
                "possible", string.Join(", ", places.Names.Keys.Order()));
        var place = named == "" ? 0 : places.Names[named];
        var open = await tx.One<long?>("select max(id) from stock_count where holder_id = @holder and state in " +
            "('open', 'waiting') and (place_id in (0, @place) or @place = 0)", new { holder, place });
        if (open is { } other) return Refusal.Of("count-open-already", "count", $"{other}");
        var (id, batch) = (tx.Ids.Next(), new Batch(tx));
        batch.Add("insert into stock_count (id, holder_id, place_id, blind, state, opened_at, opened_by, " +
            "version) values (?, ?, ?, ?, 'open', ?, ?, 1)", id, holder, place, request.Blind, now, caller.Name);
        await batch.Run();
        var lines = await tx.Do($"""
            insert into stock_count_line (count_id, line, article_number, lot_number, expires_on, lot_id, place_id,
                frozen)
            select @id, row_number() over (order by w.name, p.name, l.article_number, l.expires_on, l.lot_number),
                l.article_number, l.lot_number, l.expires_on, l.id, b.place_id, b.units
            from (select lot_id, place_id, cast(sum(quantity) as bigint) as units from balance
                where holder_id = @holder and status in (0, 2, 3, 4) {(place == 0 ? "" : "and place_id = @place")}
                group by lot_id, place_id having sum(quantity) > 0) b
            join lot l on l.id = b.lot_id join product p on p.article_number = l.article_number
            left join place w on w.id = b.place_id
            where w.keeper_id is null
            """, new { id, holder, place });
        if (lines == 0) return Refusal.Of("count-nothing-there");
        return (await tx.One<StockCount>($"{StockCount.Sql} where c.id = @id", new { id }))!;
    }
}
