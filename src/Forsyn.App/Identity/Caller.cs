using Forsyn.App.Database;
using Forsyn.Core.Parties;

namespace Forsyn.App.Identity;

/// <summary>
/// Who asks: a person, what the person works as, and the party acted for (none for those who act for no holder).
/// </summary>
public sealed record Caller(string PersonaId, string Name, IReadOnlyList<Role> Roles, long? Party, string PartyName)
{
    /// <summary>Set when the request carries an Idempotency-Key.</summary>
    public Once? Once { get; init; }

    public bool May(string policy) => Access.Allows(Roles, policy);
}
