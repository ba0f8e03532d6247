namespace Forsyn.Core.Parties;

/// <summary>The stable short name of a party in data, addresses and logs, such as fhi, dmp or office-5601-2.</summary>
public readonly record struct PartyKey(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An organisation or unit that orders, holds, supplies or oversees medicines.</summary>
/// <param name="Name">Name in bokmål; earlier and other names are in <see cref="OrganisationName"/>.</param>
/// <param name="Municipality">Four digits of the municipality it lies in, empty where it lies in none.</param>
/// <param name="OrganisationNumber">Null where no source gives it; never invented.</param>
/// <param name="Parent">A hospital's trust, a trust's regional health authority, a pharmacy's wholesaler.</param>
/// <param name="Municipal">Run by the municipality: authorised for yellow fever by default (YEL-005, YEL-006).</param>
/// <param name="Address">Street or postcode and place, empty where no source gives it.</param>
/// <param name="Made">Made from a seed so that the country is whole; not a real organisation.</param>
public sealed record Party(
    PartyKey Key, string Name, PartyType Type, string Municipality, OrganisationNumber? OrganisationNumber = null,
    PartyKey? Parent = null, bool Municipal = false, bool Made = false, string Address = "");

/// <summary>What a party is. The first five, and only they, are customers (ACT-003).</summary>
public enum PartyType
{
    HealthStation,
    DoctorsOffice,
    Hospital,
    Pharmacy,
    Wholesaler,
    /// <summary>Sells to the country: manufacturer or holder of a marketing authorisation.</summary>
    Supplier,
    /// <summary>State authority: FHI, DMP, the ministry, the Directorate of Health.</summary>
    Authority,
    /// <summary>One of the four that own the hospital trusts and decide on the specialist stockpile
    /// (STS-003).</summary>
    RegionalHealthAuthority,
    /// <summary>A hospital trust (helseforetak) or a trust owned by the four together.</summary>
    Trust,
    /// <summary>Makes medicines in the country, for emergency production.</summary>
    Producer,
    /// <summary>A standing body of several parties, such as the operative forum.</summary>
    Forum,
    /// <summary>Owns customers, such as a chain of pharmacies, and orders nothing itself.</summary>
    Owner,
    /// <summary>Somebody outside the health service; nothing is ever delivered to one (ACT-002).</summary>
    PrivatePerson,
}

/// <summary>Groups of party types.</summary>
public static class PartyTypes
{
    /// <summary>Exactly the five customer types FHI delivers to (ACT-003).</summary>
    public static readonly IReadOnlyList<PartyType> Customers =
    [
        PartyType.HealthStation, PartyType.DoctorsOffice, PartyType.Hospital, PartyType.Pharmacy, PartyType.Wholesaler,
    ];

    public static bool IsCustomer(this PartyType type) => type <= PartyType.Wholesaler;
}
