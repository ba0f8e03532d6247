using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Forsyn.Web.Hosting;

/// <summary>Who asks, and what is allowed. A route that names no policy is denied to everybody.</summary>
static class SignIn
{
    const string Cookies = CookieAuthenticationDefaults.AuthenticationScheme;
    const string Chosen = "forsyn";

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
        {
            var time = services.GetRequiredService<TimeProvider>();
            return new Personas(services.GetRequiredService<Db>(), () => Moment.Of(time.GetUtcNow()));
        });
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Current>();
        var demo = builder.Configuration.IsDemo();
        var authentication = builder.Services.AddAuthentication(Chosen)
            .AddPolicyScheme(Chosen, null, options => options.ForwardDefaultSelector = context =>
                demo && DemoHandler.IsMeant(context.Request) ? DemoHandler.SchemeName : Cookies)
            .AddCookie(options => SetCookie(options, builder.CookieSecurity()));
        if (demo) authentication.AddScheme<AuthenticationSchemeOptions, DemoHandler>(DemoHandler.SchemeName, null);

        var rules = builder.Services.AddAuthorizationBuilder();
        rules.AddFallbackPolicy("denied", rule => rule.RequireAssertion(_ => false));
        foreach (var policy in Policy.All)
            rules.AddPolicy(policy, rule => rule.RequireAuthenticatedUser()
                .RequireAssertion(context => Access.Allows(Identities.RolesOf(context.User), policy)));
    }

    public static void MapSignIn(this WebApplication app) =>
        app.MapPost("/sign-out", async (HttpContext context, IFormCollection _) =>
        {
            await context.SignOutAsync(Cookies);
            return TypedResults.LocalRedirect("/sign-in");
        }).AllowAnonymous();

    static void SetCookie(CookieAuthenticationOptions options, CookieSecurePolicy security)
    {
        options.Cookie.Name = "forsyn-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // strict: signed out by a link in a letter
        options.Cookie.SecurePolicy = security;
        options.ExpireTimeSpan = TimeSpan.FromHours(10);
        options.LoginPath = "/sign-in";
        options.ReturnUrlParameter = "from";
        options.Events.OnRedirectToLogin = context =>
        {
            if (context.HttpContext.IsApi()) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = Renew;
    }

    /// <summary>Roles are read anew in each request: a right that is taken away is gone at once.</summary>
    static async Task Renew(CookieValidatePrincipalContext context)
    {
        var personas = context.HttpContext.RequestServices.GetRequiredService<Personas>();
        if (await personas.Find(Identities.PersonaOf(context.Principal)) is { } caller)
            context.ReplacePrincipal(Identities.PrincipalOf(caller, Cookies));
        else context.RejectPrincipal();
    }
}
