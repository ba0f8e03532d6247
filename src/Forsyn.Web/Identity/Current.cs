using Forsyn.App.Identity;

namespace Forsyn.Web.Identity;

/// <summary>Who asks in this request.</summary>
public sealed class Current(IHttpContextAccessor accessor)
{
    /// <summary>The caller, or null on the few pages that are open to all.</summary>
    public Caller? Maybe => Identities.CallerOf(accessor.HttpContext?.User);

    /// <summary>The caller of a page that demands a sign-in.</summary>
    public Caller Caller => Maybe ?? throw new InvariantBroken("a page that needs a caller was reached without one");

    public bool May(string policy) => Maybe?.May(policy) == true;
}
