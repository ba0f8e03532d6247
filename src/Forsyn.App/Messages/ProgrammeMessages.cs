using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering.Content;

namespace Forsyn.App.Messages;

/// <summary>What those who recommend programmes and those who answer for their supply tell each other.</summary>
static class ProgrammeMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnRecommended(Tx tx, StoredFact fact)
    {
        var change = fact.As<ChangeRecommended>();
        return [new(MessageKind.ProgrammeRecommended, await Readers.Who(tx, Policy.ProgrammeSupply),
            new Dictionary<string, string> { ["name"] = change.Name, ["day"] = $"{change.WantedFrom:yyyy-MM-dd}" },
            $"/programmes/changes/{change.Change}")];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnAnswered(Tx tx, StoredFact fact)
    {
        var answered = fact.As<RecommendationAnswered>();
        return [new(MessageKind.ProgrammeAnswered, await Readers.Who(tx, Policy.ProgrammeRecommend),
            new Dictionary<string, string> { ["name"] = answered.Name }, $"/programmes/changes/{answered.Change}")];
    }
}
