using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Forsyn.Web.Hosting;

/// <summary>The answer where a page is missing, forbidden or broken: a page, or a problem for programs.</summary>
static class ErrorPages
{
    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    public static void UseErrorPages(this WebApplication app)
    {
        app.UseWhen(context => context.IsApi(), branch =>
        {
            branch.UseExceptionHandler();
            branch.UseStatusCodePages();
        });
        app.UseWhen(context => !context.IsApi(), branch =>
        {
            branch.UseExceptionHandler("/error/500", createScopeForErrors: true);
            branch.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: true);
        });
        app.Use(AskForTheErrorPage);
    }

    /// <summary>A form that did not come from our own page is a bad request, before anything reads it.</summary>
    public static void UseFormCheck(this WebApplication app)
    {
        app.UseAntiforgery();
        app.Use((context, next) =>
        {
            if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
    }

    /// <summary>
    /// What names no policy is denied; this makes an address nobody owns missing instead, and lets the router say
    /// itself that the method or the type of content is wrong. A catch-all route would take those requests first.
    /// </summary>
    public static void UseNothingHere(this WebApplication app) => app.Use((context, next) =>
    {
        switch (context.GetEndpoint())
        {
            case RouteEndpoint: return next(context);
            case { RequestDelegate: { } answer }: return answer(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    });

    /// <summary>The error page is asked for in place of what failed: what was posted is not posted to it.</summary>
    static Task AskForTheErrorPage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || context.Features.Get<IExceptionHandlerFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        }
        return next(context);
    }
}
