using System.Data.Common;
using Forsyn.App.Basics;
using Forsyn.App.Identity;
using Forsyn.Core.Ledger;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// An order with all its findings, its prices and the lots that would serve it; nothing is saved yet.
/// </summary>
public sealed record Judgement(
    JudgedOrder Order, IReadOnlyList<SuppliedLine> Supply, IReadOnlyList<Finding> Findings, OrderPrice Price)
{
    public bool Blocked => Order.Facts is null || OrderRules.Worst(Findings) == Severity.Block;

    public static async Task<Judgement> Of(
        DbConnection connection, DbTransaction? transaction, OrderRequest request, Caller caller, long supplier,
        Moment now,
        bool forUpdate)
    {
        var order = await LoadOrderFacts.Run(connection, transaction, request, caller, supplier, now, forUpdate);
        order = await LoadExemptFacts.Add(connection, transaction, order, caller);
        order = await LoadYellowFeverFacts.Add(connection, transaction, order, request, caller);
        order = await LoadRestrictions.Add(connection, transaction, order);
        if (order.Facts is not { } facts)
            return new Judgement(order, [], order.Problems, new OrderPrice([], Money.Zero));
        var numbers = Rules.Book.On(facts.Day);
        var supply = SupplyRules.Supply(facts.Lines, order.Lots, facts.AcceptsShorterShelfLife, now.Day, numbers,
            facts.Route == UrgentRoute.Pharmacy ? Pool.Emergency : null);
        var findings = order.Problems.Concat(OrderRules.Check(facts, numbers)).Concat(SupplyRules.Findings(supply))
            .Order(OrderRules.MostBindingFirst).ToList();
        return new Judgement(order, supply, findings, PriceRules.Price(facts, numbers));
    }

    public OrderAnswer Answer(long? number, OrderState state) => new(number, state, Findings,
        [.. Supply.Select(
            (s, i) => new AnsweredLine(s.Line.Number, s.Line.Product.ArticleNumber.ToString(), s.Line.Product.Name,
            s.Line.DosesInPacks, s.Line.Packs, s.Line.Purpose, PriceRules.UnitPrice(s.Line), Price.LineAmounts[i],
            s.Promised))],
        Price.DispatchFee, Price.Total);
}
