using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>Fact: reports of a period have not come, and the last day to send them has passed.</summary>
/// <param name="Senders">Parties that may send what is missing.</param>
public sealed record StockReportLate(
    StockReportKind Kind, DateOnly From, DateOnly LastDay, DateOnly Due, IReadOnlyList<long> Senders);

/// <summary>Who was reminded now, and of what.</summary>
public sealed record Reminded(StockReportKind Kind, DateOnly From, int Units);

/// <summary>Reminds those whose report of the newest due period has not come; each of a period once.</summary>
public static class RemindLate
{
    public static async Task<IReadOnlyList<Reminded>> Run(Db db, Moment now)
    {
        var all = new List<Reminded>();
        foreach (var rule in ReportKinds.On(now.Day))
            if (await Remind(db, rule, now) is { Ok: true, Value.Units: > 0 } done) all.Add(done.Value);
        return all;
    }

    static Task<Result<Reminded>> Remind(Db db, ReportRule rule, Moment now) => db.Write<Reminded>(async tx =>
    {
        var (period, kind) = (rule.LastDue(now.Day), Kebab.Of(rule.Kind));
        var before = (await tx.List<string>(
            "select unit from stock_report_reminder where kind = @kind and from_day = @From",
            new { kind, period.From })).ToHashSet();
        var late = (await ReportsDue.Expected(tx, rule, period))
            .Where(one => !one.Sent && !before.Contains(one.Unit)).ToList();
        if (late.Count == 0) return new Reminded(rule.Kind, period.From, 0);
        var senders = rule.Unit == ReportUnit.Holder ? late.Select(one => one.Sender).ToList()
            : await tx.List<long>("select id from party where municipal and type in @types and municipality_number " +
                "in @units order by id", new
            {
                types = InList.Of(rule.Senders.Select(Kebab.Of)), units = InList.Of(late.Select(one => one.Unit)),
            });
        var batch = new Batch(tx);
        batch.AddRows("insert into stock_report_reminder (kind, unit, from_day, reminded_at) {values} " +
            "on conflict do nothing",
            [.. late.Select(one => (object?[])[kind, one.Unit, period.From, now])]);
        Outbox.Append(batch, new StockReportLate(rule.Kind, period.From, period.LastDay!.Value, rule.Due(period),
            senders), now);
        await batch.Run();
        return new Reminded(rule.Kind, period.From, late.Count);
    });
}
