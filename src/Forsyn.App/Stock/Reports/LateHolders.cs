using Forsyn.Core.Stock;

namespace Forsyn.App.Stock.Reports;

/// <summary>
/// Whose figures are older than their due, as a common table "late" (holder_id, class): holders whose last report that
/// was due has not come, with the classes of goods it would have counted. Where anybody in a municipality may send, all
/// who may are late until one has.
/// </summary>
static class LateHolders
{
    public static string Sql(DateOnly today)
    {
        var late = ReportKinds.On(today).Select(rule => Of(rule, today)).DefaultIfEmpty("select -1, ''");
        return $"late (holder_id, class) as ({string.Join(" union ", late)})";
    }

    static string Of(ReportRule rule, DateOnly today)
    {
        var (period, senders) = (rule.LastDue(today), string.Join(", ", rule.Senders.Select(t => $"'{Kebab.Of(t)}'")));
        var classes = string.Join(" union all ", rule.Classes.Select(c => $"select '{Kebab.Of(c)}' as class"));
        var same = rule.Unit == ReportUnit.Municipality ? "s.municipality_number = y.municipality_number"
            : "s.id = y.id";
        return $"""
            select y.id, c.class from party y join ({classes}) c on 1 = 1
            where y.type in ({senders}){(rule.MunicipalOnly ? " and y.municipal" : "")} and not exists (
                select 1 from stock_report r join party s on s.id = r.holder_id
                where r.kind = '{Kebab.Of(rule.Kind)}' and r.counts_on >= '{period.From:yyyy-MM-dd}'
                    and r.counts_on <= '{period.LastDay:yyyy-MM-dd}' and {same})
            """;
    }
}
