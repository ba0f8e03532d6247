using System.Text.Json;
using System.Text.RegularExpressions;
using Forsyn.Web.Hosting;
using Forsyn.Web.Texts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Forsyn.Web.Api;

/// <summary>A request to the API that cannot be read is answered with a problem that says what to mend where.</summary>
sealed partial class BadRequests(IOptions<JsonOptions> json) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken stop)
    {
        if (exception is not BadHttpRequestException bad || !context.IsApi()) return false;
        var refusal = exception is UnreadableRequest own ? own.Refusal : await Read(context, bad);
        var words = context.RequestServices.GetRequiredService<Words>();
        await Http.Problem(refusal, words, bad.StatusCode).ExecuteAsync(context);
        return true;
    }

    async Task<Refusal> Read(HttpContext context, BadHttpRequestException bad) => bad switch
    {
        { InnerException: JsonException } => new(
            "body-unreadable", new Dictionary<string, string>(), await Faults(context)),
        _ when Parameter().Match(bad.Message) is { Success: true } match => Refusal.Of(
            "parameter-unreadable", "parameter", match.Groups["name"].Value, "text", match.Groups["text"].Value),
        _ when bad.Message.Contains("no body was provided") => Refusal.Of("body-missing"),
        _ => Refusal.Of(Problems.Code(bad.StatusCode)),
    };

    async Task<IReadOnlyList<Finding>> Faults(HttpContext context)
    {
        // UseExceptionHandler clears the endpoint; the feature still knows which one it was.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        if (endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } type) return [];
        context.Request.Body.Position = 0; // buffered by UseIdempotencyKeys
        using var copy = new MemoryStream();
        await context.Request.Body.CopyToAsync(copy);
        copy.Position = 0;
        return JsonFaults.Of(copy, type, json.Value.SerializerOptions);
    }

    // The framework's own words: Failed to bind parameter "int limit" from "many".
    [GeneratedRegex("""parameter "\S+ (?<name>\w+)" from "(?<text>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Parameter();
}

/// <summary>A request that we ourselves cannot read, with what to mend.</summary>
sealed class UnreadableRequest(Refusal refusal) : BadHttpRequestException(refusal.Code)
{
    public Refusal Refusal => refusal;
}
