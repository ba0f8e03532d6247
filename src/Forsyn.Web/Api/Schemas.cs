using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace Forsyn.Web.Api;

/// <summary>What the values look like that are written in a form of their own, see Json.Options.</summary>
static class Schemas
{
    public static Task Write(OpenApiSchema schema, JsonTypeInfo info)
    {
        // Numbers are also read from texts, but a program should send and expect numbers.
        if (schema.Type is { } type && type.HasFlag(JsonSchemaType.Integer) && type.HasFlag(JsonSchemaType.String))
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        // What is null is left out of an answer, so it is not required there.
        foreach (var property in info.Properties.Where(property => property.IsGetNullable))
            schema.Required?.Remove(property.Name);
        switch (Nullable.GetUnderlyingType(info.Type) ?? info.Type)
        {
            case var t when t == typeof(Money):
                Set(schema, JsonSchemaType.String, null, "Kroner with two decimals", "200.00");
                schema.Pattern = @"^-?\d+\.\d{2}$";
                break;
            case var t when t == typeof(Quantity):
                Set(schema, JsonSchemaType.Integer, "int64", "Smallest dispensable units; doses for vaccines", 10);
                break;
            case var t when t == typeof(Moment):
                Set(schema, JsonSchemaType.String, "date-time", "An instant, in UTC", "2026-05-15T12:59:00.000000Z");
                break;
        }
        return Task.CompletedTask;
    }

    static void Set(OpenApiSchema schema, JsonSchemaType type, string? format, string about, JsonNode example)
    {
        schema.Type = type;
        schema.Format = format;
        schema.Description = about;
        schema.Examples = [example];
    }
}

/// <summary>A problem (RFC 9457) as the API writes it; only the description of the API uses this form.</summary>
/// <param name="Code">Stable kebab-case code; the title is the same.</param>
/// <param name="Args">Facts the words name.</param>
public sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, IReadOnlyDictionary<string, string>? Args,
    IReadOnlyList<FindingBody>? Findings);
