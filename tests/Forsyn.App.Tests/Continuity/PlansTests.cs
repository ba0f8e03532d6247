using Forsyn.App.Continuity;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Tests.Ordering;
using Forsyn.Core.Basics;
using Forsyn.Core.Continuity;
using Forsyn.Core.Parties;
using Forsyn.Tests;

namespace Forsyn.App.Tests.Continuity;

public class PlansTests
{
    static readonly Moment Now = Databases.SeededAt;
    static readonly Caller Desk = new("desk", "The desk", [Role.SupplyPharmacist], 1, "");

    [Theory, EveryDatabase]
    [Requirement("REP-013")]
    public async Task Four_plans_are_kept_with_who_answers_test_dates_and_how_long_the_system_runs_alone(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        var none = await Plans.Run(db, Now.Day);
        Assert.Equal(72, none.RunsAloneHours);
        Assert.Equal([PlanKind.Electricity, PlanKind.Ict, PlanKind.Communication, PlanKind.Water],
            none.Plans.Select(plan => plan.Kind));
        Assert.All(none.Plans, plan => Assert.Equal([PlanWarning.Missing], plan.Warnings));
        foreach (var one in Enum.GetValues<PlanKind>())
        {
            var plan = (await Plans.Save(db, one, new("Duty officer", "2026-06-01"), Now, Desk)).Value;
            Assert.Equal([PlanWarning.NeverTested], plan.Warnings);
            plan = (await Plans.Tested(
                db, one, new("2026-05-14", "passed", 72, "Generator held", "2027-05-14"), Now, Desk)).Value;
            Assert.Empty(plan.Warnings);
            Assert.Equal((new DateOnly(2026, 5, 14), new DateOnly(2027, 5, 14), 72L),
                (plan.LastTest!.TestedOn, plan.NextTestOn, plan.LastTest.Hours));
        }
        Assert.True((await Plans.Run(db, Now.Day)).Kept);
        Assert.True((await Plans.Run(db, new(2027, 5, 14))).Kept);
        Assert.All((await Plans.Run(db, new(2027, 5, 15))).Plans,
            plan => Assert.Equal([PlanWarning.Overdue], plan.Warnings));
    }

    [Theory, EveryDatabase]
    public async Task What_is_wrong_is_told_all_at_once_and_nothing_is_kept(DbKind kind)
    {
        await using var db = await Databases.Fresh(kind);
        Assert.Equal(["plan-responsible", "plan-next-test", "plan-document"], Codes(
            await Plans.Save(db, PlanKind.Water, new(" ", "2027-05-16", 77), Now, Desk)));
        Assert.Equal(["plan-missing", "plan-tested-on", "plan-result", "plan-hours", "plan-next-test"], Codes(
            await Plans.Tested(db, PlanKind.Water, new("2026-05-16", "fine", -1, null, "2026-05-14"), Now, Desk)));
        Assert.Empty(await Plans.Tests(db, PlanKind.Water));
    }

    [Fact]
    public async Task The_plan_itself_is_attached_and_a_test_is_never_rewritten()
    {
        await using var orders = await Orders.On(DbKind.Sqlite);
        var id = (await Attachments.Save(orders.Db, new MemoryStream(MadeFiles.Pdf()), "plan.pdf", "application/pdf",
            AttachmentPurpose.ContinuityPlan, Now, orders.Desk)).Value;
        var plan = (await Plans.Save(orders.Db, PlanKind.Ict, new("ICT", "2026-09-01", id), Now, orders.Desk)).Value;
        Assert.Equal(id, plan.AttachmentId);
        Assert.Equal(id, (await Plans.Save(
            orders.Db, PlanKind.Ict, new("ICT", "2026-10-01"), Now, orders.Desk)).Value.AttachmentId);
        var dmp = await Sent.Caller(orders.Db, "dmp");
        Assert.True((await Attachments.Open(orders.Db, id, Now, dmp)).Ok);
        Assert.False((await Attachments.Open(orders.Db, id, Now, orders.Physician)).Ok);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => orders.Db.Write<int>(
            async tx => await tx.Do("update continuity_test set result = 'passed'"),
            stop: TestContext.Current.CancellationToken));
    }

    static IEnumerable<string> Codes(Result<ContinuityPlan> refused) => refused.Refusal!.Findings!.Select(f => f.Code);
}
