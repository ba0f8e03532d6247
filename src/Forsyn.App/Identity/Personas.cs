using Forsyn.Core.Parties;

namespace Forsyn.App.Identity;

/// <summary>The people of the demonstration country, read from wherever the host says they are.</summary>
public sealed class Personas(Func<Task<IReadOnlyList<Caller>>> read)
{
    public Task<IReadOnlyList<Caller>> All() => read();

    public async Task<Caller?> Find(string? personaId) =>
        (await read()).FirstOrDefault(caller => caller.PersonaId == personaId);

    /// <summary>A fixed list of made people without parties in a database, for a host that has none.</summary>
    public static Task<IReadOnlyList<Caller>> BuiltIn() => Task.FromResult(Made);

    static readonly IReadOnlyList<Caller> Made =
    [
        Person("lege", "Ingrid Solheim", Role.Physician, "Bjørkelunden legesenter"),
        Person("helsesykepleier", "Marte Haugen", Role.PublicHealthNurse, "Elvebakken helsestasjon"),
        Person("smittevernlege", "Tor Eriksen", Role.InfectionControlPhysician, "Kommuneoverlegen"),
        Person("sykehus", "Amina Hussein", Role.HospitalPhysician, "Infeksjonsmedisinsk avdeling"),
        Person("apotek", "Lars Nygård", Role.Pharmacist, "Torget apotek"),
        Person("grossist", "Hanne Dahl", Role.WholesalerClerk, "Apotek 1 Grossist"),
        Person("forsyning", "Kari Lunde", Role.SupplyPharmacist, "FHI"),
        Person("lager", "Jonas Berg", Role.WarehouseWorker, "FHI"),
        Person("dmp", "Silje Aas", Role.Regulator, "DMP"),
        Person("rhf", "Petter Vik", Role.HealthAuthority, "Helse Vest RHF"),
        Person("sav", "Anne Myhre", Role.StockpileAdministrator, "Sjukehusapoteka Vest"),
        Person("forum", "Ola Sandvik", Role.ProductionForum, "Operativt forum"),
        Person("hod", "Liv Strand", Role.Ministry, "HOD"),
        Person("revisor", "Nils Holm", Role.Auditor, "Riksrevisjonen"),
        Person("admin", "Eva Moen", Role.Administrator, "Forsyn"),
    ];

    static Caller Person(string id, string name, Role role, string party) => new(id, name, [role], null, party);
}
