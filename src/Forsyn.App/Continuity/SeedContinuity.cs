using Forsyn.App.Database;
using Forsyn.Core.Continuity;

namespace Forsyn.App.Continuity;

/// <summary>Made plans and tests for the demonstration: two that are kept, one overdue and one that failed.</summary>
public static class SeedContinuity
{
    public static async Task Run(Tx tx, Moment now)
    {
        var today = now.Day;
        await Plan(PlanKind.Electricity, "Beredskapsleder (oppdiktet)", 60, -120, TestResult.Passed, 76);
        await Plan(PlanKind.Ict, "IKT-sjef (oppdiktet)", 200, -90, TestResult.Passed, 80);
        await Plan(PlanKind.Communication, "Vaktleder (oppdiktet)", 30, -150, TestResult.Failed, 9);
        await Plan(PlanKind.Water, "Driftsleder (oppdiktet)", -12, -380, TestResult.Partly, 40);

        async Task Plan(PlanKind kind, string responsible, int next, int tested, TestResult result, long hours)
        {
            await Plans.Put(tx, kind, responsible, today.AddDays(next), null, now, "seed");
            await Plans.Add(tx, kind, new(tx.Ids.Next(), today.AddDays(tested), result, hours, "", "seed"), now);
        }
    }
}
