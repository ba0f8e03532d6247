using System.Globalization;
using System.Security.Claims;
using Forsyn.App.Identity;
using Forsyn.Core.Parties;

namespace Forsyn.Web.Identity;

/// <summary>A caller as claims, and back.</summary>
static class Identities
{
    const string PersonaClaim = "persona", NameClaim = "name", RoleClaim = "role";
    const string PartyClaim = "party", PartyNameClaim = "party-name";

    public static ClaimsPrincipal PrincipalOf(Caller caller, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, NameClaim, RoleClaim);
        identity.AddClaim(new(PersonaClaim, caller.PersonaId));
        identity.AddClaim(new(NameClaim, caller.Name));
        identity.AddClaims(caller.Roles.Select(role => new Claim(RoleClaim, Kebab.Of(role))));
        if (caller.Party is { } party) identity.AddClaim(new(PartyClaim, party.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(PartyNameClaim, caller.PartyName));
        return new(identity);
    }

    public static string? PersonaOf(ClaimsPrincipal? user) => user?.FindFirstValue(PersonaClaim);

    public static IEnumerable<Role> RolesOf(ClaimsPrincipal user) => user.FindAll(RoleClaim)
        .Select(claim => Kebab.TryParse<Role>(claim.Value, out var role) ? role : (Role?)null).OfType<Role>();

    /// <summary>The caller, or null for somebody who has not signed in.</summary>
    public static Caller? CallerOf(ClaimsPrincipal? user) =>
        user is null || PersonaOf(user) is not { } persona ? null : new(
        persona, user.FindFirstValue(NameClaim) ?? "", [.. RolesOf(user)],
        long.TryParse(user.FindFirstValue(PartyClaim), CultureInfo.InvariantCulture, out var party) ? party : null,
        user.FindFirstValue(PartyNameClaim) ?? "");
}
