using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Fulfilment.Returns;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.App.Ordering.Content;
using Forsyn.App.Ordering.Influenza;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.Compensation;
using Forsyn.App.Preparedness.Releases;
using Forsyn.App.Shortages;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.App.Stock;
using Forsyn.App.Stock.ColdChain;
using Forsyn.App.Stock.Outlook;
using Forsyn.App.Stock.Reports;
using Forsyn.App.Stock.Warnings;

namespace Forsyn.App.Messages;

/// <summary>
/// Makes messages of facts. A new kind is a line in the table of a composer: the name of the fact and who is told what.
/// </summary>
public static class ComposeMessages
{
    delegate Task<IReadOnlyList<MessageDraft>> Composer(Tx tx, StoredFact fact);

    static readonly Dictionary<string, Composer> Composers = new()
    {
        [nameof(OrderPlaced)] = OrderMessages.OnPlaced,
        [nameof(OrderMoved)] = OrderMessages.OnMoved,
        [nameof(AdviceAsked)] = AdviceMessages.OnAsked,
        [nameof(AdviceAnswered)] = AdviceMessages.OnAnswered,
        [nameof(StockReportLate)] = StockMessages.OnLate,
        [nameof(TransfersProposed)] = StockMessages.OnProposed,
        [nameof(LotRecalled)] = StockMessages.OnRecalled,
        [nameof(RotationAlarmed)] = DutyMessages.OnRotation,
        [nameof(SubstanceListDecided)] = DutyMessages.OnList,
        [nameof(ChangeRecommended)] = ProgrammeMessages.OnRecommended,
        [nameof(RecommendationAnswered)] = ProgrammeMessages.OnAnswered,
        [nameof(RestrictionDecided)] = ReleaseMessages.OnRestriction,
        [nameof(ReleaseDecided)] = ReleaseMessages.OnRelease,
        [nameof(RefillLate)] = ReleaseMessages.OnRefill,
        [nameof(WarningsRaised)] = WarningMessages.OnRaised,
        [nameof(ExcursionFound)] = ColdMessages.OnFound,
        [nameof(ExcursionDecided)] = ColdMessages.OnDecided,
        [nameof(ReturnMoved)] = ReturnMessages.OnMoved,
        [nameof(PreOrderAllotted)] = SeasonMessages.OnAllotted,
        [nameof(RosterGapPlanned)] = RosterMessages.OnGap,
        [nameof(ExemptionApproved)] = ExemptionMessages.OnApproved,
        [nameof(ExemptionRefused)] = ExemptionMessages.OnRefused,
        [nameof(StatementMoved)] = CompensationMessages.OnMoved,
        [nameof(SupervisionMoved)] = SupervisionMessages.OnMoved,
        [nameof(DeviationSpokenOf)] = SupervisionMessages.OnDeviation,
        [nameof(FollowUpSpokenOf)] = SupervisionMessages.OnBreach,
        [nameof(DutyDeadline)] = SupervisionMessages.OnDeadline,
        [nameof(AccessAsked)] = AccessMessages.OnAsked,
        [nameof(AccessDecided)] = AccessMessages.OnDecided,
    };

    public static readonly Subscriber OnFacts = new("messages", Composers.Keys.ToHashSet(), async (tx, fact, now) =>
    {
        foreach (var draft in await Composers[fact.Name](tx, fact)) await SaveMessages.Run(tx, fact, draft, now);
    });
}
