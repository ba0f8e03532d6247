using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;

namespace Forsyn.App.Messages;

/// <summary>An hour without a physician on duty, told to those who plan it.</summary>
static class RosterMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnGap(Tx tx, StoredFact fact)
    {
        var gap = fact.As<RosterGapPlanned>();
        return [new(MessageKind.RosterGap, await Readers.Who(tx, Policy.DutyPlan),
            new Dictionary<string, string> { ["from"] = Hour(gap.From), ["to"] = Hour(gap.To) }, "/roster")];
    }

    static string Hour(Moment at) => $"{at.Oslo:dd.MM.yyyy HH:mm}";
}
