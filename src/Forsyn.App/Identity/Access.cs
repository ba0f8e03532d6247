using System.Collections.Frozen;
using Forsyn.Core.Parties;
using static Forsyn.App.Identity.Policy;

namespace Forsyn.App.Identity;

/// <summary>The one table of who may what. What is not here is denied.</summary>
public static class Access
{
    static readonly string[] Customer =
        [CatalogueRead, ShopUse, OrderPlace, OrdersRead, StockRead, StockOwn, InvoiceRead, InvoiceReadOwn,
            AttachmentUse, ExemptionUse, AdviceAsk, AdviceRead, ContinuityRead, ColdRead, ColdImport, ColdSign];

    /// <summary>Those who oversee the stockpile duty read all of it.</summary>
    static readonly string[] Duty = [PreparednessRead, PreparednessReadAll];

    /// <summary>Those who answer for the supply read how it goes on through an outage.</summary>
    static readonly string[] Plans = [ContinuityRead, ContinuityPlans];

    /// <summary>Those who answer for access to medicines read every shortage notification, and the risks.</summary>
    static readonly string[] Shortage = [NoticeRead, NoticeReadAll, RiskRead];

    static readonly FrozenDictionary<Role, string[]> Table = new Dictionary<Role, string[]>
    {
        [Role.Physician] = Customer,
        [Role.PublicHealthNurse] = Customer,
        [Role.Nurse] = Customer,
        [Role.Midwife] = Customer,
        [Role.InfectionControlPhysician] = [.. Customer, InfluenzaOrder, YellowFeverGrant],
        [Role.HospitalPhysician] = [.. Customer, InfluenzaOrder],
        [Role.Pharmacist] = [.. Customer, ExemptionReview, ColdDecide],
        [Role.WholesalerClerk] =
            [.. Customer, PreparednessRead, PreparednessRotate, SalesSend, SupervisionRead, SupervisionAnswer,
                ReleaseRequest, ReleaseCarryOut, CompensationSend, NoticeRead, NoticeReport],
        [Role.SupplyPharmacist] =
        [
            CatalogueRead, CatalogueImport, OrderPlace, OrdersRead, OrderRegister, OrderReview, OrdersReadAll,
            LotControl, UrgentRead, UrgentRegister, DutyPlan, InfluenzaManage, MailRead,
            MandateRead, AuthorisationReport, ProgrammeRecommend,
            StockRead, StockOwn, InvoiceRead, InvoiceReadAll, PatientRead,
            AttachmentUse, YellowFeverGrant, ExemptionUse, ExemptionRead, ExemptionReview,
            AdviceRead, AdviceReadAll, AdviceAnswer, ColdRead, ColdImport, ColdDecide, ColdSign,
            GoodsRead, GoodsPlan, GoodsRelease, .. Plans, ContinuityManage,
        ],
        [Role.OnCallPharmacist] = [CatalogueRead, OrderPlace, OrdersRead, UrgentRead, UrgentRegister, UrgentHandOut,
            ContinuityRead],
        [Role.WarehouseWorker] =
            [CatalogueRead, WarehouseWork, OrdersRead, OrdersReadAll, StockRead, StockOwn, ColdRead, ColdImport,
                ColdSign, GoodsRead, GoodsPlan, AttachmentUse, ContinuityRead],
        [Role.Regulator] =
        [
            CatalogueRead, StockRead, StockNational, StockReview, OrdersRead, OrdersReadAll, UrgentRead, LedgerAudit,
            MandateRead, MandateManage, ProgrammeSupply, ColdRead, GoodsRead, WarningsReadAll, CoordinationRead,
            CoordinationWrite, AttachmentUse, ExemptionUse, ExemptionRead, ExemptionReview, ExemptionDecide,
            .. Duty, PreparednessPropose, PreparednessManage, SalesSend, .. Plans, ContinuityManage,
            SupervisionRead, SupervisionReadAll, SupervisionManage, FollowUpLead, PermitDecide,
            SteeringRead, SteeringWrite, CompensationDecide,
            ReleaseRequest, ReleaseDecide, RestrictionDecide, .. Shortage, NoticeReport, NoticeAssess, RiskWrite,
        ],
        [Role.HealthAuthority] =
            [CatalogueRead, StockRead, StockNational, .. Duty, PreparednessDecide, ReleaseRequest, ReleaseDecide,
                FollowUpLead, CompensationDecide, AttachmentUse, .. Shortage, .. Plans],
        [Role.StockpileAdministrator] =
            [CatalogueRead, StockRead, StockNational, StockReview, .. Duty, PreparednessPropose, PreparednessManage,
                SalesSend, ReleaseRequest, ReleaseCarryOut, .. Plans],
        [Role.ProductionForum] = [CatalogueRead, StockRead, StockNational],
        [Role.Ministry] =
            [CatalogueRead, MandateRead, MandateManage, StockRead, StockNational, CoordinationRead, .. Duty,
                PreparednessDecide, SteeringRead, .. Shortage, .. Plans],
        [Role.Auditor] =
            [CatalogueRead, StockRead, StockNational, OrdersRead, OrdersReadAll, InvoiceRead, InvoiceReadAll,
                MandateRead, UrgentRead, LedgerAudit, PatientLog, AdviceRead, AdviceReadAll, ColdRead, GoodsRead,
                WarningsReadAll, CoordinationRead, .. Duty, .. Plans, SupervisionRead, SupervisionReadAll,
                SteeringRead, .. Shortage],
        [Role.Administrator] = [CatalogueRead, PeopleManage],
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> Of(Role role) => Table.GetValueOrDefault(role) ?? [];

    /// <summary>Roles that hold both of two policies that are to be held apart; a sound table has none.</summary>
    public static IEnumerable<Role> Joined(Func<Role, IReadOnlyList<string>> of) => Enum.GetValues<Role>()
        .Where(role => Apart.Any(pair => of(role).Contains(pair.One) && of(role).Contains(pair.Other)));

    public static bool Allows(IEnumerable<Role> roles, string policy) => roles.Any(role => Of(role).Contains(policy));
}
