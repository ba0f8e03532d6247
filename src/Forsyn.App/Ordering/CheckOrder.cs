using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Says everything the rules would say of an order, with its price, and saves nothing.</summary>
public static class CheckOrder
{
    public static async Task<OrderAnswer> Run(Db db, OrderRequest request, Moment now, Caller caller)
    {
        var supplier = await Supplier.Id(db, now.Day);
        await using var connection = await db.Read();
        var judged = await Judgement.Of(connection, null, request, caller, supplier, now, forUpdate: false);
        return judged.Answer(null, OrderState.Draft);
    }
}
