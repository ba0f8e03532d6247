using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.Web.Identity;

/// <summary>Who asks in this request.</summary>
public sealed class Current(IHttpContextAccessor accessor)
{
    /// <summary>The caller, or null on the few pages that are open to all.</summary>
    public Caller? Maybe => Identities.CallerOf(accessor.HttpContext?.User) is { } caller
        ? caller with { Once = OnceOf(caller.PersonaId) }
        : null;

    /// <summary>The caller of a page that demands a sign-in.</summary>
    public Caller Caller => Maybe ?? throw new InvariantBroken("a page that needs a caller was reached without one");

    /// <summary>The Idempotency-Key of the request, also of somebody who has not signed in: then by address.</summary>
    public Once? Once => Maybe is { } caller ? caller.Once
        : OnceOf($"nobody at {accessor.HttpContext?.Connection.RemoteIpAddress}");

    // The key and the hash of the request were noted by the API before the route was reached.
    Once? OnceOf(string caller) =>
        accessor.HttpContext?.Items[typeof(Once)] is ValueTuple<string, string> (var key, var fingerprint)
            ? new Once(caller, key, fingerprint) : null;

    public bool May(string policy) => Maybe?.May(policy) == true;
}
