using System.Security.Cryptography;
using System.Text;
using Forsyn.App.Database;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>A finding as the API gives it: the rule's words in the reader's language beside its code.</summary>
public sealed record FindingBody(
    string Code, Severity Severity, int? Line, IReadOnlyList<string> Requirements, string Law, string Message,
    string? Mend,
    IReadOnlyDictionary<string, string> Args)
{
    public static IReadOnlyList<FindingBody> Of(IEnumerable<Finding> findings, Words words) =>
        [.. findings.Select(
            f => new FindingBody(f.Code, f.Severity, f.Line, f.Requirements, f.Law, words.Of(f), words.Mend(f),
                f.Args))];
}

/// <summary>
/// How a use case's result becomes an answer: the value, or a problem (RFC 9457) with code and findings.
/// </summary>
static class Http
{
    public static IResult Answer<T>(this Result<T> result, Words words, Func<T, IResult> ok) =>
        result.Match(ok, refusal => Problem(refusal, words));

    /// <summary>
    /// The one place where refusals become statuses: unknown 404, wrong state 409, changed meanwhile 412, all else 422.
    /// </summary>
    public static IResult Problem(Refusal refusal, Words words) => Results.Problem(
        title: refusal.Code, detail: words.Of(refusal), type: $"urn:forsyn:{refusal.Code}",
        statusCode: Status(refusal.Code),
        extensions: new Dictionary<string, object?>
        {
            ["code"] = refusal.Code, ["args"] = refusal.Args,
            ["findings"] = FindingBody.Of(refusal.Findings ?? [], words),
        });

    public static int Status(string code) => code switch
    {
        _ when code.EndsWith("-unknown") => StatusCodes.Status404NotFound,
        "order-changed-meanwhile" => StatusCodes.Status412PreconditionFailed,
        _ when code.Contains("-not-in-state") || code == "stock-taken-by-another" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>The version in If-Match, null when the caller acts on whatever is there.</summary>
    public static long? IfMatch(this HttpRequest request) =>
        long.TryParse(request.Headers.IfMatch.ToString().Trim('"'), out var version) ? version : null;

    public static void Tag(this HttpResponse response, long version) => response.Headers.ETag = $"\"{version}\"";

    /// <summary>A write that names an Idempotency-Key is the same request only if path and body are the same.</summary>
    public static void UseIdempotencyKeys(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.IsApi() && HttpMethods.IsPost(context.Request.Method) &&
            context.Request.Headers["Idempotency-Key"] is [{ Length: > 0 and <= 200 } key])
        {
            context.Request.EnableBuffering();
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes(context.Request.Path + context.Request.QueryString));
            var buffer = new byte[8192];
            for (int read; (read = await context.Request.Body.ReadAsync(buffer)) > 0;) hash.AppendData(buffer, 0, read);
            context.Request.Body.Position = 0;
            context.Items[typeof(Once)] = (key, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        await next(context);
    });
}
