using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>The history of an order, one row for everything that was done to it.</summary>
public static class OrderEvents
{
    public static void Append(
        Batch batch, long number, Moment now, Caller caller, string kind, OrderState state, string text) =>
        batch.Add("insert into order_event (order_number, id, at, by_person, kind, state, text) values (?, ?, ?, " +
            "?, ?, ?, ?)",
            number, batch.Tx.Ids.Next(), now, caller.Name, kind, Kebab.Of(state), text);
}
