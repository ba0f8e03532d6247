using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.RotationPlans;

namespace Forsyn.App.Messages;

/// <summary>What those who hold stockpiles are told.</summary>
static class DutyMessages
{
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
