using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;

namespace Forsyn.App.Messages;

/// <summary>Questions to the pharmacists, and their answers.</summary>
static class AdviceMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnAsked(Tx tx, StoredFact fact) =>
        [Of(MessageKind.AdviceAsked, await Readers.Who(tx, Policy.AdviceAnswer), fact.As<AdviceAsked>().Id)];

    public static async Task<IReadOnlyList<MessageDraft>> OnAnswered(Tx tx, StoredFact fact)
    {
        var answered = fact.As<AdviceAnswered>();
        return [Of(MessageKind.AdviceAnswered, await Readers.Of(tx, answered.Customer, answered.AskedBy), answered.Id)];
    }

    static MessageDraft Of(MessageKind kind, IReadOnlyList<string> people, long question) => new(kind, people,
        new Dictionary<string, string> { ["number"] = $"{question}" }, $"/advice/{question}");
}
