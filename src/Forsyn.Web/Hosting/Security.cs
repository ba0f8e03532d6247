using Microsoft.AspNetCore.DataProtection;

namespace Forsyn.Web.Hosting;

/// <summary>What holds for every answer: headers, cookies and the rule that only this host may be spoken to.</summary>
static class Security
{
    const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";

    const long LargestBody = 2 * 1024 * 1024;

    /// <summary>Demo mode: made people sign in by a press, any hour can be tried. Never where people work.</summary>
    public static bool IsDemo(this IConfiguration configuration) => configuration.GetValue<bool>("Forsyn:Demo");

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // The longest order is below half of it; a route that takes files names its own RequestSizeLimit.
            options.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
        builder.Services.AddAntiforgery(options =>
        {
            options.SuppressXFrameOptionsHeader = true; // it would say "same origin"; the headers below say "none"
            options.Cookie.Name = "forsyn-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = builder.CookieSecurity();
        });
        var keys = builder.Configuration["Forsyn:Keys"];
        var protection = builder.Services.AddDataProtection().SetApplicationName("Forsyn");
        if (!string.IsNullOrEmpty(keys)) protection.PersistKeysToFileSystem(new DirectoryInfo(keys));
    }

    /// <summary>Cookies travel by TLS only, except in a demo, which may run on plain loopback.</summary>
    public static CookieSecurePolicy CookieSecurity(this WebApplicationBuilder builder) =>
        builder.Configuration.IsDemo() ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;

    public static void UseSecurity(this WebApplication app)
    {
        if (!app.Configuration.IsDemo()) app.UseHsts();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                // A file somebody has sent names a stricter one.
                if (headers.ContentSecurityPolicy.Count == 0) headers.ContentSecurityPolicy = ContentPolicy;
                headers.XContentTypeOptions = "nosniff";
                headers.XFrameOptions = "DENY";
                headers["Referrer-Policy"] = "same-origin";
                headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                // A page is one person's; the font has no fingerprint in its name and may be kept all the same.
                if (context.Request.Path.Value?.EndsWith(".woff2") == true)
                    headers.CacheControl = "public, max-age=31536000, immutable";
                else if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }
}
