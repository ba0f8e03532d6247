using Forsyn.App.Database;
using Forsyn.Core.Parties;

namespace Forsyn.App.Identity;

/// <summary>The people who may sign in, each with the name its party has on the day.</summary>
public sealed class Personas(Db db, Func<Moment> now)
{
    const string People = """
        select person.persona, person.name, person.role, person.party_id, coalesce(party_name.name_nb,
            party.key) as party_name
        from person join party on party.id = person.party_id
        left join party_name on party_name.party_id = party.id and party_name.valid_from <= @Day
            and (party_name.valid_to is null or party_name.valid_to >= @Day)
        """;

    public static Personas Of(Db db, Moment now) => new(db, () => now);

    public async Task<IReadOnlyList<Caller>> All() =>
        [.. (await db.List<PersonRow>($"{People} order by person.id", new { now().Day }))
            .Select(row => row.ToCaller())];

    public async Task<Caller?> Find(string? personaId) => personaId is null ? null :
        (await db.One<PersonRow>($"{People} where person.persona = @personaId",
            new { personaId, now().Day }))?.ToCaller();

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
