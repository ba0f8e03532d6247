using System.Collections.Frozen;
using Forsyn.Core.Parties;
using static Forsyn.App.Identity.Policy;

namespace Forsyn.App.Identity;

/// <summary>The one table of who may what. What is not here is denied. An auditor's row holds nothing that changes anything.</summary>
public static class Access
{
    static readonly FrozenDictionary<Role, string[]> Table = new Dictionary<Role, string[]>
    {
        [Role.Physician] = [CatalogueRead, ShopUse, StockOwn, InvoiceReadOwn],
        [Role.PublicHealthNurse] = [CatalogueRead, ShopUse, StockOwn, InvoiceReadOwn],
        [Role.InfectionControlPhysician] = [CatalogueRead, ShopUse, StockOwn, InvoiceReadOwn],
        [Role.HospitalPhysician] = [CatalogueRead, ShopUse, StockOwn, InvoiceReadOwn],
        [Role.Pharmacist] = [CatalogueRead, ShopUse, StockOwn, InvoiceReadOwn],
        [Role.WholesalerClerk] = [CatalogueRead, ShopUse, StockOwn, InvoiceReadOwn],
        [Role.SupplyPharmacist] =
            [CatalogueRead, CatalogueImport, OrderRegister, OrderReview, OrdersReadAll, LotControl, StockOwn, InvoiceReadAll],
        [Role.WarehouseWorker] = [CatalogueRead, WarehouseWork, OrdersReadAll, StockOwn],
        [Role.Regulator] = [CatalogueRead, StockNational, OrdersReadAll, LedgerAudit],
        [Role.HealthAuthority] = [CatalogueRead, StockNational],
        [Role.StockpileAdministrator] = [CatalogueRead, StockNational],
        [Role.ProductionForum] = [CatalogueRead, StockNational],
        [Role.Ministry] = [CatalogueRead, StockNational],
        [Role.Auditor] = [CatalogueRead, StockNational, OrdersReadAll, InvoiceReadAll, LedgerAudit],
        [Role.Administrator] = [CatalogueRead, PeopleManage],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Of(Role role) => Table.GetValueOrDefault(role) ?? [];

    public static bool Allows(IEnumerable<Role> roles, string policy) => roles.Any(role => Of(role).Contains(policy));
}
