using System.Text.Json;
using System.Text.Json.Serialization;

namespace Forsyn.App.Database;

/// <summary>How values are written where a column or an answer holds JSON: camelCase, enums as kebab-case words.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };
}
