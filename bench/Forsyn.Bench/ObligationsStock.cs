using System.Diagnostics;
using Forsyn.App.Database;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Basics;

namespace Forsyn.Bench;

/// <summary>What rests on the targets of a nation: the rotation of all its stockpiles.</summary>
sealed class ObligationsStock(Db db)
{
    const int Rounds = 5;

    public async Task Run(Moment now)
    {
        await Rotation(now);
    }

    // Reading the stock is what any plan must do; all beyond it is the plan's own.
    async Task Rotation(Moment now)
    {
        var lots = 0;
        var read = await Best(async () =>
        {
            lots = 0;
            foreach (var scheme in Schemes.All.On(now.Day)) lots += (await DutyStock.Run(db, scheme, now.Day)).Count;
        });
        RotationDone? done = null;
        var planned = await Best(async () => done = await ComputeRotation.Run(db, now));
        ObligationsBench.Line($"rotation of {done!.Packages:n0} packages at holders, {done.Lots:n0} lots, s; reading " +
            $"{lots:n0}", planned, read, "0.00");
    }

    static async Task<double> Best(Func<Task> work)
    {
        var best = double.MaxValue;
        for (var n = 0; n < Rounds; n++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return best;
    }
}
