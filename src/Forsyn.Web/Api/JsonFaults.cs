using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Forsyn.Web.Api;

/// <summary>
/// Finds every field of a JSON text that cannot be read as the type it is for; the serializer itself stops at the
/// first.
/// </summary>
static class JsonFaults
{
    public static IReadOnlyList<Finding> Of(Stream json, Type type, JsonSerializerOptions options)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var faults = new List<Finding>();
            Look(document.RootElement, type, "", options, faults);
            return faults;
        }
        catch (JsonException e)
        {
            return [Fault("json-broken", null, "row", $"{e.LineNumber + 1}", "column", $"{e.BytePositionInLine + 1}")];
        }
    }

    /// <summary>A list holds something in each place: null where an item should be is as wrong as a word.</summary>
    public static void RefuseEmptyPlaces(JsonTypeInfo info)
    {
        if (info is { Kind: JsonTypeInfoKind.Enumerable, ElementType.IsValueType: false })
            info.OnDeserialized = list =>
            {
                if (((IEnumerable)list).Cast<object?>().Contains(null)) throw new JsonException("a place is empty");
            };
    }

    static void Look(JsonElement value, Type type, string path, JsonSerializerOptions options, List<Finding> faults)
    {
        var inner = Nullable.GetUnderlyingType(type);
        var info = options.GetTypeInfo(inner ?? type);
        if (value.ValueKind == JsonValueKind.Null && (inner is not null || !type.IsValueType)) return;
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                    if (Property(info, member.Name) is { } property)
                        Look(member.Value, property.PropertyType,
                            path == "" ? property.Name : $"{path}.{property.Name}", options, faults);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                foreach (var (index, item) in value.EnumerateArray().Index())
                    if (item.ValueKind != JsonValueKind.Null)
                        Look(item, info.ElementType!, $"{path}[{index}]", options, faults);
                    else faults.Add(Wrong($"{path}[{index}]", options.GetTypeInfo(info.ElementType!)));
                break;
            default:
                if (!Reads(value, info, options)) faults.Add(Wrong(path, info));
                break;
        }
    }

    static JsonPropertyInfo? Property(JsonTypeInfo info, string name) =>
        info.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    static bool Reads(JsonElement value, JsonTypeInfo info, JsonSerializerOptions options)
    {
        try
        {
            value.Deserialize(info.Type, options);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    static Finding Wrong(string path, JsonTypeInfo info)
    {
        var code = info switch
        {
            { Kind: JsonTypeInfoKind.Object } => "field-not-an-object",
            { Kind: JsonTypeInfoKind.Enumerable } => "field-not-a-list",
            _ when info.Type == typeof(string) => "field-not-text",
            _ when info.Type == typeof(bool) => "field-not-true-or-false",
            _ when info.Type == typeof(int) || info.Type == typeof(long) || info.Type == typeof(Quantity) =>
                "field-not-a-whole-number",
            _ when info.Type == typeof(DateOnly) => "field-not-a-day",
            _ when info.Type == typeof(DateTimeOffset) || info.Type == typeof(Moment) => "field-not-a-time",
            _ => "field-unreadable",
        };
        return Fault(code, LineOf(path), "field", path == "" ? "$" : path);
    }

    /// <summary>Order lines count from 1 everywhere, so a fault in lines[0] is one of line 1.</summary>
    static int? LineOf(string path) =>
        path.StartsWith("lines[") && int.TryParse(path["lines[".Length..path.IndexOf(']')], out var index)
            ? index + 1 : null;

    static Finding Fault(string code, int? line, params string[] args) =>
        new(code, Severity.Block, line, [], "", Refusal.Of(code, args).Args);
}
