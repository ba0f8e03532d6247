using Forsyn.App.Catalogue;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>
/// What a product can be ordered for in the web shop, the likeliest first: a programme it is in before payment. Blue
/// prescriptions never come through the web (CHN-011), so they are not offered.
/// </summary>
static class ShopPurposes
{
    static readonly Purpose[] Programmes = [Purpose.Childhood, Purpose.Hpv, Purpose.Influenza, Purpose.Pregnancy];

    public static IReadOnlyList<Purpose> Of(ProductView product) => Of(product.Groups.Contains);

    public static IReadOnlyList<Purpose> Of(Product product) => Of(group =>
        Kebab.TryParse<ProductGroups>(group, out var flag) && product.Has(flag));

    // A programme and its ordering group are written alike.
    static IReadOnlyList<Purpose> Of(Func<string, bool> isIn) =>
        [.. Programmes.Where(purpose => isIn(Kebab.Of(purpose))), Purpose.Payable];
}
