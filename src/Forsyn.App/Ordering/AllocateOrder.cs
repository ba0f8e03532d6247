using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;
using Forsyn.Core.Stock;

namespace Forsyn.App.Ordering;

/// <summary>What an allocation answers: how much of the order is covered, line by line.</summary>
public sealed record AllocationAnswer(long Number, OrderState State, IReadOnlyList<AllocatedLine> Lines);

public sealed record AllocatedLine(int Line, string ArticleNumber, Quantity Doses, Quantity Covered);

/// <summary>
/// Chooses the lots of a released order afresh: what was reserved when it was placed is given back and the lots that
/// expire first and are lawful today are taken, so that a lot that has grown too old or was recalled since is not kept.
/// </summary>
public static class AllocateOrder
{
    public static Task<Result<AllocationAnswer>> Run(
        Db db, long number, Moment now, Caller caller, long? version = null) =>
        db.Write<AllocationAnswer>(async tx =>
        {
            var locked = await MoveOrder.Lock(tx, number, version);
            if (!locked.Ok) return locked.Refusal!;
            return await Choose(tx, locked.Value, now, caller);
        }, caller.Once);

    /// <summary>Chooses the lots of a locked order afresh; refuses nothing-to-allocate with nothing kept.</summary>
    internal static async Task<Result<AllocationAnswer>> Choose(Tx tx, OrderHead head, Moment now, Caller caller)
    {
        var number = head.Number;
        var lines = await Lines(tx, number);
        var free = new Batch(tx);
        var next = MoveOrder.Append(free, head, OrderAction.Allocate, "", now, caller);
        if (!next.Ok) return next.Refusal!;
        var freed = await GiveBack(free, head, now, caller);
        if (!freed.Ok) return freed.Refusal!;
        await free.Run();

        Task<Dictionary<string, List<LotAtPlace>>> Lots() => LoadOrderFacts.LoadLots(
            tx, head.SupplierId, lines.Select(l => l.Product.ArticleNumber.ToString()));
        var lots = await Lots();
        var only = await UrgentOrders.OnlyOwnStock(tx, head, lots);
        var supply = SupplyRules.Supply(lines, lots, head.AcceptsShorter, now.Day, Rules.Book.On(now.Day), only);
        if (await GiveWay.To(tx, head, supply, now, caller))
            supply = SupplyRules.Supply(
                lines, await Lots(), head.AcceptsShorter, now.Day, Rules.Book.On(now.Day), only);
        var promises = Promises(supply);
        if (promises.Count == 0) return Refusal.Of("nothing-to-allocate", "number", $"{number}");
        var batch = new Batch(tx);
        var reserved =
            Reservations.Reserve(batch, head.SupplierId, PlaceOrder.Document(number), promises, now.Day, null, now,
                caller.PersonaId, PoolMoves(batch, head.SupplierId, number, supply, now));
        if (!reserved.Ok) return reserved.Refusal!;
        batch.AddRows(
            "with v (line, allocation) as ({values}) update order_line set allocation = v.allocation from v " +
            $"where order_number = {number} and order_line.line = v.line",
            [.. supply.Select(s => (object?[])[s.Line.Number, Explanation(s.Allocation)])]);
        await batch.Run();
        return new AllocationAnswer(number, next.Value, [.. supply.Select(s =>
            new AllocatedLine(s.Line.Number, s.Line.Product.ArticleNumber.ToString(), s.Line.DosesInPacks,
                s.Covered))]);
    }

    /// <summary>Adds to the batch that all pending reservations of the order are void.</summary>
    public static async Task<Result<int>> GiveBack(Batch batch, OrderHead head, Moment now, Caller caller)
    {
        var pending = await Reservations.Pending(batch.Tx, head.SupplierId, PlaceOrder.Document(head.Number));
        if (pending.Count == 0) return 0;
        var settled = Reservations.Settle(
            batch, [.. pending.Select(r => new Settlement(r, 0))], ReservationState.Voided, null, now.Day, now,
            caller.PersonaId);
        return settled.Ok ? pending.Count : settled.Refusal!;
    }

    /// <summary>What was taken of a stockpile is promised from the line's own pool, where PoolMoves puts it.</summary>
    public static List<Promise> Promises(IReadOnlyList<SuppliedLine> supply) =>
        [.. supply.SelectMany(s => s.Allocation.Taken.GroupBy(c => (c.Lot.Lot, c.Lot.Place)).Select(same =>
            new Promise(s.Line.Number, same.Key.Lot, same.Key.Place, s.Pool,
                new Quantity(same.Sum(c => c.Taken.Units)))))];

    /// <summary>The transfers by which short-dated units of a stockpile and others that keep longer change places.
    /// </summary>
    public static List<Transfer> PoolMoves(
        Batch batch, long supplier, long number, IReadOnlyList<SuppliedLine> supply, Moment now)
    {
        var moves = supply.SelectMany(s => s.Allocation.Moves).ToList();
        if (moves.Count == 0) return [];
        var attempt = batch.Tx.Ids.Next();
        return [.. moves.Select((move, i) => new Transfer(supplier, move.Lot.Lot, move.Units,
            new Slot(Status.Available, move.Lot.Place, move.Lot.Pool),
            new Slot(Status.Available, move.Lot.Place, move.To), "rotate",
            $"rotation/{PlaceOrder.Document(number)}/{attempt}.{i}", now.Day))];
    }

    /// <summary>The allocation of a line as it is stored for those who ask why.</summary>
    public static string Explanation(Allocation allocation) =>
        Json.Write(allocation.Choices.Select(c => new ExplainedLot(
        c.Lot.Lot, c.Lot.LotNumber, c.Lot.ExpiresOn, c.Lot.Place, Kebab.Of(c.Lot.Pool), c.Lot.Available, c.Taken,
        Kebab.Of(c.Verdict)) { Refilled = c.Refilled }));

    static async Task<List<LineFacts>> Lines(Tx tx, long number)
    {
        var rows = await tx.List<LineRow>(
            "select l.line, l.article_number, l.doses, l.purpose, i.season, i.target_group from order_line l " +
            "left join influenza_order i on i.order_number = l.order_number where l.order_number = @number " +
            "order by l.line",
            new { number });
        var products =
            (await tx.List<ProductRow>(LoadProducts.Sql,
                new { articles = InList.Of(rows.Select(r => r.ArticleNumber).Distinct()) }))
            .Select(r => r.ToProduct()).ToDictionary(p => p.ArticleNumber.ToString());
        return [.. rows.Select(r => new LineFacts((int)r.Line, products[r.ArticleNumber], new Quantity(r.Doses),
            Kebab.TryParse<Purpose>(r.Purpose, out var purpose) ? purpose
                : throw new InvariantBroken($"purpose '{r.Purpose}'"))
            {
                Season = r.Season is { } season ? new SeasonLine(season, null, r.TargetGroup ?? false) : null,
            })];
    }

    sealed class LineRow
    {
        public long Line { get; init; }
        public string ArticleNumber { get; init; } = "";
        public long Doses { get; init; }
        public string Purpose { get; init; } = "";
        public string? Season { get; init; }
        public bool? TargetGroup { get; init; }
    }
}
