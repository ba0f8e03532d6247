using System.Collections.Frozen;
using Forsyn.Core.Parties;
using static Forsyn.App.Identity.Policy;

namespace Forsyn.App.Identity;

/// <summary>The one table of who may what. What is not here is denied.</summary>
public static class Access
{
    static readonly string[] Customer =
        [CatalogueRead, ShopUse, OrderPlace, OrdersRead, StockRead, StockOwn, InvoiceRead, InvoiceReadOwn,
            AttachmentUse, ExemptionUse, AdviceAsk, AdviceRead, ColdRead, ColdImport, ColdSign];

    /// <summary>Those who oversee the stockpile duty read all of it.</summary>
    static readonly string[] Duty = [PreparednessRead, PreparednessReadAll];

    static readonly FrozenDictionary<Role, string[]> Table = new Dictionary<Role, string[]>
    {
        [Role.Physician] = Customer,
        [Role.PublicHealthNurse] = Customer,
        [Role.Nurse] = Customer,
        [Role.Midwife] = Customer,
        [Role.InfectionControlPhysician] = [.. Customer, InfluenzaOrder, YellowFeverGrant],
        [Role.HospitalPhysician] = [.. Customer, InfluenzaOrder],
        [Role.Pharmacist] = [.. Customer, ExemptionReview, ColdDecide],
        [Role.WholesalerClerk] = [.. Customer, PreparednessRead, SalesSend],
        [Role.SupplyPharmacist] =
        [
            CatalogueRead, CatalogueImport, OrderPlace, OrdersRead, OrderRegister, OrderReview, OrdersReadAll,
            LotControl, UrgentRead, UrgentRegister, DutyPlan, InfluenzaManage, MailRead,
            MandateRead, AuthorisationReport,
            StockRead, StockOwn, InvoiceRead, InvoiceReadAll, PatientRead,
            AttachmentUse, YellowFeverGrant, ExemptionUse, ExemptionRead, ExemptionReview,
            AdviceRead, AdviceReadAll, AdviceAnswer, ColdRead, ColdImport, ColdDecide, ColdSign,
            GoodsRead, GoodsPlan, GoodsRelease,
        ],
        [Role.OnCallPharmacist] = [CatalogueRead, OrderPlace, OrdersRead, UrgentRead, UrgentRegister, UrgentHandOut],
        [Role.WarehouseWorker] =
            [CatalogueRead, WarehouseWork, OrdersRead, OrdersReadAll, StockRead, StockOwn, ColdRead, ColdImport,
                ColdSign, GoodsRead, GoodsPlan, AttachmentUse],
        [Role.Regulator] =
        [
            CatalogueRead, StockRead, StockNational, StockReview, OrdersRead, OrdersReadAll, UrgentRead, LedgerAudit,
            MandateRead, MandateManage, ColdRead, GoodsRead, WarningsReadAll, CoordinationRead, CoordinationWrite,
            AttachmentUse, ExemptionUse, ExemptionRead, ExemptionReview, ExemptionDecide,
            .. Duty, PreparednessPropose, PreparednessManage, SalesSend,
        ],
        [Role.HealthAuthority] = [CatalogueRead, StockRead, StockNational, .. Duty, PreparednessDecide],
        [Role.StockpileAdministrator] =
            [CatalogueRead, StockRead, StockNational, StockReview, .. Duty, PreparednessPropose, PreparednessManage,
                SalesSend],
        [Role.ProductionForum] = [CatalogueRead, StockRead, StockNational],
        [Role.Ministry] =
            [CatalogueRead, MandateRead, MandateManage, StockRead, StockNational, CoordinationRead, .. Duty,
                PreparednessDecide],
        [Role.Auditor] =
            [CatalogueRead, StockRead, StockNational, OrdersRead, OrdersReadAll, InvoiceRead, InvoiceReadAll,
                MandateRead, UrgentRead, LedgerAudit, PatientLog, AdviceRead, AdviceReadAll, ColdRead, GoodsRead,
                WarningsReadAll, CoordinationRead, .. Duty],
        [Role.Administrator] = [CatalogueRead, PeopleManage],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Of(Role role) => Table.GetValueOrDefault(role) ?? [];

    public static bool Allows(IEnumerable<Role> roles, string policy) => roles.Any(role => Of(role).Contains(policy));
}
