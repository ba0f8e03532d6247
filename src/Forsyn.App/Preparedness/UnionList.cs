using Forsyn.App.Basics;
using Forsyn.App.Database;

namespace Forsyn.App.Preparedness;

/// <summary>What an import of the European list wrote.</summary>
public sealed record UnionImport(string Version, long Substances, bool AlreadyDone);

/// <summary>Packages that left the market in a period, joined with both lists (GOA-020).</summary>
/// <param name="Listed">On the list of the stockpile duty on the day they left.</param>
/// <param name="OnUnionList">On the European list that was imported last.</param>
public sealed record Deregistrations(
    DateOnly From, DateOnly To, long All, long Listed, long OnUnionList, long OnBoth,
    IReadOnlyList<DeregistrationRow> Items);

/// <summary>A package that left the market, and which lists it was on.</summary>
public sealed class DeregistrationRow
{
    public string ArticleNumber { get; init; } = "";
    public DateOnly WithdrawnOn { get; init; }
    public string Name { get; init; } = "";
    public string Atc { get; init; } = "";
    public bool Listed { get; init; }
    public bool OnUnionList { get; init; }
}

/// <summary>The European list of critical medicines, and what leaves the market of it and of the duty's list.</summary>
public static class UnionList
{
    /// <summary>
    /// Reads a table of codes and names (atc5 or atc, and virkestoff_norsk_fest or name) as the list's version. The
    /// same version with the same rows changes nothing; refuses union-list-faulty and union-version-taken.
    /// </summary>
    public static async Task<Result<UnionImport>> Import(Db db, string version, string csv, Moment now, string by)
    {
        var faults = new List<Fault>();
        var seen = new HashSet<string>();
        var head = csv.AsSpan(0, Math.Max(0, csv.IndexOf('\n')));
        var (atc, name) = head.Contains("atc5", StringComparison.Ordinal) ? ("atc5", "virkestoff_norsk_fest")
            : ("atc", "name");
        var rows = CsvTable.Read("list", csv, faults, row =>
        {
            var code = row.Unique(atc, seen);
            if (code != "" && !Core.Preparedness.Atc.IsCode(code)) row.Add(atc, $"'{code}' is no ATC code");
            return (Atc: code, Name: row.Optional(name));
        });
        if (rows.Count == 0) faults.Add(new("list", 1, "-", "the list is empty"));
        if (string.IsNullOrWhiteSpace(version)) faults.Add(new("list", 1, "-", "the version is missing"));
        if (faults.Count > 0)
            return Refusal.Of("union-list-faulty", "count", $"{faults.Count}", "faults", string.Join('\n', faults));
        return await db.Write<UnionImport>(async tx =>
        {
            var kept = await tx.List<string>("select atc from union_substance where version = @version",
                new { version });
            if (kept.Count > 0)
                return kept.ToHashSet().SetEquals(rows.Select(row => row.Atc))
                    ? new UnionImport(version, kept.Count, true)
                    : Refusal.Of("union-version-taken", "version", version);
            await Bulk.Load(tx, "union_list", ["version", "imported_at", "imported_by"], [[version, now, by]]);
            await Bulk.Load(tx, "union_substance", ["version", "atc", "name"],
                rows.Select(row => (object?[])[version, row.Atc, row.Name]));
            return new UnionImport(version, rows.Count, false);
        });
    }

    /// <summary>The version that was imported last; null where none was.</summary>
    public static Task<string?> Version(Db db) => db.One<string>(
        "select version from union_list order by imported_at desc, version desc limit 1");

    /// <summary>Writes down packages that the register of medicines says have left the market, before they leave the
    /// register too; returns how many were new.</summary>
    public static async Task<long> Watch(Db db, Moment now)
    {
        var found = await db.One<long>($"select count(*) {New}");
        if (found == 0) return 0;
        await db.Write<long>(async tx => await tx.Do("insert into deregistration (article_number, withdrawn_on, " +
            "name, atc, seen_at) select f.article_number, f.withdrawn_on, max(f.name_form_strength), max(f.atc), " +
            $"@now {New} group by f.article_number, f.withdrawn_on", new { now }));
        return found;
    }

    const string New = "from fest_package f where f.withdrawn_on is not null and not exists (select 1 " +
        "from deregistration d where d.article_number = f.article_number and d.withdrawn_on = f.withdrawn_on)";

    /// <summary>From the first day to the last, both included.</summary>
    public static async Task<Deregistrations> Left(Db db, DateOnly from, DateOnly to)
    {
        var rows = await db.List<DeregistrationRow>("""
            select d.article_number, d.withdrawn_on, d.name, d.atc,
                exists (select 1 from list_entry e where (d.atc = e.atc or d.atc like e.atc || '%')
                    and e.valid_from <= d.withdrawn_on
                    and (e.valid_to is null or e.valid_to > d.withdrawn_on)) as listed,
                exists (select 1 from union_substance u where u.atc = d.atc and u.version =
                    (select version from union_list order by imported_at desc, version desc limit 1)) as on_union_list
            from deregistration d where d.withdrawn_on >= @from and d.withdrawn_on <= @to
            order by d.withdrawn_on desc, d.article_number
            """, new { from, to });
        return new(from, to, rows.Count, rows.Count(row => row.Listed), rows.Count(row => row.OnUnionList),
            rows.Count(row => row is { Listed: true, OnUnionList: true }),
            [.. rows.Where(row => row.Listed || row.OnUnionList)]);
    }
}
