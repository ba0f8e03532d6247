using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>Problems no use case has spoken of (nobody signed in, no such address) get code and words too.</summary>
static class Problems
{
    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<BadRequests>();
        // Otherwise the framework answers 400 with nothing in it.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            if (!context.HttpContext.IsApi() || problem.Extensions.ContainsKey("code")) return;
            var code = Code(problem.Status ?? StatusCodes.Status500InternalServerError);
            (problem.Title, problem.Type) = (code, $"urn:forsyn:{code}");
            problem.Detail = context.HttpContext.RequestServices.GetRequiredService<Words>().Of(Refusal.Of(code));
            problem.Extensions["code"] = code;
        });
    }

    public static string Code(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "sign-in-needed",
        StatusCodes.Status403Forbidden => "access-denied",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status413PayloadTooLarge => "body-too-large",
        StatusCodes.Status415UnsupportedMediaType => "content-type-wrong",
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        < 500 => "request-unreadable",
        _ => "failed",
    };
}
