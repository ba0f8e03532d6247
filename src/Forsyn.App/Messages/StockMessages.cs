using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Stock;

namespace Forsyn.App.Messages;

/// <summary>A recall, told to everybody who keeps stock where the lots lie.</summary>
static class StockMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnRecalled(Tx tx, StoredFact fact)
    {
        var recalled = fact.As<LotRecalled>();
        return [new(MessageKind.LotRecalled, await Readers.At(tx, recalled.Holders, Policy.StockOwn),
            new Dictionary<string, string> { ["number"] = $"{recalled.Recall}" }, $"/recalls/{recalled.Recall}")];
    }
}
