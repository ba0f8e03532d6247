using Forsyn.App.Billing;
using Forsyn.App.Facts;
using Forsyn.App.Messages;
using Forsyn.App.Ordering;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.App.Stock.Warnings;

namespace Forsyn.App;

/// <summary>Everyone who reacts to facts, in one list; a new reaction is one line here.</summary>
public static class Subscribers
{
    public static readonly IReadOnlyList<Subscriber> All =
    [
        IssueInvoice.OnDispatch,
        BookProgrammeCost.OnDispatch,
        ReallocateLost.OnLotTaken,
        ServeWaiting.OnRelease,
        TargetsOfList.OnDecided,
        FollowBreaches.OnFacts,
        JudgeWarnings.OnFacts,
        ComposeMessages.OnFacts,
    ];
}
