using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.Web.Identity;

/// <summary>Who asks in this request.</summary>
public sealed class Current(IHttpContextAccessor accessor)
{
    /// <summary>The caller, or null on the few pages that are open to all.</summary>
    public Caller? Maybe => Identities.CallerOf(accessor.HttpContext?.User) is { } caller
        ? caller with { Once = OnceOf(caller) }
        : null;

    /// <summary>The caller of a page that demands a sign-in.</summary>
    public Caller Caller => Maybe ?? throw new InvariantBroken("a page that needs a caller was reached without one");

    // The key and the hash of the request were noted by the API before the route was reached.
    Once? OnceOf(Caller caller) =>
        accessor.HttpContext?.Items[typeof(Once)] is ValueTuple<string, string> (var key, var fingerprint)
            ? new Once(caller.PersonaId, key, fingerprint) : null;

    public bool May(string policy) => Maybe?.May(policy) == true;
}
