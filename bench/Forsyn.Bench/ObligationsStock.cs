using System.Diagnostics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness;
using Forsyn.App.Preparedness.DailyCoverage;
using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Core.Basics;
using Forsyn.Core.Ledger;

namespace Forsyn.Bench;

/// <summary>What rests on the targets of a nation: coverage of every day of a year, the rotation of all its stockpiles,
/// and what it would be if something were otherwise.</summary>
sealed class ObligationsStock(Db db, Caller reader)
{
    const int Rounds = 5, Days = 365;
    const double WhatIfLimit = 1;

    // What anybody would write first: all movements up to the day, summed for each day.
    const string Naive = """
        select count(*) from (
            select d.day, t.holder_id, p.atc, t.pool, sum(t.units) as units
            from generate_series(cast(@first as date), cast(@last as date), interval '1 day') d (day)
            join (select holder_id, lot_id, counts_on, to_pool as pool, quantity as units from transfer
                    where to_status = 0
                union all select holder_id, lot_id, counts_on, from_pool, -quantity from transfer
                    where from_status = 0) t on t.counts_on <= d.day
            join lot l on l.id = t.lot_id and l.expires_on >= d.day
            join product p on p.article_number = l.article_number
            where t.holder_id in (select id from party where type = 'wholesaler') and t.pool in (@sale, @primary,
                @specialist) and p.atc in (select distinct atc from target)
            group by d.day, t.holder_id, p.atc, t.pool) held
        """;

    public async Task Run(Moment now)
    {
        await Coverage(now);
        await Rotation(now);
        await WhatIfs(now);
    }

    async Task Coverage(Moment now)
    {
        var clock = Stopwatch.StartNew();
        await db.List<long>(Naive, new
        {
            first = now.Day.AddDays(-Days), last = now.Day.AddDays(-1), sale = (short)Pool.Sale,
            primary = (short)Pool.PreparednessPrimary, specialist = (short)Pool.PreparednessSpecialist,
        });
        var naive = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var done = await ComputeCoverage.Run(db, now, anew: true, tell: false);
        ObligationsBench.Line($"coverage, {done.Sum(one => one.Rows):n0} targets by days, s; the sums alone in SQL",
            clock.Elapsed.TotalSeconds, naive, "0.00");
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

    async Task WhatIfs(Moment now)
    {
        foreach (var (what, question) in ((string, WhatIfQuestion)[])
            [("a month more", new(Months: 1)), ("a third more sold", new(Demand: 33)),
                ("no supplies for 8 weeks", new(OutWeeks: 8))])
            ObligationsBench.Line($"what if: {what}, of the whole country, s; limit", await Best(async () =>
            {
                var asked = await AskWhatIf.Run(db, question with { Scheme = "primary" }, now.Day, reader);
                if (!asked.Ok) throw new InvalidOperationException(asked.Refusal!.Code);
            }), WhatIfLimit, "0.00");
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
