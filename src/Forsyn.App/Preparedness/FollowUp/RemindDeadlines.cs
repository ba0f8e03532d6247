using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Shortages.Risks;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>Fact: a deadline comes soon, or has passed.</summary>
/// <param name="About">deviation, follow-up, risk or risk-measure.</param>
/// <param name="Where">Id of the case of supervision, of the follow-up or of the risk.</param>
/// <param name="Holder">The party that must answer; 0 where it is the agency's own.</param>
public sealed record DutyDeadline(string About, long Where, long Number, DateOnly DueOn, bool Late, long Holder);

/// <summary>
/// Reminds of deadlines in the follow-up of the stockpile duty and of risks: each once before it and once after.
/// </summary>
public static class RemindDeadlines
{
    /// <summary>Returns how many were reminded of now.</summary>
    public static async Task<long> Run(Db db, Moment now)
    {
        var soon = now.Day.AddDays(Rules.Book.On(now.Day).Days("deadline-reminder-days"));
        var done = await db.Write<long>(async tx =>
        {
            var due = await tx.List<DueRow>($"""
                select 'deviation' as about, d.id, d.case_id as place, d.number, {SupervisionCase.DueOn} as due_on,
                    y.id as holder
                from supervision_deviation d join supervision_case c on c.id = d.case_id
                join party y on y.key = c.holder
                where c.state = 'reported' and {SupervisionCase.DueOn} <= @soon
                    and coalesce((select s.step from supervision_deviation_entry s where s.deviation_id = d.id
                        and s.step <> 'extend' order by s.id desc limit 1), 'reject') = 'reject'
                union all
                select 'follow-up', q.waiting_for, q.id, 1, q.due_on, q.holder_id
                from ({FollowUpRow.Sql}) q where q.due_on <= @soon
                union all
                select 'risk', q.assessment, q.id, 0, q.review_on, 0 from ({RiskRow.Sql}) q
                where q.closed_at is null and q.review_on <= @soon
                union all
                select 'risk-measure', m.id, k.id, m.number, m.due_on, 0
                from risk_measure m join risk k on k.id = m.risk_id
                where k.closed_at is null and m.due_on <= @soon and not exists (select 1 from risk_measure_end d
                    where d.risk_id = m.risk_id and d.number = m.number)
                """, new { soon });
            var before = (await tx.List<DoneRow>("select about, about_id, due_on, late from duty_reminder " +
                "where due_on <= @soon", new { soon }))
                .Select(row => (row.About, row.AboutId, row.DueOn, row.Late)).ToHashSet();
            var batch = new Batch(tx);
            var count = 0L;
            foreach (var row in due)
            {
                var late = row.DueOn < now.Day;
                if (!before.Add((row.About, row.Id, row.DueOn, late))) continue;
                batch.Add("insert into duty_reminder (about, about_id, due_on, late, reminded_at) " +
                    "values (?, ?, ?, ?, ?)", row.About, row.Id, row.DueOn, late, now);
                Outbox.Append(batch, new DutyDeadline(row.About, row.Place, row.Number, row.DueOn, late, row.Holder),
                    now);
                count++;
            }
            await batch.Run();
            return count;
        });
        return done.Value;
    }

    sealed class DueRow
    {
        public string About { get; init; } = "";
        public long Id { get; init; }
        public long Place { get; init; }
        public long Number { get; init; }
        public DateOnly DueOn { get; init; }
        public long Holder { get; init; }
    }

    sealed class DoneRow
    {
        public string About { get; init; } = "";
        public long AboutId { get; init; }
        public DateOnly DueOn { get; init; }
        public bool Late { get; init; }
    }
}
