using System.Data.Common;
using Dapper;
using Forsyn.App.Basics;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;
using Forsyn.Core.Stock;

namespace Forsyn.App.Ordering;

/// <summary>What only an emergency needs to be judged: the desk's calendar and who serves it.</summary>
static class LoadUrgentFacts
{
    /// <summary>
    /// An order that is no emergency and asks for no route is given back as it is, without a look-up.
    /// </summary>
    public static async Task<JudgedOrder> Into(
        JudgedOrder order, DbConnection connection, DbTransaction? transaction, OrderRequest request, Caller caller)
    {
        var asked = Asked(request, caller);
        if (order.Facts is not { } facts || (facts.Urgent is null && asked is null)) return order;
        facts = facts with { Calendar = await HolidayCalendar.Load(connection, transaction) };
        facts = facts with { Route = UrgentRules.Route(facts, asked, Rules.Book.On(facts.Day)) };
        if (facts.Route == UrgentRoute.Desk) return order with { Facts = facts };
        var place = await connection.QueryFirstOrDefaultAsync<long?>(UrgentOrders.OwnPlace, null, transaction);
        return order with { Facts = facts, Lots = At(place, order.Lots) };
    }

    // Somebody who only hands out at the pharmacy writes down nothing for the desk.
    static UrgentRoute? Asked(OrderRequest request, Caller caller) =>
        caller.May(Policy.UrgentHandOut) && !caller.May(Policy.OrderRegister) ? UrgentRoute.Pharmacy
        : Kebab.TryParse<UrgentRoute>(request.Route ?? "", out var route) ? route : null;

    internal static Dictionary<string, List<LotAtPlace>> At(
        long? place, IReadOnlyDictionary<string, List<LotAtPlace>> lots) =>
        lots.ToDictionary(l => l.Key, l => l.Value.Where(lot => lot.Place == place).ToList());
}
