namespace Forsyn.App.Messages;

/// <summary>What people are told of, in the order the settings list it.</summary>
public enum MessageKind
{
    OrderPlaced, OrderHeld, OrderAsked, OrderReleased, OrderPicked, OrderDispatched, OrderReceived, OrderRefused,
    OrderCancelled, OrderWithdrawn, AdviceAnswered, ExemptionApproved, ExemptionRefused, PreOrderAllotted, LotRecalled,
    StockReportLate, TransfersProposed, WarningsRaised, ExcursionFound, ExcursionToSign, ExcursionDecided,
    ReturnAccepted, ReturnRefused, ReturnReceived, ReturnClosed,
    AccessApproved, AccessRefused, AccessAsked, OrderAnswered, AdviceAsked, RosterGap, ReturnAnnounced, ReturnSent,
    RotationAlarmed, RestrictionDecided, RestrictionRepealed, StockpileReleased, RefillLate,
    SupervisionOpened, SupervisionReported, SupervisionClosed, SupervisionReopened, DeviationAnswered,
    DeviationDecided, DeadlineSoon, DeadlinePassed, ListDecided, BreachStep, BreachAnswered,
    StatementSent, StatementApproved, StatementReturned,
    ProgrammeRecommended, ProgrammeAnswered,
}

public static class MessageKinds
{
    static readonly HashSet<MessageKind> Mailed =
    [
        MessageKind.OrderHeld, MessageKind.OrderAsked, MessageKind.OrderDispatched, MessageKind.OrderRefused,
        MessageKind.OrderCancelled, MessageKind.OrderWithdrawn, MessageKind.AdviceAnswered,
        MessageKind.ExemptionApproved, MessageKind.ExemptionRefused, MessageKind.PreOrderAllotted,
        MessageKind.LotRecalled, MessageKind.StockReportLate, MessageKind.WarningsRaised,
        MessageKind.ExcursionFound, MessageKind.RestrictionDecided, MessageKind.RestrictionRepealed,
        MessageKind.StockpileReleased, MessageKind.RefillLate,
        MessageKind.AccessApproved, MessageKind.AccessRefused, MessageKind.RosterGap, MessageKind.ReturnRefused,
        MessageKind.ReturnAccepted, MessageKind.RotationAlarmed, MessageKind.SupervisionOpened,
        MessageKind.SupervisionReported,
        MessageKind.SupervisionReopened, MessageKind.DeviationDecided, MessageKind.DeadlineSoon,
        MessageKind.DeadlinePassed, MessageKind.ListDecided, MessageKind.BreachStep,
        MessageKind.ProgrammeRecommended, MessageKind.StatementSent, MessageKind.StatementReturned,
    ];

    static readonly HashSet<MessageKind> Desk =
        [MessageKind.OrderAnswered, MessageKind.AdviceAsked, MessageKind.RosterGap, MessageKind.ReturnAnnounced,
            MessageKind.ReturnSent];
    static readonly HashSet<MessageKind> Applicants =
        [MessageKind.AccessApproved, MessageKind.AccessRefused, MessageKind.AccessAsked];

    /// <summary>Sent by e-mail unless the person says otherwise: what asks for something, or cannot wait.</summary>
    public static bool MailedByItself(this MessageKind kind) => Mailed.Contains(kind);

    /// <summary>The kinds a person chooses about: the desk has its own, applicants and mailboxes none.</summary>
    public static IEnumerable<MessageKind> For(bool desk) => Enum.GetValues<MessageKind>()
        .Where(kind => kind == MessageKind.WarningsRaised
            || (!Applicants.Contains(kind) && Desk.Contains(kind) == desk));
}
