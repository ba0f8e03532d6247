using System.Data.Common;
using Dapper;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>The paper of an order as it is shown.</summary>
public sealed class PaperView
{
    public Moment ReceivedAt { get; init; }
    public string? Form { get; init; }
    public long? ScanId { get; init; }
}

/// <summary>Orders that came by fax or post: read, judged at the moment they were received, and kept.</summary>
static class PaperOrders
{
    // Older than that no rule of ours was in force on the day, and no desk answers so late.
    static readonly TimeSpan LongestAgo = TimeSpan.FromDays(365);

    /// <summary>
    /// When the order reached us: for paper the moment that is stated, if it can be true; for all else now.
    /// </summary>
    public static Moment ReceivedAt(OrderRequest request, Moment now) =>
        request.ReceivedAt is { } at && IsPaper(request) && Moment.Of(at) is var received && received <= now
            && now.Since(received) <= LongestAgo ? received : now;

    /// <summary>An order that came another way is given back as it is, without a look-up.</summary>
    public static async Task<JudgedOrder> Into(
        JudgedOrder order, DbConnection connection, DbTransaction? transaction, OrderRequest request, Caller caller,
        Moment now)
    {
        if (!IsPaper(request) && request is { ReceivedAt: null, Form: null or "", Scan: null }) return order;
        var problems = order.Problems.ToList();
        OrderForm? form = null;
        if (!IsPaper(request)) problems.Add(ReadOrder.Problem("paper-only-by-fax-or-post", null));
        if (request.ReceivedAt is { } at && Moment.Of(at) > now)
            problems.Add(ReadOrder.Problem("received-in-the-future", null));
        else if (request.ReceivedAt is { } before && now.Since(Moment.Of(before)) > LongestAgo)
            problems.Add(ReadOrder.Problem("received-too-long-ago", null, "days", $"{LongestAgo.Days}"));
        if (!string.IsNullOrEmpty(request.Form))
            if (Kebab.TryParse<OrderForm>(request.Form, out var known)) form = known;
            else problems.Add(ReadOrder.Problem("form-unknown", null, "form", request.Form, "possible",
                string.Join(", ", Kebab.All<OrderForm>())));
        if (request.Scan is { } scan && !await IsScan(connection, transaction, scan, caller))
            problems.Add(ReadOrder.Problem("scan-unknown", null, "scan", $"{scan}"));
        var facts = order.Facts is { } f && IsPaper(request)
            ? f with { Paper = new Paper(caller.May(Policy.OrderRegister), request.Scan is not null, form) }
            : order.Facts;
        return order with { Facts = facts, Problems = problems };
    }

    /// <summary>Adds what is kept of the paper to the batch; nothing for an order that came another way.</summary>
    public static void Append(Batch batch, long number, OrderFacts facts, OrderRequest request)
    {
        if (facts.Paper is not { } paper) return;
        batch.Add("insert into order_paper (order_number, received_at, form, scan_id) values (?, ?, ?, ?)",
            number, facts.ReceivedAt, paper.Form is { } form ? Kebab.Of(form) : null, request.Scan);
        if (request.Scan is { } scan) Attachments.Belongs(batch, scan, $"order/{number}");
    }

    /// <summary>Null for an order that came another way.</summary>
    public static async Task<PaperView?> Read(DbConnection connection, OrderSummary head) =>
        head.Channel is "fax" or "post"
            ? await connection.QueryFirstOrDefaultAsync<PaperView>(
                "select received_at, form, scan_id from order_paper where order_number = @Number", new { head.Number })
            : null;

    static bool IsPaper(OrderRequest request) => request.Channel is "fax" or "post";

    // The one who registers has sent the scan, or may read all of them.
    static async Task<bool> IsScan(DbConnection connection, DbTransaction? transaction, long id, Caller caller) =>
        await connection.ExecuteScalarAsync<long>(
            "select count(*) from attachment where id = @id and purpose = 'order-scan' " +
            "and (uploaded_by = @PersonaId or @all)",
            new { id, caller.PersonaId, all = caller.May(Policy.OrderReview) }, transaction) > 0;
}
