namespace Forsyn.Core.Parties;

/// <summary>What a person acts as; one at a time, and every right is decided from it.</summary>
public enum Role
{
    /// <summary>Physician outside hospital; requisitions everything by default (REQ-001).</summary>
    Physician,
    /// <summary>Requisitions the childhood and HPV programmes only (REQ-002, REQ-003).</summary>
    PublicHealthNurse,
    /// <summary>Nurse without the public health nurse's training; requisitions nothing by the sources, influenza and
    /// corona vaccine by the rules of today.</summary>
    Nurse,
    /// <summary>Requisitions nothing by the sources, the programme vaccines for pregnant women by the rules of
    /// today.</summary>
    Midwife,
    /// <summary>Physician responsible for infection control in a municipality; owns its influenza pre-order
    /// (REQ-005).</summary>
    InfectionControlPhysician,
    /// <summary>Physician at a hospital; pre-orders for in-patients and for health personnel (REQ-006).</summary>
    HospitalPhysician,
    /// <summary>Pharmacist at a pharmacy, who buys, dispenses and reports stock.</summary>
    Pharmacist,
    /// <summary>Orders, reports stock and answers for the stockpile duty at a wholesaler.</summary>
    WholesalerClerk,
    /// <summary>Vaccine supply pharmacist at FHI, who decides on held orders, recalls and excursions.</summary>
    SupplyPharmacist,
    /// <summary>Receives, picks, packs, dispatches and counts at FHI's warehouse.</summary>
    WarehouseWorker,
    /// <summary>DMP: sees all stock, shortages and production; supervises and rations (ACT-008).</summary>
    Regulator,
    /// <summary>Regional health authority: decides on the use of the specialist stockpile (STS-003).</summary>
    HealthAuthority,
    /// <summary>Administers both stockpile schemes (ACT-017).</summary>
    StockpileAdministrator,
    /// <summary>Operative forum for emergency production.</summary>
    ProductionForum,
    /// <summary>The ministry: decides the primary-care list (ACT-015).</summary>
    Ministry,
    /// <summary>Reads everything but patients and changes nothing.</summary>
    Auditor,
    /// <summary>Manages people and access; sees neither patients nor the content of orders.</summary>
    Administrator,
    /// <summary>Pharmacist at the on-call pharmacy: hands out FHI's emergency products outside the desk's hours
    /// (URG-003).</summary>
    OnCallPharmacist,
}

/// <summary>Groups of roles.</summary>
public static class Roles
{
    /// <summary>Roles held by a physician; the main rule for requisitioning (REQ-001).</summary>
    public static bool IsPhysician(this Role role) =>
        role is Role.Physician or Role.InfectionControlPhysician or Role.HospitalPhysician;
}
