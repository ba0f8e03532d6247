using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Forsyn.Web.Api;

/// <summary>The API described for programs and people: OpenAPI 3.1 at /api/v1/openapi.json.</summary>
static class Description
{
    public const string Path = "/api/v1/openapi.json";
    const string Version = "v1", Session = "session", Demo = "demo";
    const string Problem = "Problem", ProblemType = "application/problem+json";

    const string About = """
        Orders, stock and catalogue of Forsyn. A refusal is a problem (RFC 9457) with a stable `code`, and `findings`
        where rules have spoken; its words follow `Accept-Language` (nb, nn, en). Money is a text of kroner, "200.00".
        Lists have `limit` and `cursor`, and answer `next` while there is more. `x-policy` names what a caller must be
        allowed.
        """;

    public static void AddDescription(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DescriptionText>();
        builder.Services.AddOpenApi(Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/") == true;
            options.AddSchemaTransformer((schema, context, _) => Schemas.Write(schema, context.JsonTypeInfo));
            options.AddOperationTransformer(Complete);
            options.AddDocumentTransformer((document, context, stop) => Head(document, context, stop));
        });
    }

    public static void MapDescription(this IEndpointRouteBuilder app) => app.MapGet(Path,
            async (DescriptionText text, CancellationToken stop) =>
                Results.Text(await text.Read(stop), "application/json; charset=utf-8"))
        .AllowAnonymous().ExcludeFromDescription();

    static async Task Head(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken stop)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Forsyn", Version = Version, Description = About,
            License = new OpenApiLicense { Name = "EUPL-1.2", Identifier = "EUPL-1.2" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, stop);
        ((OpenApiSchema)problem.Properties!["findings"]).Items =
            new OpenApiSchemaReference(nameof(FindingBody), document);
        document.AddComponent(Problem, problem);
        document.Components!.Schemas!.Remove(nameof(ProblemDetails)); // every problem is described as ours
        document.AddComponent(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "forsyn-session",
            Description = "The session of somebody who has signed in at /sign-in",
        });
        document.AddComponent(Demo, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "Authorization",
            Description = "In demo mode only: `Demo` and a persona, such as `Demo lege`",
        });
        var paths = document.Paths.OrderBy(path => path.Key, StringComparer.Ordinal).ToList();
        document.Paths.Clear();
        foreach (var (path, item) in paths) document.Paths.Add(path.TrimEnd('/'), item);
    }

    static Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        var document = context.Document!;
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var policy = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy;
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-policy"] = new JsonNodeExtension(JsonValue.Create(policy ?? "anonymous"));
        var open = metadata.OfType<IAllowAnonymous>().Any();
        operation.Security = open ? null
            : [.. ((string[])[Session, Demo]).Select(name => new OpenApiSecurityRequirement
                { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
            parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name ?? "");
        var writes = context.Description.HttpMethod is not "GET";
        foreach (var (name, about) in Headers(writes, metadata.OfType<Versioned>().Any()))
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name, In = ParameterLocation.Header, Description = about,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        foreach (var file in operation.Responses!.Values.SelectMany(response => response.Content ?? Nothing))
            if (file.Key != "application/json")
                file.Value.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        foreach (var (status, about) in Refusals(open, metadata, operation.RequestBody is not null))
            operation.Responses!.TryAdd(status, new OpenApiResponse { Description = about });
        foreach (var (status, response) in operation.Responses!.Where(r => r.Key[0] is '4' or '5'))
            ((OpenApiResponse)response).Content = new Dictionary<string, OpenApiMediaType>
            {
                [ProblemType] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
            };
        return Task.CompletedTask;
    }

    static readonly Dictionary<string, OpenApiMediaType> Nothing = [];

    static IEnumerable<(string Name, string About)> Headers(bool writes, bool versioned)
    {
        if (writes) yield return ("Idempotency-Key",
            "At most 200 characters. The same request under the same key is done once and answered again");
        if (versioned) yield return ("If-Match",
            "The ETag of the order as it was read; refused with 412 when it has changed since");
        yield return ("Forsyn-Now",
            "In demo mode only: the moment the request is judged at, such as 2026-05-15T14:59:00+02:00");
    }

    static IEnumerable<(string Status, string About)> Refusals(bool open, IList<object> metadata, bool hasBody)
    {
        yield return ("400", hasBody
            ? "Cannot be read; findings name every field and what would do" : "A parameter or header cannot be read");
        if (open) yield break;
        yield return ("401", "Nobody is signed in");
        yield return ("403", "The caller may not do this");
        if (metadata.OfType<Versioned>().Any()) yield return ("412", "Changed since it was read");
    }

    static readonly Dictionary<string, string> Parameters = new()
    {
        ["query"] = "Words to look for", ["limit"] = "At most so many, up to 200",
        ["cursor"] = "next of the page before",
        ["number"] = "Number of the order or invoice", ["articleNumber"] = "Article number, six digits",
        ["group"] = "childhood, hpv, influenza, yellow-fever or pregnancy",
        ["orderable"] = "Only what the vaccine shop sells", ["state"] = "Only orders in this state; may be repeated",
        ["urgentFirst"] = "Urgent first, then the oldest, as at the desk; otherwise the newest first",
        ["asOf"] = "How it stood at the end of this day, 2026-01-31; now when left out",
        ["holder"] = "The party that holds the stock", ["onTheWay"] = "Only parcels not received yet",
        ["id"] = "Id, as a list gives it", ["atc"] = "Beginning of an ATC code", ["county"] = "County number",
        ["municipality"] = "Municipality number", ["holderType"] = "Kind of holder, such as pharmacy",
        ["lot"] = "Lot number", ["pool"] = "What the stock is for", ["status"] = "Status of the stock",
        ["expiring"] = "Only lots that expire within so many days", ["groupBy"] = "What a row stands for",
        ["sort"] = "Order of the rows",
    };
}

/// <summary>Marks a route that takes If-Match.</summary>
sealed record Versioned;

/// <summary>The text of the description: the same for everybody, so it is made once.</summary>
sealed class DescriptionText([FromKeyedServices("v1")] IOpenApiDocumentProvider documents)
{
    string? _text;

    public async Task<string> Read(CancellationToken stop)
    {
        if (_text is not null) return _text;
        var document = await documents.GetOpenApiDocumentAsync(stop);
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, stop);
        return _text = text.ReplaceLineEndings("\n") + "\n";
    }
}
