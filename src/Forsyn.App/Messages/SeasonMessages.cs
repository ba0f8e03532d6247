using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Influenza;

namespace Forsyn.App.Messages;

/// <summary>What became of a pre-order of influenza vaccine.</summary>
static class SeasonMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnAllotted(Tx tx, StoredFact fact)
    {
        var allotted = fact.As<PreOrderAllotted>();
        return [new(MessageKind.PreOrderAllotted, await Readers.At(tx, [allotted.Customer], Policy.InfluenzaOrder),
            new Dictionary<string, string>
            {
                ["season"] = allotted.Season, ["asked"] = $"{allotted.Asked}", ["allotted"] = $"{allotted.Allotted}",
            }, "/influenza/pre-order")];
    }
}
