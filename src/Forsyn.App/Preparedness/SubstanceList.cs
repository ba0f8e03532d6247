using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>A row of a scheme's list, with the proposals that brought it and ended it.</summary>
public sealed class ListRow
{
    public string Scheme { get; init; } = "";
    public string Atc { get; init; } = "";
    public string Name { get; init; } = "";
    public SubstanceGroup Group => Kebab.Read<SubstanceGroup>(SubstanceGroup);
    internal string SubstanceGroup { get; init; } = "";
    public string Span { get; init; } = "";
    public string Part { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    /// <summary>The first day it no longer holds; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }
    public long ProposalId { get; init; }
    public long? EndedBy { get; init; }
    /// <summary>It is also on the European list of critical medicines.</summary>
    public bool OnUnionList { get; init; }
    /// <summary>Packages of it in the catalogue.</summary>
    public long Medicines { get; init; }

    internal ListEntry ToEntry() =>
        new(Atc, Name, Group, ReadSpan(Span), Part, new DateRange(ValidFrom, ValidTo));

    internal static Span ReadSpan(string text) => Core.Preparedness.Span.TryParse(text, out var span) ? span
        : throw new InvariantBroken($"'{text}' is stored as a span");
}

/// <summary>How much the list covers on a day, beside what the sources say of today's list (STP-008).</summary>
/// <param name="Groups">Substances by kind of content.</param>
public sealed record ListCounts(
    long Substances, long Medicines, long OnUnionList, IReadOnlyDictionary<string, long> Groups)
{
    /// <summary>About so many substances are stored today, by the sources.</summary>
    public static long SubstancesOfToday(DateOnly day) => Rules.Book.On(day).Count("stockpile-substances-today");

    /// <summary>About so many medicines they are spread over, by the sources.</summary>
    public static long MedicinesOfToday(DateOnly day) => Rules.Book.On(day).Count("stockpile-medicines-today");
}

/// <summary>Which substances a scheme covers, by day (STP-012).</summary>
public static class SubstanceList
{
    const string Columns = """
        select e.scheme, e.atc, e.name, e.substance_group, e.span, e.part, e.valid_from, e.valid_to, e.proposal_id,
            e.ended_by,
            exists (select 1 from union_substance u where u.atc = e.atc and u.version =
                (select version from union_list order by imported_at desc, version desc limit 1)) as on_union_list,
            (select count(*) from product p where p.class = 'medicine' and p.atc >= e.atc
                and p.atc < e.atc || 'a') as medicines
        from list_entry e
        """;

    /// <summary>The list on a day, by code; what the reader looks for may be part of code or name.</summary>
    public static Task<List<ListRow>> On(Db db, string scheme, DateOnly day, string? query = null) =>
        db.List<ListRow>($"""
            {Columns} where e.scheme = @scheme and e.valid_from <= @day and (e.valid_to is null or e.valid_to > @day)
                and (@query = '' or lower(e.name) like @part or lower(e.atc) like @part)
            order by e.atc
            """, new { scheme, day, query = query?.Trim() ?? "", part = $"%{query?.Trim().ToLowerInvariant()}%" });

    /// <summary>Every addition and removal there was or is decided, the newest first.</summary>
    public static Task<List<ListRow>> History(Db db, string scheme) => db.List<ListRow>(
        $"{Columns} where e.scheme = @scheme order by coalesce(e.valid_to, e.valid_from) desc, e.atc", new { scheme });

    internal static async Task<IReadOnlyList<ListEntry>> Entries(Tx tx, string scheme, DateOnly day) =>
    [
        .. (await tx.List<ListRow>("select scheme, atc, name, substance_group, span, part, valid_from, valid_to " +
            "from list_entry where scheme = @scheme and valid_from <= @day and (valid_to is null or valid_to > @day) " +
            "order by atc", new { scheme, day })).Select(row => row.ToEntry()),
    ];

    public static ListCounts Count(IReadOnlyList<ListRow> list) => new(list.Count, list.Sum(row => row.Medicines),
        list.Count(row => row.OnUnionList),
        Enum.GetValues<SubstanceGroup>().ToDictionary(Kebab.Of, group => (long)list.Count(row => row.Group == group)));
}
