using Forsyn.App.Database;
using Forsyn.Core.Parties;

namespace Forsyn.App.Identity;

/// <summary>The people of the demonstration country, read from wherever the host says they are.</summary>
public sealed class Personas(Func<Task<IReadOnlyList<Caller>>> read)
{
    /// <summary>The people in a database, each with the name its party has on the day.</summary>
    public static Personas Of(Db db, Moment now) => new(async () =>
    [
        .. (await db.List<PersonRow>(
            """
            select person.persona, person.name, person.role, person.party_id, coalesce(party_name.name_nb,
                party.key) as party_name
            from person join party on party.id = person.party_id
            left join party_name on party_name.party_id = party.id and party_name.valid_from <= @Day
                and (party_name.valid_to is null or party_name.valid_to >= @Day)
            order by person.id
            """, new { now.Day })).Select(row => row.ToCaller()),
    ]);

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

    sealed class PersonRow
    {
        public string Persona { get; init; } = "";
        public string Name { get; init; } = "";
        public string Role { get; init; } = "";
        public long PartyId { get; init; }
        public string PartyName { get; init; } = "";

        public Caller ToCaller() => Kebab.TryParse<Role>(Role, out var role)
            ? new Caller(Persona, Name, [role], PartyId, PartyName)
            : throw new InvariantBroken($"the person {Persona} has the unknown role {Role}");
    }
}
