using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>
/// Begins the order for a planned day: its date in the basket, and its product where the plan names one. Refuses
/// planned-day-unknown.
/// </summary>
public static class OrderForPlannedDay
{
    public static async Task<Result<OrderRequest>> Run(Db db, long id, Moment now, Caller caller)
    {
        var found = await ListPlannedDays.One(db, id, caller, now.Day);
        if (!found.Ok) return found.Refusal!;
        var day = found.Value;
        IReadOnlyList<LineRequest> lines = [];
        if (day is { ArticleNumber: { } article, Doses: { } doses })
        {
            var product = (await LoadProducts.Run(db, [article])).GetValueOrDefault(article);
            lines = [new LineRequest { ArticleNumber = article, Doses = doses, Purpose = Kebab.Of(For(product)) }];
        }
        return await Basket.AddLines(db, lines, now, caller, plannedOn: day.Day);
    }

    // The likeliest purpose, for the orderer to change: a programme the product is in before payment.
    static Purpose For(Product? product) =>
        product is null ? Purpose.Payable
        : product.Has(ProductGroups.Childhood) ? Purpose.Childhood
        : product.Has(ProductGroups.Hpv) ? Purpose.Hpv
        : product.Has(ProductGroups.Influenza) ? Purpose.Influenza
        : Purpose.Payable;
}
