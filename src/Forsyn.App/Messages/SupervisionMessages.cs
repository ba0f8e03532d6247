using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Messages;

/// <summary>Supervision of the stockpile duty, told to the holder and to those who supervise.</summary>
static class SupervisionMessages
{
    public static async Task<IReadOnlyList<MessageDraft>> OnMoved(Tx tx, StoredFact fact)
    {
        var moved = fact.As<SupervisionMoved>();
        MessageKind? kind = moved.Step switch
        {
            SupervisionStep.Open => MessageKind.SupervisionOpened,
            SupervisionStep.Report => MessageKind.SupervisionReported,
            SupervisionStep.Close => MessageKind.SupervisionClosed,
            SupervisionStep.Reopen => MessageKind.SupervisionReopened,
            _ => null,
        };
        return kind is not { } known ? [] :
            [new(known, await Readers.At(tx, [moved.Holder], Policy.SupervisionAnswer), Case(moved.Case),
                Link(moved.Case))];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnDeviation(Tx tx, StoredFact fact)
    {
        var said = fact.As<DeviationSpokenOf>();
        var answered = said.Step == DeviationStep.Answer;
        return [new(answered ? MessageKind.DeviationAnswered : MessageKind.DeviationDecided,
            answered ? await Readers.Who(tx, Policy.SupervisionManage)
                : await Readers.At(tx, [said.Holder], Policy.SupervisionAnswer),
            Case(said.Case, said.Number), Link(said.Case))];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnDeadline(Tx tx, StoredFact fact)
    {
        var deadline = fact.As<DutyDeadline>();
        var args = Case(deadline.Where, deadline.Number);
        var own = deadline.About is "risk" or "risk-measure";
        var link = own ? $"/shortages/risks/{deadline.Where}"
            : deadline.About == "follow-up" ? Breach(deadline.Where) : Link(deadline.Where);
        args["day"] = $"{deadline.DueOn:dd.MM.yyyy}";
        if (own)
            return [new(deadline.Late ? MessageKind.DeadlinePassed : MessageKind.DeadlineSoon,
                await Readers.Who(tx, Policy.RiskWrite), args, link)];
        var holder = await Readers.At(tx, [deadline.Holder], Policy.SupervisionAnswer);
        return deadline.Late
            ? [new(MessageKind.DeadlinePassed, [.. holder, .. await Readers.Who(tx, Policy.SupervisionManage)], args,
                link)]
            : [new(MessageKind.DeadlineSoon, holder, args, link)];
    }

    public static async Task<IReadOnlyList<MessageDraft>> OnBreach(Tx tx, StoredFact fact)
    {
        var said = fact.As<FollowUpSpokenOf>();
        var answered = said.Kind == FollowUpEntryKind.Answer;
        return [new(answered ? MessageKind.BreachAnswered : MessageKind.BreachStep,
            answered ? await Readers.Who(tx, Policy.FollowUpLead)
                : await Readers.At(tx, [said.Holder], Policy.SupervisionAnswer),
            Case(said.FollowUp), Breach(said.FollowUp))];
    }

    static Dictionary<string, string> Case(long id, long? number = null) => number is null
        ? new() { ["number"] = $"{id}" } : new() { ["number"] = $"{id}", ["n"] = $"{number}" };

    static string Breach(long id) => $"/preparedness/follow-up/{id}";

    static string Link(long id) => $"/preparedness/supervision/{id}";
}
