using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>Counts shortage notifications and how soon they were followed up.</summary>
public static class CountNotices
{
    /// <param name="days">A period with an end.</param>
    public static async Task<NoticeStatistics> In(Tx tx, DateRange days, DateOnly today)
    {
        var period = new
        {
            start = Moment.InOslo(days.From, default).Microseconds,
            end = Moment.InOslo(days.To!.Value, default).Microseconds,
        };
        var rows = await tx.List<NoticeRow>($"{NoticeRow.Sql} where f.notified_at < @end " +
            "and (f.notified_at >= @start or n.ended_at is null or n.ended_at >= @start)", period);
        var changed = await tx.One<long>("select count(*) from shortage_notice_version where number > 1 " +
            "and notified_at >= @start and notified_at < @end", period);
        return NoticeStatistics.Of([.. rows.Select(row => new CountedNotice(row.Substance,
            Kebab.Read<ShortageReason>(row.Reason), Kebab.Read<NoticeState>(row.State), row.InTime, row.NotifiedAt,
            row.AssessedAt, Word<ShortageConsequence>(row.Consequence), Word<ShortageSolution>(row.Solution),
            row.EndedAt))], changed, days, today, Rules.Book);
    }

    static T? Word<T>(string? word) where T : struct, Enum => word is null ? null : Kebab.Read<T>(word);
}
