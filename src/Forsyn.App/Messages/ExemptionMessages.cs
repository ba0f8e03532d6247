using Forsyn.App.Database;
using Forsyn.App.Facts;

namespace Forsyn.App.Messages;

/// <summary>Decisions on applications for licence exemption.</summary>
static class ExemptionMessages
{
    public static Task<IReadOnlyList<MessageDraft>> OnApproved(Tx tx, StoredFact fact) =>
        Of(tx, fact, MessageKind.ExemptionApproved);

    public static Task<IReadOnlyList<MessageDraft>> OnRefused(Tx tx, StoredFact fact) =>
        Of(tx, fact, MessageKind.ExemptionRefused);

    static async Task<IReadOnlyList<MessageDraft>> Of(Tx tx, StoredFact fact, MessageKind kind)
    {
        var decided = fact.As<Decided>();
        return [new(kind, await Readers.Of(tx, decided.Party, null),
            new Dictionary<string, string> { ["number"] = $"{decided.Exemption}" },
            $"/exemptions/{decided.Exemption}")];
    }

    sealed record Decided(long Exemption, long Party);
}
