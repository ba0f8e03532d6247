using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.RotationPlans;

namespace Forsyn.App.Messages;

/// <summary>What those who hold stockpiles are told.</summary>
static class DutyMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnList(Tx tx, StoredFact fact)
    {
        var decided = fact.As<SubstanceListDecided>();
        if (Schemes.All.On(decided.Scheme, decided.InForceOn) is not { } scheme) return [];
        var holders = await tx.List<long>("select id from party where key in @keys",
            new { keys = InList.Of(scheme.Holders.Select(holder => holder.Value)) });
        var changes = await tx.One<long>("select count(*) from list_change where proposal_id = @Proposal", decided);
        return [new(MessageKind.ListDecided, await Readers.At(tx, holders, Policy.PreparednessRead),
            new Dictionary<string, string>
            {
                ["n"] = $"{changes}", ["day"] = $"{decided.InForceOn:yyyy-MM-dd}",
            }, $"/preparedness/lists/{decided.Proposal}")];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnRotation(Tx tx, StoredFact fact)
    {
        var alarmed = fact.As<RotationAlarmed>();
        return [new(MessageKind.RotationAlarmed,
            await Readers.At(tx, [alarmed.Holder], Policy.PreparednessRotate), new Dictionary<string, string>
            {
                ["lots"] = $"{alarmed.Lots}", ["breaches"] = $"{alarmed.Breaches}",
            }, "/preparedness/rotation?show=alarms")];
    }
}
