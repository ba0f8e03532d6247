using System.Collections.Frozen;
using Forsyn.Core.Parties;
using static Forsyn.App.Identity.Policy;

namespace Forsyn.App.Identity;

/// <summary>The one table of who may what. What is not here is denied.</summary>
public static class Access
{
    static readonly string[] Customer =
        [CatalogueRead, ShopUse, OrderPlace, OrdersRead, StockOwn, InvoiceRead, InvoiceReadOwn];

    static readonly FrozenDictionary<Role, string[]> Table = new Dictionary<Role, string[]>
    {
        [Role.Physician] = Customer,
        [Role.PublicHealthNurse] = Customer,
        [Role.InfectionControlPhysician] = Customer,
        [Role.HospitalPhysician] = Customer,
        [Role.Pharmacist] = Customer,
        [Role.WholesalerClerk] = Customer,
        [Role.SupplyPharmacist] =
        [
            CatalogueRead, CatalogueImport, OrderPlace, OrdersRead, OrderRegister, OrderReview, OrdersReadAll, LotControl,
            StockOwn, InvoiceRead, InvoiceReadAll,
        ],
        [Role.WarehouseWorker] = [CatalogueRead, WarehouseWork, OrdersRead, OrdersReadAll, StockOwn],
        [Role.Regulator] = [CatalogueRead, StockNational, OrdersRead, OrdersReadAll, LedgerAudit],
        [Role.HealthAuthority] = [CatalogueRead, StockNational],
        [Role.StockpileAdministrator] = [CatalogueRead, StockNational],
        [Role.ProductionForum] = [CatalogueRead, StockNational],
        [Role.Ministry] = [CatalogueRead, StockNational],
        [Role.Auditor] =
            [CatalogueRead, StockNational, OrdersRead, OrdersReadAll, InvoiceRead, InvoiceReadAll, LedgerAudit],
        [Role.Administrator] = [CatalogueRead, PeopleManage],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Of(Role role) => Table.GetValueOrDefault(role) ?? [];

    public static bool Allows(IEnumerable<Role> roles, string policy) => roles.Any(role => Of(role).Contains(policy));
}
