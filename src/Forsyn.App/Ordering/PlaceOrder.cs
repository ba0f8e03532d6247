using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;
using Forsyn.App.Ledger;
using Forsyn.App.Parties;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Fact: an order was placed and its stock reserved.</summary>
public sealed record OrderPlaced(long Number, long Customer, OrderState State, bool Urgent);

/// <summary>
/// Places an order: judges it, reserves the lots that expire first, and writes it all down, in three round trips
/// (load, save, commit). A blocking finding refuses it as order-blocked and nothing is saved.
/// </summary>
public static class PlaceOrder
{
    public static string Document(long number) => $"order/{number}";

    /// <summary>The order a document of the ledger stands for; null when it is none.</summary>
    public static long? Number(string document) =>
        document.StartsWith("order/") && long.TryParse(document[6..], out var number) ? number : null;

    public static async Task<Result<OrderAnswer>> Run(Db db, OrderRequest request, Moment now, Caller caller)
    {
        var supplier = await Supplier.Id(db, now.Day);
        return await db.Write<OrderAnswer>(async tx =>
        {
            // Locking every lot that could serve would make orders for the same product wait for each other's disk. The
            // guarded balances notice when somebody took the units first; only then is the order judged again under
            // locks.
            var judged = await Judgement.Of(tx.Connection, tx.Transaction, request, caller, supplier, now,
                forUpdate: tx.Kind == DbKind.Postgres && tx.Attempt > 1);
            // Where a stockpile is to become smaller, its floor is looked at again under locks.
            if (tx is { Kind: DbKind.Postgres, Attempt: 1 } && judged.Supply.Any(s => s.Allocation.Draws))
                judged = await Judgement.Of(tx.Connection, tx.Transaction, request, caller, supplier, now, true);
            if (judged.Blocked) return new Refusal("order-blocked", new Dictionary<string, string>(), judged.Findings);
            var number = tx.Ids.NextOrder();
            var state = OrderRules.Worst(judged.Findings) == Severity.Hold ? OrderState.Held : OrderState.Placed;
            var batch = new Batch(tx);
            SaveOrder(batch, judged, request, number, state, supplier, now, caller);
            var patients = SavePrescriptions(batch, judged, number, now);
            if (!patients.Ok) return patients.Refusal!;
            PaperOrders.Append(batch, number, judged.Order.Facts!, request);
            var exemptions = SaveExemptions.Append(batch, judged, number, supplier, now, caller);
            if (!exemptions.Ok) return exemptions.Refusal!;
            LoadSeason.Save(batch, number, judged.Order.Facts!);
            var served = judged.Supply.Where(s => s.Promised > Quantity.Zero).ToList();
            var promises = AllocateOrder.Promises(served);
            if (promises.Count > 0)
            {
                var expires = now.Day.AddDays(Rules.Book.On(now.Day).Days("reservation-days"));
                var reserved =
                    Reservations.Reserve(batch, supplier, Document(number), promises, now.Day, expires, now,
                        caller.PersonaId, AllocateOrder.PoolMoves(batch, supplier, number, served, now));
                if (!reserved.Ok) return reserved.Refusal!;
            }
            OrderEvents.Append(batch, number, now, caller, "placed", state, "");
            Outbox.Append(batch, new OrderPlaced(number, judged.Order.CustomerId, state, request.Urgent is not null),
                now);
            await batch.Run();
            return judged.Answer(number, state);
        }, caller.Once);
    }

    static void SaveOrder(
        Batch batch, Judgement judged, OrderRequest request, long number, OrderState state, long supplier, Moment now,
        Caller caller)
    {
        var facts = judged.Order.Facts!;
        batch.Add(
            "insert into orders (number, supplier_id, customer_id, requisitioner_name, requisitioner_role, " +
            "requisitioner_hpr, " +
            "placed_by, channel, state, urgent, urgency, remarks, planned_on, delivery_address, accepts_shorter, " +
            "fee_ore, " +
            "net_ore, created_at, placed_at, version, rule_set) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, " +
            "?, ?, ?, ?, 1, ?)",
            number, supplier, judged.Order.CustomerId, facts.Requisitioner.Name, Kebab.Of(facts.Requisitioner.Role),
            facts.Requisitioner.HprNumber, caller.PersonaId, Kebab.Of(facts.Channel), Kebab.Of(state),
            facts.Urgent is not null,
            facts.Urgent is null ? null : Json.Write(facts.Urgent), request.Remarks ?? "", facts.PlannedOn,
            judged.Order.Address,
            facts.AcceptsShorterShelfLife, judged.Price.DispatchFee, judged.Price.Total, now, now, Rules.Live.Name);
        UrgentOrders.Append(batch, number, facts);
        batch.AddRows(
            "insert into order_line (order_number, line, article_number, doses, packs, purpose, unit_price_ore, " +
            "amount_ore, " +
            "details, allocation) {values}",
            [.. judged.Supply.Select(
                (s, i) => (object?[])[number, s.Line.Number, s.Line.Product.ArticleNumber.ToString(),
                s.Line.DosesInPacks, s.Line.Packs, Kebab.Of(s.Line.Purpose), PriceRules.UnitPrice(s.Line),
                judged.Price.LineAmounts[i],
                Details(judged.Order.Lines[i].Request), AllocateOrder.Explanation(s.Allocation)])]);
        batch.AddRows(
            "insert into order_finding (order_number, seq, code, severity, line, law, requirements, args, rule) " +
            "{values}",
            [.. judged.Findings.Select((f, i) => (object?[])[number, i + 1, f.Code, Kebab.Of(f.Severity), f.Line, f.Law,
                string.Join(',', f.Requirements), Json.Write(f.Args), f.Rule])]);
    }

    static Result<int> SavePrescriptions(Batch batch, Judgement judged, long number, Moment now)
    {
        BlueLines.Save(batch, number, judged.Order.Facts!);
        foreach (var line in judged.Order.Facts!.Lines)
            if (line.Patient is { } patient
                && Patients.Save(batch, patient, number, line.Number, now).Refusal is { } refusal) return refusal;
        return 0;
    }

    // What a line carries beyond article, doses and purpose is kept as it was sent; most lines carry nothing.
    static string? Details(LineRequest line) =>
        line.WithoutPatient() with { ArticleNumber = null, Doses = null, Purpose = null } is { } rest
        && rest != new LineRequest() ? Json.Write(rest) : null;
}
