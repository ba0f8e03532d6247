using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;

namespace Forsyn.App.Messages;

/// <summary>
/// Makes messages of facts. A new kind is a line in the table of a composer: the name of the fact and who is told what.
/// </summary>
public static class ComposeMessages
{
    delegate Task<IReadOnlyList<MessageDraft>> Composer(Tx tx, StoredFact fact);

    // By name, so that a module may be told of without being known here.
    static readonly Dictionary<string, Composer> Composers = new()
    {
        [nameof(OrderPlaced)] = OrderMessages.OnPlaced,
        [nameof(OrderMoved)] = OrderMessages.OnMoved,
        [nameof(AdviceAsked)] = AdviceMessages.OnAsked,
        [nameof(AdviceAnswered)] = AdviceMessages.OnAnswered,
        ["ExemptionApproved"] = ExemptionMessages.OnApproved,
        ["ExemptionRefused"] = ExemptionMessages.OnRefused,
        [nameof(AccessDecided)] = AccessMessages.OnDecided,
    };

    public static readonly Subscriber OnFacts = new("messages", Composers.Keys.ToHashSet(), async (tx, fact, now) =>
    {
        foreach (var draft in await Composers[fact.Name](tx, fact)) await SaveMessages.Run(tx, fact, draft, now);
    });
}
