using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.App.Messages;

/// <summary>Whom a message is for.</summary>
static class Readers
{
    /// <summary>
    /// The person who did it, where the person acts for the party; otherwise, as when the desk wrote down a fax,
    /// everybody who orders for the party.
    /// </summary>
    public static async Task<IReadOnlyList<string>> Of(Tx tx, long party, string? person)
    {
        var people = await tx.List<PersonRow>(
            "select persona, role from person where party_id = @party order by id", new { party });
        return people.Any(one => one.Persona == person) ? [person!] : May(people, Policy.ShopUse);
    }

    /// <summary>Everybody at some parties who may do something there, such as see their stock.</summary>
    public static async Task<IReadOnlyList<string>> At(Tx tx, IReadOnlyList<long> parties, string policy) =>
        May(await tx.List<PersonRow>("select persona, role from person where party_id in @parties order by id",
            new { parties = InList.Of(parties) }), policy);

    /// <summary>Everybody who may do something, such as review orders.</summary>
    public static async Task<IReadOnlyList<string>> Who(Tx tx, string policy)
    {
        var roles = Enum.GetValues<Role>().Where(role => Access.Allows([role], policy)).Select(Kebab.Of);
        return May(await tx.List<PersonRow>(
            "select persona, role from person where role in @roles order by id", new { roles = InList.Of(roles) }),
            policy);
    }

    static IReadOnlyList<string> May(IEnumerable<PersonRow> people, string policy) =>
        [.. people.Where(one => Access.Allows([Kebab.Read<Role>(one.Role)], policy)).Select(one => one.Persona)];

    sealed class PersonRow
    {
        public string Persona { get; init; } = "";
        public string Role { get; init; } = "";
    }
}
