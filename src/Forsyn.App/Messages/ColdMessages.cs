using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Stock.ColdChain;

namespace Forsyn.App.Messages;

/// <summary>An excursion, told to those who have the lots and to the pharmacists who decide about them.</summary>
static class ColdMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnFound(Tx tx, StoredFact fact)
    {
        var found = fact.As<ExcursionFound>();
        var people = await Readers.At(tx, found.Holders, Policy.StockOwn);
        return [new(MessageKind.ExcursionFound, [.. people.Union(await Readers.Who(tx, Policy.LotControl))],
            new Dictionary<string, string> { ["name"] = found.EquipmentName, ["day"] = $"{found.Day:yyyy-MM-dd}" },
            Link(found.Excursion))];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnDecided(Tx tx, StoredFact fact)
    {
        var decided = fact.As<ExcursionDecided>();
        var people = await Readers.At(tx, decided.Holders, Policy.ColdSign);
        if (!decided.Signed) people = [.. people.Union(await Readers.Who(tx, Policy.LotControl))];
        return [new(decided.Signed ? MessageKind.ExcursionDecided : MessageKind.ExcursionToSign, people,
            new Dictionary<string, string> { ["lots"] = $"{decided.Lots}" }, Link(decided.Excursion))];
    }

    static string Link(long excursion) => $"/cold-chain/excursions/{excursion}";
}
