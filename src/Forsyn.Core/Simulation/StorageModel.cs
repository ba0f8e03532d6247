using System.Text.Json;
using System.Text.Json.Serialization;

namespace Forsyn.Core.Simulation;

/// <summary>Who operates storage in a model (MAN-013).</summary>
public enum ModelOperator { State, Private, Mixed }

/// <summary>One who stores in a model, with parts in millionths of the whole.</summary>
/// <param name="Stockpile">Its part of the stockpile.</param>
/// <param name="Sale">Its part of what is delivered to those who use it.</param>
public sealed record ModelHolder(string Holder, long Stockpile, long Sale);

/// <summary>A way to store and distribute, as compared with others.</summary>
public sealed record StorageModel(
    string Key, ModelOperator Operator, string Bokmaal, string Nynorsk, string English,
    IReadOnlyList<ModelHolder> Holders, string Source)
{
    const long Whole = 1_000_000;

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Reads a file of models; parts that do not sum to the whole throw InvariantBroken.</summary>
    public static IReadOnlyList<StorageModel> Parse(string json)
    {
        var models = JsonSerializer.Deserialize<List<StorageModel>>(json, Options) ?? [];
        foreach (var model in models)
            if (model.Holders.Sum(one => one.Stockpile) != Whole || model.Holders.Sum(one => one.Sale) != Whole)
                throw new InvariantBroken($"{model.Key}: the parts of its holders are not the whole");
        return models;
    }
}
