using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Shortages;

namespace Forsyn.App.Messages;

/// <summary>A stockpile that may be used, told to its holders, and what is not bought back in time; rationing, told to
/// those who come under it.</summary>
static class ReleaseMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnRelease(Tx tx, StoredFact fact)
    {
        var released = fact.As<ReleaseDecided>();
        return [new(MessageKind.StockpileReleased, await Readers.At(tx, released.Holders, Policy.ReleaseCarryOut),
            new Dictionary<string, string>
            {
                ["number"] = $"{released.Release}", ["from"] = Day(released.From), ["to"] = Day(released.LastDay),
            }, $"/preparedness/releases/{released.Release}")];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnRefill(Tx tx, StoredFact fact)
    {
        var late = fact.As<RefillLate>();
        return [new(MessageKind.RefillLate,
            [
                .. await Readers.At(tx, [late.Holder], Policy.ReleaseCarryOut),
                .. await Readers.At(tx, late.Deciders, Policy.ReleaseDecide),
                .. await Readers.Who(tx, Policy.SupervisionManage),
            ], new Dictionary<string, string>
            {
                ["number"] = $"{late.Release}", ["day"] = Day(late.DueOn), ["n"] = $"{late.Lines}",
                ["units"] = $"{late.Missing}",
            }, $"/preparedness/releases/{late.Release}")];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnRestriction(Tx tx, StoredFact fact)
    {
        var decided = fact.As<RestrictionDecided>();
        var parties = await tx.List<long>("select distinct p.id from party p join person s on s.party_id = p.id " +
            "where p.type in @actors order by p.id", new { actors = InList.Of(decided.Actors) });
        return [new(decided.Repealed ? MessageKind.RestrictionRepealed : MessageKind.RestrictionDecided,
            await Readers.At(tx, parties, Policy.StockOwn), new Dictionary<string, string>
            {
                ["number"] = $"{decided.Restriction}", ["from"] = Day(decided.Starts.Day),
                ["to"] = Day(decided.Ends.Plus(TimeSpan.FromMinutes(-1)).Day),
            }, $"/restrictions/{decided.Restriction}")];
    }

    static string Day(DateOnly day) => $"{day:dd.MM.yyyy}";
}
