using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Ledger;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.DailyCoverage;

/// <summary>What was worked out.</summary>
/// <param name="From">The first day that was; null where nothing was new.</param>
/// <param name="Rows">Targets by days.</param>
public sealed record CoverageDone(string Scheme, DateOnly? From, DateOnly LastDay, long Rows);

/// <summary>
/// Keeps every ended day's coverage. New days are worked out once they are over; days that late bookings or new targets
/// count on are worked out again, so that any day shows what is now known of it.
/// </summary>
public static class ComputeCoverage
{
    /// <summary>How far back the first time goes.</summary>
    public const int FirstDays = 365;

    /// <summary>Every scheme that something is new for. Nothing is done where another process does it now.</summary>
    /// <param name="anew">All days again, whether anything is new or not.</param>
    /// <param name="tell">Whether what falls short or is whole again is told as facts.</param>
    public static async Task<IReadOnlyList<CoverageDone>> Run(
        Db db, Moment now, bool anew = false, bool tell = true)
    {
        var done = new List<CoverageDone>();
        foreach (var scheme in Schemes.All.On(now.Day))
            if (anew || await Anything(db, scheme, now))
            {
                var result = await db.Write<CoverageDone?>(async tx => await Run(tx, scheme, now, anew, tell));
                if (result.Value is { } one) done.Add(one);
            }
        return done;
    }

    // Read before any lock is taken, so that a quiet minute writes nothing.
    static Task<bool> Anything(Db db, DutyScheme scheme, Moment now) => db.Snapshot(async tx =>
    {
        var mark = await Find(tx, scheme.Scheme);
        return mark is null ? await FirstTarget(tx, scheme.Scheme) is { } first && first < now.Day
            : mark.Day < now.Day.AddDays(-1) || mark.Runs != await Runs(tx, scheme.Scheme)
                || mark.Tx < await RollUpStock.Settled(tx, mark.Tx);
    });

    /// <summary>As Run, in the caller's transaction.</summary>
    internal static async Task<IReadOnlyList<CoverageDone>> Run(Tx tx, Moment now, bool tell)
    {
        var done = new List<CoverageDone>();
        foreach (var scheme in Schemes.All.On(now.Day))
            if (await Run(tx, scheme, now, anew: false, tell) is { } one) done.Add(one);
        return done;
    }

    static async Task<CoverageDone?> Run(Tx tx, DutyScheme scheme, Moment now, bool anew, bool tell)
    {
        var yesterday = now.Day.AddDays(-1);
        if (await FirstTarget(tx, scheme.Scheme) is not { } first || first > yesterday) return null;
        if (first < now.Day.AddDays(-FirstDays)) first = now.Day.AddDays(-FirstDays);
        await tx.Do("insert into coverage_mark (scheme, day, tx, runs, computed_at) " +
            "values (@Scheme, @day, 0, 0, 0) on conflict do nothing", new { scheme.Scheme, day = first.AddDays(-1) });
        var mark = await Find(tx, scheme.Scheme, tx.Kind == DbKind.Postgres ? " for update skip locked" : "");
        if (mark is null) return null;
        var to = await RollUpStock.Settled(tx, mark.Tx);
        var (runs, from) = (await Runs(tx, scheme.Scheme), mark.Day.AddDays(1));
        if (await tx.One<DateOnly?>("select min(day) from coverage_day where scheme = @Scheme", scheme) is { } kept)
        {
            var earliest = anew ? kept : Earlier(await MovedFrom(tx, scheme, mark, to),
                runs == mark.Runs ? null : await OtherTargetFrom(tx, scheme.Scheme));
            if (earliest < from) from = earliest.Value < kept ? kept : earliest.Value;
        }
        var rows = 0L;
        if (from <= yesterday)
        {
            var days = await CoverageDays.Of(tx, scheme.Scheme, from, yesterday);
            await tx.Do("delete from coverage_day where scheme = @Scheme and day >= @from",
                new { scheme.Scheme, from });
            rows = await Bulk.Load(tx, "coverage_day", CoverageDay.Columns.Split(", "), days.Select(day => day.Values));
            if (tell) await Tell(tx, scheme.Scheme, yesterday, now);
        }
        await tx.Do("update coverage_mark set day = @yesterday, tx = @to, runs = @runs, computed_at = @now " +
            "where scheme = @Scheme", new { scheme.Scheme, yesterday, to, runs, now });
        return new(scheme.Scheme, rows > 0 ? from : null, yesterday, rows);
    }

    static Task<Mark?> Find(Tx tx, string scheme, string lockIt = "") => tx.One<Mark>(
        $"select day, tx, runs from coverage_mark where scheme = @scheme{lockIt}", new { scheme });

    static Task<DateOnly?> FirstTarget(Tx tx, string scheme) =>
        tx.One<DateOnly?>("select min(counts_on) from target_run where scheme = @scheme", new { scheme });

    static Task<long> Runs(Tx tx, string scheme) =>
        tx.One<long>("select count(*) from target_run where scheme = @scheme", new { scheme });

    // The first day that another run counts on than the one it was judged by.
    static Task<DateOnly?> OtherTargetFrom(Tx tx, string scheme) => tx.One<DateOnly?>($"""
        select min(d.day) from (select distinct day, run_id from coverage_day where scheme = @scheme) d
        where d.run_id <> {Targets.RunOn("d.day")}
        """, new { scheme });

    // The first day that movements of the scheme's holders recorded since count for; of any medicine.
    static Task<DateOnly?> MovedFrom(Tx tx, DutyScheme scheme, Mark mark, long to) => tx.One<DateOnly?>("""
        select min(counts_on) from transfer where tx >= @Tx and tx < @to
            and (from_status = 0 and from_pool in (@pool, @sale) or to_status = 0 and to_pool in (@pool, @sale))
            and holder_id in (select id from party where key in @holders)
        """, new
    {
        mark.Tx, to, pool = (short)scheme.Pool, sale = (short)Pool.Sale,
        holders = InList.Of(scheme.Holders.Select(key => key.Value)),
    });

    static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b < a ? b : a;

    static async Task Tell(Tx tx, string scheme, DateOnly day, Moment now)
    {
        var batch = new Batch(tx);
        foreach (var row in await tx.List<ShortRow>($"""
            select d.holder, d.atc, d.package_group, d.must_now - d.held as missing, d.measure,
                (select max(w.day) from coverage_day w where {Same("w")} and w.held >= w.must_now) as whole_on,
                (select min(w.day) from coverage_day w where {Same("w")}) as since
            from coverage_day d where d.scheme = @scheme and d.day = @day and d.held < d.must_now
                and not exists (select 1 from coverage_short w where {Same("w")})
            order by d.atc, d.package_group, d.holder
            """, new { scheme, day }))
        {
            var since = row.WholeOn?.AddDays(1) ?? row.Since;
            batch.Add("insert into coverage_short (scheme, holder, atc, package_group, since) values (?, ?, ?, ?, ?)",
                scheme, row.Holder, row.Atc, row.PackageGroup, since);
            Outbox.Append(batch, new StockpileFellShort(scheme, row.Holder, row.Atc, row.PackageGroup, day, since,
                row.Missing, row.Measure), now);
        }
        foreach (var row in await tx.List<ShortRow>($"""
            select d.holder, d.atc, d.package_group, d.since from coverage_short d where d.scheme = @scheme
                and not exists (select 1 from coverage_day w where {Same("w")} and w.day = @day and w.held < w.must_now)
            order by d.atc, d.package_group, d.holder
            """, new { scheme, day }))
        {
            batch.Add("delete from coverage_short where scheme = ? and holder = ? and atc = ? and package_group = ?",
                scheme, row.Holder, row.Atc, row.PackageGroup);
            Outbox.Append(batch,
                new StockpileRestored(scheme, row.Holder, row.Atc, row.PackageGroup, day, row.Since), now);
        }
        await batch.Run();
    }

    static string Same(string other) => $"{other}.scheme = d.scheme and {other}.holder = d.holder and " +
        $"{other}.atc = d.atc and {other}.package_group = d.package_group";

    sealed class Mark
    {
        public DateOnly Day { get; init; }
        public long Tx { get; init; }
        public long Runs { get; init; }
    }

    sealed class ShortRow
    {
        public string Holder { get; init; } = "";
        public string Atc { get; init; } = "";
        public string PackageGroup { get; init; } = "";
        public long Missing { get; init; }
        public string Measure { get; init; } = "";
        public DateOnly? WholeOn { get; init; }
        public DateOnly Since { get; init; }
    }
}
