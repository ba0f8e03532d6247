namespace Forsyn.App.Identity;

/// <summary>The names of what can be allowed; every page and route names one of them.</summary>
public static class Policy
{
    /// <summary>Order for the own party and follow its orders.</summary>
    public const string ShopUse = "shop.use";
    /// <summary>Check, place and cancel orders, for the own party or, at the desk, for others.</summary>
    public const string OrderPlace = "order.place";
    /// <summary>Read orders: the own party's, or everyone's for those who may.</summary>
    public const string OrdersRead = "orders.read";
    /// <summary>Register at the desk what came by fax, post or phone, for others.</summary>
    public const string OrderRegister = "order.register";
    /// <summary>Release, refuse or ask about held orders.</summary>
    public const string OrderReview = "order.review";
    public const string OrdersReadAll = "orders.read-all";
    /// <summary>See the queue of emergencies with its clock, who is on duty, and how long releases took.</summary>
    public const string UrgentRead = "urgent.read";
    /// <summary>Write down an emergency call, and what the physician on duty said of it.</summary>
    public const string UrgentRegister = "urgent.register";
    /// <summary>Hand emergency products out at the on-call pharmacy, outside the desk's hours.</summary>
    public const string UrgentHandOut = "urgent.hand-out";
    /// <summary>Plan the physicians' duty, and the days the desk is open or closed.</summary>
    public const string DutyPlan = "duty.plan";
    /// <summary>See deliveries from suppliers: the own party's, or everyone's for those who may.</summary>
    public const string GoodsRead = "goods.read";
    /// <summary>Write down, delay and cancel deliveries from suppliers.</summary>
    public const string GoodsPlan = "goods.plan";
    /// <summary>Release batches that came from suppliers, send them back or have them destroyed.</summary>
    public const string GoodsRelease = "goods.release";
    /// <summary>Receive, pick, pack, dispatch and count.</summary>
    public const string WarehouseWork = "warehouse.work";
    /// <summary>Read stock: the own party's, or everyone's for those who may.</summary>
    public const string StockRead = "stock.read";
    /// <summary>See and report the own party's stock.</summary>
    public const string StockOwn = "stock.own";
    public const string StockNational = "stock.national";
    /// <summary>Accept or refuse odd figures of stock reports, and remind those who are late.</summary>
    public const string StockReview = "stock.review";
    /// <summary>Read everybody's early warnings, and what was said of them.</summary>
    public const string WarningsReadAll = "warnings.read-all";
    /// <summary>Read the log of coordination tasks.</summary>
    public const string CoordinationRead = "coordination.read";
    /// <summary>Write in the log of coordination tasks, which are DMP's (ACT-008).</summary>
    public const string CoordinationWrite = "coordination.write";
    /// <summary>Quarantine, release and recall lots.</summary>
    public const string LotControl = "lot.control";
    /// <summary>See equipment, temperatures and excursions: the own party's, or everyone's for those who may.</summary>
    public const string ColdRead = "cold.read";
    /// <summary>Register the own party's fridges, rooms, freezers and boxes, and read their loggers in.</summary>
    public const string ColdImport = "cold.import";
    /// <summary>Decide as a pharmacist about lots that were out of their range.</summary>
    public const string ColdDecide = "cold.decide";
    /// <summary>Sign, as the second person, what was decided about such lots.</summary>
    public const string ColdSign = "cold.sign";
    public const string LedgerAudit = "ledger.audit";
    public const string CatalogueRead = "catalogue.read";
    public const string CatalogueImport = "catalogue.import";
    /// <summary>Read invoices: the own party's, or everyone's for those who may.</summary>
    public const string InvoiceRead = "invoice.read";
    public const string InvoiceReadOwn = "invoice.read-own";
    public const string InvoiceReadAll = "invoice.read-all";
    /// <summary>Pre-order and re-order influenza vaccine for the own municipality or hospital.</summary>
    public const string InfluenzaOrder = "influenza.order";
    /// <summary>Open seasons, allot doses, plan waves and register pre-orders that came on paper.</summary>
    public const string InfluenzaManage = "influenza.manage";
    /// <summary>Read who operates the vaccine supply, framework agreements and ordering authorisations.</summary>
    public const string MandateRead = "mandate.read";
    /// <summary>Name operators and register framework agreements.</summary>
    public const string MandateManage = "mandate.manage";
    /// <summary>Report on ordering authorisations: granted, used, and who reports.</summary>
    public const string AuthorisationReport = "authorisation.report";
    /// <summary>Recommend, by the own party's mandate, what a vaccination programme offers (ACT-013).</summary>
    public const string ProgrammeRecommend = "programme.recommend";
    /// <summary>Answer, by the own party's mandate, for supply and procurement of what is recommended.</summary>
    public const string ProgrammeSupply = "programme.supply";
    public const string PeopleManage = "people.manage";
    /// <summary>Ask the supply pharmacists for advice.</summary>
    public const string AdviceAsk = "advice.ask";
    /// <summary>Read questions and answers: the own party's, or everyone's for those who may.</summary>
    public const string AdviceRead = "advice.read";
    public const string AdviceReadAll = "advice.read-all";
    /// <summary>Answer what is asked.</summary>
    public const string AdviceAnswer = "advice.answer";
    /// <summary>Open the patient of a prescription, with a reason that is written down.</summary>
    public const string PatientRead = "patient.read";
    /// <summary>See who opened which patient and why, and never the patient.</summary>
    public const string PatientLog = "patient.log";
    /// <summary>Attach files and read those one may read; each file says for itself who that is.</summary>
    public const string AttachmentUse = "attachment.use";
    /// <summary>Grant and withdraw the right to vaccinate against yellow fever.</summary>
    public const string YellowFeverGrant = "yellow-fever.grant";
    /// <summary>Follow applications for licence exemption: the own workplace's, and those one decides on.</summary>
    public const string ExemptionUse = "exemption.use";
    /// <summary>Read all applications for licence exemption, with the patients they name.</summary>
    public const string ExemptionRead = "exemption.read";
    /// <summary>Decide on applications for licence exemption that were sent to the own party.</summary>
    public const string ExemptionReview = "exemption.review";
    /// <summary>Decide for the medicines agency, on products off the positive list.</summary>
    public const string ExemptionDecide = "exemption.decide";

    /// <summary>Read the queue of e-mails, and send one again.</summary>
    public const string MailRead = "mail.read";

    /// <summary>Read schemes, lists and targets of the stockpile duty: the own party's targets, or everyone's for those
    /// who may.</summary>
    public const string PreparednessRead = "preparedness.read";
    public const string PreparednessReadAll = "preparedness.read-all";
    /// <summary>Write down what the specialist group recommends for a list.</summary>
    public const string PreparednessPropose = "preparedness.propose";
    /// <summary>Decide on a list; which list is for which role is said by the scheme.</summary>
    public const string PreparednessDecide = "preparedness.decide";
    /// <summary>Work out targets and take in sales for any wholesaler, in both schemes.</summary>
    public const string PreparednessManage = "preparedness.manage";
    /// <summary>Say how the own party buys, and exchange units of its stockpile for units that keep longer.</summary>
    public const string PreparednessRotate = "preparedness.rotate";
    /// <summary>Read cases of supervision of the stockpile duty: the own party's, or everyone's for those who may.
    /// </summary>
    public const string SupervisionRead = "supervision.read";
    public const string SupervisionReadAll = "supervision.read-all";
    /// <summary>Plan, carry out and follow up supervision of the stockpile duty.</summary>
    public const string SupervisionManage = "supervision.manage";
    /// <summary>Answer what was found at the own party.</summary>
    public const string SupervisionAnswer = "supervision.answer";
    /// <summary>Restrict sale and dispensing, and repeal it (STS-006).</summary>
    public const string RestrictionDecide = "restriction.decide";
    /// <summary>Read shortage notifications: the own party's, or everyone's for those who may (GOA-016).</summary>
    public const string NoticeRead = "notice.read";
    public const string NoticeReadAll = "notice.read-all";
    /// <summary>Enter, change, close and delete shortage notifications: the own party's, or any for those who read all.
    /// </summary>
    public const string NoticeReport = "notice.report";
    /// <summary>Assess what a shortage does to patients, and what helps meanwhile.</summary>
    public const string NoticeAssess = "notice.assess";
    /// <summary>Read the register of risks to the supply (GOA-017).</summary>
    public const string RiskRead = "risk.read";
    /// <summary>Put risks in the register, assess them, act on them and close them.</summary>
    public const string RiskWrite = "risk.write";
    /// <summary>Ask for the use of a stockpile.</summary>
    public const string ReleaseRequest = "release.request";
    /// <summary>Decide on the use of a stockpile; whose it is to decide is said by the scheme.</summary>
    public const string ReleaseDecide = "release.decide";
    /// <summary>Book what was decided, at the own party or at those whose scheme one administers.</summary>
    public const string ReleaseCarryOut = "release.carry-out";
    /// <summary>Take steps against a holder in breach of the duty; of which scheme is said by what it rests on.
    /// </summary>
    public const string FollowUpLead = "follow-up.lead";
    /// <summary>Read what the agency reports under the goals of the allocation letter.</summary>
    public const string SteeringRead = "steering.read";
    /// <summary>Write it, and enter what was used.</summary>
    public const string SteeringWrite = "steering.write";
    /// <summary>Give leave to hold less than a target, and take it back.</summary>
    public const string PermitDecide = "permit.decide";
    /// <summary>Make and send the own party's statement of compensation for its stockpile.</summary>
    public const string CompensationSend = "compensation.send";
    /// <summary>Approve or return a statement; of which scheme is said by what its duty rests on.</summary>
    public const string CompensationDecide = "compensation.decide";
    /// <summary>Send monthly sales: the own party's, or any for those who manage.</summary>
    public const string SalesSend = "sales.send";

    /// <summary>See how the system runs through an outage, and fetch the own party's pack.</summary>
    public const string ContinuityRead = "continuity.read";
    /// <summary>Read the continuity plans with their documents.</summary>
    public const string ContinuityPlans = "continuity.plans";
    /// <summary>Keep the continuity plans and write down their tests.</summary>
    public const string ContinuityManage = "continuity.manage";

    public static readonly IReadOnlyList<string> All =
    [
        ShopUse, OrderPlace, OrdersRead, OrderRegister, OrderReview, OrdersReadAll, UrgentRead, UrgentRegister,
        UrgentHandOut, DutyPlan, WarehouseWork, StockRead, StockOwn,
        StockNational, StockReview, WarningsReadAll, CoordinationRead, CoordinationWrite,
        LotControl, ColdRead, ColdImport, ColdDecide, ColdSign,
        LedgerAudit, CatalogueRead, CatalogueImport, InvoiceRead,
        InvoiceReadOwn,
        InvoiceReadAll, InfluenzaOrder, InfluenzaManage, MandateRead, MandateManage, AuthorisationReport,
        ProgrammeRecommend, ProgrammeSupply, PeopleManage, PatientRead, PatientLog,
        AdviceAsk, AdviceRead, AdviceReadAll, AdviceAnswer,
        AttachmentUse, YellowFeverGrant, ExemptionUse, ExemptionRead, ExemptionReview, ExemptionDecide,
        MailRead,
        PreparednessRead, PreparednessReadAll, PreparednessPropose, PreparednessDecide, PreparednessManage, SalesSend,
        PreparednessRotate,
        SupervisionRead, SupervisionReadAll, SupervisionManage, SupervisionAnswer, FollowUpLead, PermitDecide,
        SteeringRead, SteeringWrite, CompensationSend, CompensationDecide,
        ReleaseRequest, ReleaseDecide, ReleaseCarryOut, RestrictionDecide,
        NoticeRead, NoticeReadAll, NoticeReport, NoticeAssess, RiskRead, RiskWrite,
        GoodsRead, GoodsPlan, GoodsRelease,
        ContinuityRead, ContinuityPlans, ContinuityManage,
    ];

    /// <summary>What no role and no person may hold both of: the one judges what the other has done.</summary>
    public static readonly IReadOnlyList<(string One, string Other)> Apart = [(ProgrammeRecommend, ProgrammeSupply)];
}
