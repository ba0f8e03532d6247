using Forsyn.App.Database;
using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>
/// Made reports of the newest period that is due, from most of those who are to send one: what they said is what the
/// opening of the books holds.
/// </summary>
public static class SeedReports
{
    const int OneInHasNotSent = 7;

    public static async Task<long> Run(Tx tx, DateOnly today)
    {
        var rows = new List<object?[]>();
        foreach (var rule in ReportKinds.On(today))
        {
            var period = rule.LastDue(today);
            var expected = await ReportsDue.Expected(tx, rule, period);
            foreach (var (one, i) in expected.Select((one, i) => (one, i)).Where(x => x.i % OneInHasNotSent != 4))
            {
                var day = period.From.AddDays(i % period.Days!.Value);
                rows.Add([tx.Ids.Next(), one.Sender, Kebab.Of(rule.Kind), day, true, "", "api", "", 0L, 0L, 0L, 0L,
                    0L, null, 0L, Moment.InOslo(day, new TimeOnly(15, i % 60)), "Demonstrasjon"]);
            }
        }
        return await Bulk.Load(tx, "stock_report", ImportStockReport.Columns, rows);
    }
}
