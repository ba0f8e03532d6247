using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment.Returns;
using Forsyn.App.Identity;
using Forsyn.Core.Fulfilment;

namespace Forsyn.App.Messages;

/// <summary>A return, told at each step: to the customer what we did, to ourselves what comes.</summary>
static class ReturnMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnMoved(Tx tx, StoredFact fact)
    {
        var moved = fact.As<ReturnMoved>();
        (MessageKind Kind, long Party, string Policy)? told = moved.State switch
        {
            ReturnState.Announced => (MessageKind.ReturnAnnounced, moved.Supplier, Policy.GoodsRelease),
            ReturnState.Sent => (MessageKind.ReturnSent, moved.Supplier, Policy.WarehouseWork),
            ReturnState.Accepted => (MessageKind.ReturnAccepted, moved.Customer, Policy.ShopUse),
            ReturnState.Refused => (MessageKind.ReturnRefused, moved.Customer, Policy.ShopUse),
            ReturnState.Received => (MessageKind.ReturnReceived, moved.Customer, Policy.ShopUse),
            ReturnState.Closed => (MessageKind.ReturnClosed, moved.Customer, Policy.ShopUse),
            _ => null,
        };
        return told is not { } to ? []
            : [new(to.Kind, await Readers.At(tx, [to.Party], to.Policy),
                new Dictionary<string, string> { ["number"] = $"{moved.Return}" }, $"/returns/{moved.Return}")];
    }
}
