using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.App.Stock.Outlook;
using Forsyn.App.Stock.Reports;

namespace Forsyn.App.Messages;

/// <summary>A recall, told to everybody who keeps stock where the lots lie, a report that has not come, and transfers
/// that would avoid loss.</summary>
static class StockMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnRecalled(Tx tx, StoredFact fact)
    {
        var recalled = fact.As<LotRecalled>();
        return [new(MessageKind.LotRecalled, await Readers.At(tx, recalled.Holders, Policy.StockOwn),
            new Dictionary<string, string> { ["number"] = $"{recalled.Recall}" }, $"/recalls/{recalled.Recall}")];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnLate(Tx tx, StoredFact fact)
    {
        var late = fact.As<StockReportLate>();
        return [new(MessageKind.StockReportLate, await Readers.At(tx, late.Senders, Policy.StockOwn),
            new Dictionary<string, string> { ["from"] = Day(late.From), ["to"] = Day(late.LastDay) },
            "/stock/reports/new")];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnProposed(Tx tx, StoredFact fact)
    {
        var proposed = fact.As<TransfersProposed>();
        return [new(MessageKind.TransfersProposed, await Readers.At(tx, proposed.Holders, Policy.StockOwn),
            new Dictionary<string, string> { ["day"] = Day(proposed.Day) }, "/stock/proposals")];
    }

    static string Day(DateOnly day) => $"{day:dd.MM.yyyy}";
}
