using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Stock;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Fulfilment.Returns;

/// <summary>What a customer wants to send back of a shipment it has received.</summary>
/// <param name="Reason">wrong-delivery, recall, damaged, temperature, surplus or misordered.</param>
public sealed record ReturnRequest(
    long Shipment, string? Reason, string? Text, IReadOnlyList<ReturnLineRequest>? Lines);

/// <param name="Line">Line of the shipment.</param>
public sealed record ReturnLineRequest(int Line, long? Units);

/// <summary>Announces a return, answers it, withdraws it.</summary>
public static class AnnounceReturn
{
    /// <summary>
    /// Refuses shipment-unknown (also for another's), return-before-receipt, return-reason-unknown and
    /// return-not-announced with every finding.
    /// </summary>
    public static Task<Result<ReturnAnswer>> Run(Db db, ReturnRequest request, Moment now, Caller caller) =>
        db.Write<ReturnAnswer>(async tx =>
        {
            var shipment = await tx.One<ShipmentRow>("select id, customer_id, supplier_id, received_at from shipment " +
                "where id = @Shipment" + (tx.Kind == DbKind.Postgres ? " for update" : ""), request);
            if (shipment is null || shipment.CustomerId != caller.Party)
                return Refusal.Of("shipment-unknown", "id", $"{request.Shipment}");
            if (shipment.ReceivedAt is null) return Refusal.Of("return-before-receipt");
            if (!Kebab.TryParse<ReturnReason>(request.Reason ?? "", out var reason))
                return Refusal.Of("return-reason-unknown", "possible", string.Join(", ", Kebab.All<ReturnReason>()));
            var sent = await tx.List<SentRow>("""
                select x.line, x.lot_id, l.lot_number, p.name as product,
                    cast(coalesce(x.received, 0) + coalesce(x.bad, 0) - coalesce((select sum(r.units)
                        from goods_return_line r join goods_return g on g.id = r.return_id
                        where g.shipment_id = x.shipment_id and r.shipment_line = x.line
                        and g.state not in ('refused', 'withdrawn')), 0) as bigint) as units
                from shipment_line x join lot l on l.id = x.lot_id join product p on p.article_number = l.article_number
                where x.shipment_id = @Shipment order by x.line
                """, request);
            var recalled = await RecallTasks.Open(tx, sent.Select(row => row.LotId));
            var wanted = (request.Lines ?? []).Where(line => line.Units is not (null or 0)).ToList();
            var findings = new List<Finding>();
            ReturnRules.CheckAnnounced(reason, request.Text?.Trim() ?? "", [.. wanted.Select(line =>
            {
                var row = sent.Find(one => one.Line == line.Line);
                return new ReturnLine(line.Line, row?.Product ?? "", row?.LotNumber ?? "", new(line.Units!.Value),
                    new(row?.Units ?? 0), row is not null && recalled.ContainsKey(row.LotId));
            })], Rules.Book.On(now.Day), findings);
            findings.AddRange(wanted.GroupBy(line => line.Line).Where(same => same.Count() > 1)
                .Select(same => ReadOrder.Problem("receipt-line-twice", same.Key)));
            return findings.Count > 0
                ? new Refusal("return-not-announced", new Dictionary<string, string>(), findings)
                : await Save(tx, shipment, reason, request, wanted, sent, now, caller);
        }, caller.Once);

    static async Task<ReturnAnswer> Save(
        Tx tx, ShipmentRow shipment, ReturnReason reason, ReturnRequest request,
        IReadOnlyList<ReturnLineRequest> lines, IReadOnlyList<SentRow> sent, Moment now, Caller caller)
    {
        var (id, batch) = (tx.Ids.Next(), new Batch(tx));
        batch.Add("insert into goods_return (id, shipment_id, customer_id, supplier_id, reason, text, state, " +
            "version, announced_at, announced_by) values (?, ?, ?, ?, ?, ?, 'announced', 1, ?, ?)", id, shipment.Id,
            shipment.CustomerId, shipment.SupplierId, Kebab.Of(reason), request.Text?.Trim() ?? "", now,
            caller.PersonaId);
        batch.AddRows("insert into goods_return_line (return_id, line, shipment_line, lot_id, units) {values}",
            [.. lines.Select((line, i) => (object?[])
                [id, (long)i + 1, (long)line.Line, sent.First(row => row.Line == line.Line).LotId, line.Units])]);
        ReturnHead.Event(batch, id, "announced", request.Text?.Trim() ?? "", now, caller);
        Outbox.Append(batch,
            new ReturnMoved(id, ReturnState.Announced, shipment.CustomerId, shipment.SupplierId), now);
        await batch.Run();
        return new(id, ReturnState.Announced, new(lines.Sum(line => line.Units!.Value)));
    }

    /// <summary>
    /// The desk takes it back or does not; a refusal needs a reason. Refuses return-unknown, return-changed-meanwhile,
    /// return-not-in-state and reason-missing.
    /// </summary>
    public static Task<Result<ReturnAnswer>> Decide(
        Db db, long id, bool accept, string? text, Moment now, Caller caller, long? version = null) =>
        !accept && string.IsNullOrWhiteSpace(text)
            ? Task.FromResult<Result<ReturnAnswer>>(Refusal.Of("reason-missing", "action", "refuse"))
            : Move(db, id, accept ? ReturnAction.Accept : ReturnAction.Refuse, text, asCustomer: false, now, caller,
                version);

    /// <summary>The customer keeps the units after all. Refuses what Decide refuses.</summary>
    public static Task<Result<ReturnAnswer>> Withdraw(
        Db db, long id, string? text, Moment now, Caller caller, long? version = null) =>
        Move(db, id, ReturnAction.Withdraw, text, asCustomer: true, now, caller, version);

    static Task<Result<ReturnAnswer>> Move(
        Db db, long id, ReturnAction action, string? text, bool asCustomer, Moment now, Caller caller,
        long? version) => db.Write<ReturnAnswer>(async tx =>
    {
        var head = await ReturnHead.Lock(tx, id, asCustomer, caller, version);
        if (!head.Ok) return head.Refusal!;
        var batch = new Batch(tx);
        var next = head.Value.Move(batch, action, text?.Trim() ?? "", now, caller);
        if (!next.Ok) return next.Refusal!;
        await batch.Run();
        return new ReturnAnswer(id, next.Value, new((await head.Value.Lines(tx)).Sum(line => line.Units)));
    }, caller.Once);

    sealed class ShipmentRow
    {
        public long Id { get; init; }
        public long CustomerId { get; init; }
        public long SupplierId { get; init; }
        public long? ReceivedAt { get; init; }
    }

    sealed class SentRow
    {
        public long Line { get; init; }
        public long LotId { get; init; }
        public string LotNumber { get; init; } = "";
        public string Product { get; init; } = "";
        public long Units { get; init; }
    }
}
