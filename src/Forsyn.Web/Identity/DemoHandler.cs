using System.Text.Encodings.Web;
using Forsyn.App.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Forsyn.Web.Identity;

/// <summary>Signs a program in by the header <c>Authorization: Demo lege</c>; registered in demo mode only.</summary>
sealed class DemoHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Personas personas)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Demo";
    const string Prefix = "Demo ";

    public static bool IsMeant(HttpRequest request) =>
        request.Headers.Authorization is [{ } text] && text.StartsWith(Prefix);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsMeant(Request)) return AuthenticateResult.NoResult();
        var caller = await personas.Find(Request.Headers.Authorization[0]![Prefix.Length..].Trim());
        return caller is null
            ? AuthenticateResult.Fail("no such persona")
            : AuthenticateResult.Success(new(Identities.PrincipalOf(caller, SchemeName), SchemeName));
    }
}
