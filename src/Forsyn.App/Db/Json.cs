using System.Text.Json;
using System.Text.Json.Serialization;

namespace Forsyn.App.Database;

/// <summary>
/// How values are written in answers and in columns that hold JSON: camelCase, enums as kebab-case words, money as a
/// string of kroner ("200.00"), quantities as numbers, moments as UTC text.
/// </summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options =
        Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new QuantityConverter());
        options.Converters.Add(new MomentConverter());
        return options;
    }

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new InvariantBroken($"a stored {typeof(T).Name} is null");

    sealed class MoneyConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Money.TryParse(reader.GetString(), out var money) ? money
                : throw new JsonException("an amount is written as \"200.00\"");
        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    sealed class QuantityConverter : JsonConverter<Quantity>
    {
        public override Quantity Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            new(reader.GetInt64());
        public override void Write(Utf8JsonWriter writer, Quantity value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Units);
    }

    sealed class MomentConverter : JsonConverter<Moment>
    {
        public override Moment Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            Moment.Of(reader.GetDateTimeOffset());
        public override void Write(Utf8JsonWriter writer, Moment value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
