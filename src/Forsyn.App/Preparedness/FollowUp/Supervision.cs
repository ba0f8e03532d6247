using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Preparedness.FollowUp;

/// <param name="Late">Only cases with a deviation whose deadline has passed.</param>
/// <param name="Cursor">Next of the page before.</param>
public sealed record SupervisionFilter(
    int? Year = null, string? Holder = null, string? State = null, bool Late = false, string? Cursor = null,
    int Limit = 50);

/// <summary>Reads cases of supervision: all of them for those who oversee, its own for a wholesaler, and of its own
/// only what it has been told: a visit that is not announced is not seen before the inspectors are there.</summary>
public static class Supervision
{
    const string MaySee = "(@all or y.id = @party and c.state <> 'planned' and c.state <> 'cancelled')";

    /// <summary>The newest first.</summary>
    public static async Task<Page<SupervisionCase>> List(
        Db db, SupervisionFilter filter, DateOnly today, Caller caller)
    {
        var most = Math.Clamp(filter.Limit, 1, 500);
        var late = filter.Late ? $"and exists (select 1 from supervision_deviation d where d.case_id = c.id and " +
            $"{SupervisionCase.OpenDeviation} and {SupervisionCase.DueOn} < @today)" : "";
        var rows = await db.List<SupervisionCase>($"""
            {SupervisionCase.Sql} where {MaySee} and c.id < @before and (@year = 0 or c.year = @year)
                and (@holder = '' or c.holder = @holder) and (@state = '' or c.state = @state) {late}
            order by c.id desc limit @most
            """, new
        {
            all = SeesAll(caller), party = caller.Party ?? 0, today, year = filter.Year ?? 0,
            holder = filter.Holder ?? "", state = filter.State ?? "", most = most + 1,
            before = long.TryParse(filter.Cursor, out var id) ? id : long.MaxValue,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses supervision-unknown, also for a case the caller may not see.</summary>
    public static async Task<Result<SupervisionView>> Get(Db db, long id, Caller caller) =>
        await db.Snapshot(tx => Read(tx, id, caller)) is { } view ? view
            : Refusal.Of("supervision-unknown", "case", $"{id}");

    /// <summary>Cases a page of <see cref="List"/> at a time, for a file.</summary>
    public static async IAsyncEnumerable<SupervisionView> All(
        Db db, SupervisionFilter filter, DateOnly today, Caller caller)
    {
        var asked = filter with { Cursor = null, Limit = 200 };
        do
        {
            var page = await List(db, asked, today, caller);
            foreach (var one in page.Items)
                if (await db.Snapshot(tx => Read(tx, one.Id, caller)) is { } view) yield return view;
            asked = asked with { Cursor = page.Next };
        } while (asked.Cursor is not null);
    }

    internal static async Task<SupervisionView?> Read(Tx tx, long id, Caller caller)
    {
        var found = await tx.One<SupervisionCase>($"{SupervisionCase.Sql} where {MaySee} and c.id = @id",
            new { id, all = SeesAll(caller), party = caller.Party ?? 0 });
        if (found is null) return null;
        var entries = await tx.List<SupervisionEntry>(
            "select * from supervision_entry where case_id = @id order by id", new { id });
        var deviations = await tx.List<Deviation>($"""
            select d.id, d.case_id, d.number, d.grade, d.law, d.text, d.at, d.by_person,
                {SupervisionCase.DueOn} as due_on
            from supervision_deviation d where d.case_id = @id order by d.number
            """, new { id });
        var said = (await tx.List<DeviationEntry>("select s.* from supervision_deviation_entry s " +
            "join supervision_deviation d on d.id = s.deviation_id where d.case_id = @id order by s.id", new { id }))
            .ToLookup(entry => entry.DeviationId);
        foreach (var one in deviations) one.Entries = [.. said[one.Id]];
        // What the inspectors have found is the holder's to read when the report is sent.
        var all = SeesAll(caller) || found.State is "reported" or "closed";
        return new(found, entries, all ? await Sample(tx, id) : [], all ? deviations : []);
    }

    internal static Task<List<SampleLine>> Sample(Tx tx, long id) => tx.List<SampleLine>("""
        select s.round, s.line, s.lot_id, s.pool, s.article_number, p.name as product, s.lot_number, s.expires_on,
            s.book, s.reported, s.reported_on, s.unit_ore, n.counted, n.cause, n.text, n.by_person as counted_by
        from supervision_sample s join product p on p.article_number = s.article_number
        left join supervision_count n on n.id = (select max(k.id) from supervision_count k where k.case_id = s.case_id
            and k.round = s.round and k.line = s.line)
        where s.case_id = @id and s.round = (select max(r.round) from supervision_sample r where r.case_id = @id)
        order by s.line
        """, new { id });

    internal static bool SeesAll(Caller caller) => caller.May(Policy.SupervisionReadAll);
}
