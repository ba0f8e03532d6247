using Forsyn.App.Database;
using Forsyn.Core.Catalogue.Fest;

namespace Forsyn.App.Catalogue.Fest;

/// <summary>
/// Decides for all versions of a file at once which stay, by the rules of <see cref="FestRules"/>, and takes the losers
/// away. Works on sets, so that the length of a file does not count in memory.
/// </summary>
static class MergeFest
{
    public static Task Prepare(Tx tx) => tx.Do("""
        create temp table fest_staged (id bigint not null, catalogue bigint not null, entry_id text not null,
            catalogue_id text not null, made_at bigint not null, loaded {bool} not null);
        create temp table fest_expired (id bigint not null, catalogue bigint not null, entry_id text not null,
            catalogue_id text not null, made_at bigint not null, primary key (entry_id, catalogue, id),
            unique (catalogue_id, catalogue, id));
        create temp table fest_gone (id bigint primary key)
        """.Replace("{bool}", tx.Kind == DbKind.Postgres ? "boolean" : "integer"));

    /// <summary>Merges what was staged; full files also take away what they do not have, in the catalogues they
    /// have.</summary>
    public static async Task<List<FestVerdict>> Run(Tx tx, long importId, bool increment,
        IReadOnlyList<FestCatalogue> present)
    {
        await tx.Do(Verdicts);
        var counts = await tx.List<FestVerdict>(
            "select catalogue, verdict, count(*) as number from fest_verdict group by catalogue, verdict");
        var expired = await Expire(tx, increment, present);
        await tx.Do("""
            insert into fest_gone (id)
            select id from fest_verdict where loaded and verdict in ('lost', 'unchanged', 'older')
            union select held_id from fest_verdict where verdict = 'changed'
            union select id from fest_leaving
            """);
        if (await tx.One<long>("select count(*) from fest_gone") > 0)
            foreach (var table in FestTable.Kept.Select(t => t.Name).Append("fest_entry"))
                await tx.Do($"delete from {table} where id in (select id from fest_gone)");
        await tx.Do("""
            insert into fest_entry (id, catalogue, entry_id, catalogue_id, made_at, import_id)
            select id, catalogue, entry_id, catalogue_id, made_at, @importId from fest_verdict
            where verdict in ('added', 'changed') order by catalogue_id
            """, new { importId });
        await tx.Do("drop table fest_staged; drop table fest_expired; drop table fest_gone; " +
            "drop table fest_verdict; drop table fest_leaving");
        return [.. counts, .. expired];
    }

    // Lost: the same file has a newer version. An active version whose own entry id is expired in the file never
    // counts.
    const string Verdicts = """
        create temp table fest_verdict as
        with ranked as (
            select s.id, s.catalogue, s.entry_id, s.catalogue_id, s.made_at, s.loaded,
                row_number() over (partition by s.catalogue_id, s.catalogue order by s.made_at desc, s.id desc) as place
            from fest_staged s
            where not exists (select 1 from fest_expired u
                where u.entry_id = s.entry_id and u.catalogue = s.catalogue and u.made_at >= s.made_at))
        select r.id, r.catalogue, r.entry_id, r.catalogue_id, r.made_at, r.loaded, e.id as held_id,
            case when r.place > 1 then 'lost'
                when e.id is null then 'added'
                when e.entry_id = r.entry_id and e.made_at = r.made_at then 'unchanged'
                when e.made_at > r.made_at then 'older'
                else 'changed' end as verdict
        from ranked r left join fest_entry e on e.catalogue_id = r.catalogue_id and e.catalogue = r.catalogue
        """;

    // Loaded versions that are themselves expired in the file were never given a verdict; they leave with the expired.
    static async Task<List<FestVerdict>> Expire(Tx tx, bool increment, IReadOnlyList<FestCatalogue> present)
    {
        var missing = increment || present.Count == 0 ? "" :
            $" or e.catalogue in ({string.Join(", ", present.Select(c => $"{(long)c}"))})";
        await tx.Do($"""
            create temp table fest_leaving as
            select e.id, e.catalogue, 'expired' as verdict from fest_entry e
            where e.id not in (select held_id from fest_verdict where held_id is not null)
                and (exists (select 1 from fest_expired u where u.entry_id = e.entry_id and u.catalogue = e.catalogue)
                    or exists (select 1 from fest_expired u
                        where u.catalogue_id = e.catalogue_id and u.catalogue = e.catalogue
                            and u.made_at >= e.made_at){missing})
            union all
            select s.id, s.catalogue, 'withdrawn' from fest_staged s
            where exists (select 1 from fest_expired u
                where u.entry_id = s.entry_id and u.catalogue = s.catalogue and u.made_at >= s.made_at)
            """);
        return await tx.List<FestVerdict>(
            "select catalogue, verdict, count(*) as number from fest_leaving group by catalogue, verdict");
    }
}

/// <summary>How many versions of a catalogue met one fate.</summary>
sealed class FestVerdict
{
    public long Catalogue { get; init; }
    public string Verdict { get; init; } = "";
    public long Number { get; init; }
}
