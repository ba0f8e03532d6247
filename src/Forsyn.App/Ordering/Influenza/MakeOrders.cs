using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering.Influenza;

/// <summary>How far the making of orders has come.</summary>
/// <param name="Made">Orders made by this call.</param>
/// <param name="Failed">Pre-orders that could not become orders; each says why.</param>
/// <param name="Left">Pre-orders with doses that have no order yet, the failed ones included.</param>
public sealed record MadeOrders(int Made, int Failed, long Left, long Total);

/// <summary>
/// Turns allotted pre-orders into orders, each in a transaction of its own and through the one use case that places
/// orders, so that stock is reserved, rules are heard and an invoice follows. Stopped halfway it goes on where it
/// stopped; run again it makes nothing twice.
/// </summary>
public static class MakeOrders
{
    /// <summary>Refuses season-unknown and season-not-decided.</summary>
    /// <param name="wave">Only this wave, or all.</param>
    /// <param name="most">At most so many in this call; the next goes on.</param>
    public static async Task<Result<MadeOrders>> Run(
        Db db, string? code, long? wave, int most, Moment now, Caller caller, Action<MadeOrders>? progress = null,
        CancellationToken stop = default)
    {
        var season = await Seasons.Get(db, code, now.Day);
        if (!season.Ok) return season.Refusal!;
        var name = season.Value.Season.Code;
        if (!season.Value.Decided) return Refusal.Of("season-not-decided", "season", name);
        var total = await db.One<long>(Counting, new { name, wave });
        var waiting = (await PreOrders.List(db, name, new(Wave: wave, NoOrder: true, Limit: 1000)))
            .Where(order => order.Allotted > 0).OrderBy(order => order.WaveDay ?? DateOnly.MaxValue)
            .ThenBy(order => order.Id).Take(Math.Clamp(most, 1, 1000)).ToList();
        var (made, failed) = (0, 0);
        foreach (var order in waiting)
        {
            stop.ThrowIfCancellationRequested();
            if (await Make(db, order, now, caller)) made++;
            else failed++;
            progress?.Invoke(new(made, failed, waiting.Count - made, total));
        }
        var left = await db.One<long>($"{Counting} and o.order_number is null", new { name, wave });
        return new MadeOrders(made, failed, left, total);
    }

    const string Counting = """
        select count(*) from pre_order o where o.season = @name and (@wave is null or o.wave = @wave)
            and exists (select 1 from pre_order_line l where l.pre_order_id = o.id and l.allotted > 0)
        """;

    static async Task<bool> Make(Db db, PreOrderHead order, Moment now, Caller caller)
    {
        var lines = (await PreOrders.Lines(db, [order.Id])).Where(line => line.Allotted > 0);
        var request = Request(order, lines);
        // Named once and for all, so that a second run gets the order of the first one back.
        var once = caller with
        {
            Once = Once.Of("influenza", $"pre-order/{order.Id}", Json.Write(request)),
        };
        var placed = await PlaceOrder.Run(db, request, now, once);
        if (placed.Ok)
            await MoveOrder.Run(db, placed.Value.Number!.Value, OrderAction.Release, null, now, caller with
            {
                Once = null,
            });
        await Note(db, order.Id, placed.Ok ? placed.Value.Number : null,
            placed.Ok ? null : string.Join(", ", (placed.Refusal!.Findings ?? [])
                .Where(f => f.Severity == Severity.Block).Select(f => f.Code).DefaultIfEmpty(placed.Refusal.Code)));
        return placed.Ok;
    }

    static OrderRequest Request(PreOrderHead order, IEnumerable<PreOrderViewLine> lines) => new()
    {
        Customer = order.CustomerKey, Channel = "web", Season = order.Season, TargetGroup = order.TargetGroup,
        DeliveryAddress = order.DeliveryAddress, PlannedVaccinationDate = $"{order.WaveDay?.AddDays(14):yyyy-MM-dd}",
        Requisitioner = new(order.Requisitioner, order.RequisitionerRole, null),
        Remarks = $"{order.Season}",
        Lines = [.. lines.Select(line => new LineRequest
        {
            ArticleNumber = line.ArticleNumber, Doses = line.Allotted, Purpose = "influenza",
            Quantities = order.Kind == "hospital" ? new(line.Doses, line.Personnel) : null,
        })],
    };

    static Task<Result<int>> Note(Db db, long id, long? number, string? failure) => db.Write<int>(async tx =>
        await tx.Do("update pre_order set order_number = @number, failure = @failure where id = @id",
            new { id, number, failure }));
}
