namespace Forsyn.Core.Parties;

/// <summary>What a party was called in a period, so that an old document shows the name of its day (ACT-006).</summary>
/// <param name="From">First day; null where the beginning is not recorded.</param>
/// <param name="To">Last day; null while the name is in use.</param>
public sealed record OrganisationName(
    PartyKey Party, DateOnly? From, DateOnly? To, string Bokmaal, string Nynorsk, string English)
{
    public bool ValidOn(DateOnly day) => (From is not { } from || from <= day) && (To is not { } to || day <= to);

    /// <summary>The party's name on a day, null when none is recorded.</summary>
    public static OrganisationName? On(IEnumerable<OrganisationName> names, PartyKey party, DateOnly day) =>
        names.FirstOrDefault(name => name.Party == party && name.ValidOn(day));
}
