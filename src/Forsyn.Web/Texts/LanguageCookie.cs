using System.Text.Encodings.Web;
using System.Text.Unicode;
using Forsyn.App.Database;
using Forsyn.App.Messages;
using Forsyn.App.Texts;
using Forsyn.Web.Hosting;
using Forsyn.Web.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Forsyn.Web.Texts;

/// <summary>The language somebody chose, else the first of the browser's that we have, else bokmål.</summary>
static class LanguageCookie
{
    const string Name = "forsyn-language";

    public static Language Read(HttpContext? context) =>
        Languages.Parse(context?.Request.Cookies[Name]) ?? Asked(context?.Request) ?? Language.Nb;

    public static void AddWords(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<Words>();
        // Letters such as å and š are sent as they are, not as numbers.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    public static void MapLanguage(this WebApplication app) =>
        app.MapPost("/language", async (
            HttpContext context, [FromForm] string language, [FromForm] string? from, Db db, Current who) =>
        {
            if (Languages.Parse(language) is { } chosen)
            {
                // Letters are written in it too.
                if (who.Maybe is { } caller) await MessageSettings.Speak(db, chosen, caller);
                context.Response.Cookies.Append(Name, chosen.Code(), new CookieOptions
                {
                    HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365), IsEssential = true,
                });
            }
            return TypedResults.LocalRedirect(LocalPath.Of(from));
        }).AllowAnonymous();

    static Language? Asked(HttpRequest? request) => request?.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(tag => tag.Quality ?? 1)
        .Select(tag => Languages.Parse(tag.Value.Value))
        .FirstOrDefault(language => language is not null);
}
