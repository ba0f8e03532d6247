using System.Security.Cryptography;
using System.Text;
using Forsyn.App.Database;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;

namespace Forsyn.Web.Api;

/// <summary>A finding as the API gives it: the rule's words in the reader's language beside its code.</summary>
public sealed record FindingBody(
    string Code, Severity Severity, int? Line, IReadOnlyList<string> Requirements, string Law, string Message,
    string? Mend, IReadOnlyDictionary<string, string> Args, string? Rule)
{
    public static IReadOnlyList<FindingBody> Of(IEnumerable<Finding> findings, Words words) =>
        [.. findings.Select(
            f => new FindingBody(f.Code, f.Severity, f.Line, f.Requirements, f.Law, words.Of(f), words.Mend(f),
                f.Args, f.Rule.Length > 0 ? f.Rule : null))];
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
    public static IResult Problem(Refusal refusal, Words words, int? status = null) => Results.Problem(
        title: refusal.Code, detail: words.Of(refusal), type: $"urn:forsyn:{refusal.Code}",
        statusCode: status ?? Status(refusal.Code),
        extensions: new Dictionary<string, object?>
        {
            ["code"] = refusal.Code, ["args"] = refusal.Args,
            ["findings"] = FindingBody.Of(refusal.Findings ?? [], words),
        });

    public static int Status(string code) => code switch
    {
        _ when code.EndsWith("-unknown") => StatusCodes.Status404NotFound,
        _ when code.EndsWith("-changed-meanwhile") => StatusCodes.Status412PreconditionFailed,
        _ when code.Contains("-not-in-state") || code == "stock-taken-by-another" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    /// <summary>
    /// The version in If-Match, null when the caller acts on whatever is there; a tag that is not ours fits no version.
    /// A proxy that compresses makes a tag weak, and it is the same version all the same.
    /// </summary>
    public static long? IfMatch(this HttpRequest request) => request.Headers.IfMatch.ToString() switch
    {
        "" or "*" => null,
        var tag => long.TryParse((tag.StartsWith("W/") ? tag[2..] : tag).Trim('"'), out var version) ? version : -1,
    };

    public static void Tag(this HttpResponse response, long version) => response.Headers.ETag = $"\"{version}\"";

    /// <summary>
    /// A write that names an Idempotency-Key is the same request only if path and body are the same. The body is kept,
    /// so that what is wrong with it can be told.
    /// </summary>
    public static void UseIdempotencyKeys(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.IsApi() && HttpMethods.IsPost(context.Request.Method))
        {
            context.Request.EnableBuffering();
            if (context.Request.Headers["Idempotency-Key"] is [{ } key])
            {
                if (key.Length is 0 or > LongestKey)
                    throw new UnreadableRequest(Refusal.Of("idempotency-key-wrong", "most", $"{LongestKey}"));
                context.Items[typeof(Once)] = (key, await Fingerprint(context.Request));
            }
        }
        await next(context);
    });

    const int LongestKey = 200;

    static async Task<string> Fingerprint(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Path + request.QueryString));
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
