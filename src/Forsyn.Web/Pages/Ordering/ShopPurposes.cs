using Forsyn.App.Catalogue;
using Forsyn.App.Identity;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>
/// What a product can be ordered for in the web shop, the likeliest first: a programme it is in before payment. Blue
/// prescriptions never come through the web (CHN-011), so they are not offered.
/// </summary>
static class ShopPurposes
{
    static readonly Purpose[] Programmes = [Purpose.Childhood, Purpose.Hpv, Purpose.Influenza, Purpose.Pregnancy];

    public static IReadOnlyList<Purpose> Of(ProductView product, Caller caller) => Of(product.Groups.Contains, caller);

    public static IReadOnlyList<Purpose> Of(Product product, Caller caller) => Of(group =>
        Kebab.TryParse<ProductGroups>(group, out var flag) && product.Has(flag), caller);

    // A programme and its ordering group are written alike.
    static IReadOnlyList<Purpose> Of(Func<string, bool> isIn, Caller caller) =>
        [.. Programmes.Where(purpose => isIn(Kebab.Of(purpose)) && !(BuysForSale(caller) && IsFree(purpose))),
            Purpose.Payable];

    // Programme vaccine is not for sale (PRG-003, PRG-007), so those who buy for sale are not offered it.
    static bool BuysForSale(Caller caller) =>
        caller.Roles.Any(role => role is Role.Pharmacist or Role.WholesalerClerk);

    static bool IsFree(Purpose purpose) => purpose != Purpose.Influenza;
}
