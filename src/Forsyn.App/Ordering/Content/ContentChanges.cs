using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Texts;

namespace Forsyn.App.Ordering.Content;

/// <summary>A recommended change to what a programme offers, as it stood on a day.</summary>
public sealed class ContentChange
{
    public long Id { get; init; }
    public string Programme { get; init; } = "";
    /// <summary>add or remove.</summary>
    public string Kind { get; init; } = "";
    /// <summary>disease or product.</summary>
    public string SubjectKind { get; init; } = "";
    /// <summary>Code of the disease, or article number.</summary>
    public string Subject { get; init; } = "";
    public string NameNb { get; init; } = "";
    public string NameNn { get; init; } = "";
    public string NameEn { get; init; } = "";
    /// <summary>recommended, accepted, in-force, sent-back or withdrawn.</summary>
    public string State { get; init; } = "";
    public DateOnly WantedFrom { get; init; }
    public string Grounds { get; init; } = "";
    public Moment RecommendedAt { get; init; }
    public string RecommendedBy { get; init; } = "";
    public string RecommendedFor { get; init; } = "";
    public Moment? AnsweredAt { get; init; }
    public string? AnsweredBy { get; init; }
    public string? AnsweredFor { get; init; }
    /// <summary>How it is procured, or why it was sent back.</summary>
    public string? Note { get; init; }
    /// <summary>The first day it is offered, or no longer offered.</summary>
    public DateOnly? InForceOn { get; init; }

    public string Name(Language language) => DiseaseName.Of(language, NameNb, NameNn, NameEn);
}

/// <param name="On">As it stood at the end of this day; today when left out.</param>
public sealed record ChangeFilter(string? Programme = null, string? State = null, DateOnly? On = null);

/// <summary>Reads what was recommended and how it was answered; nothing of it is rewritten (ACT-013).</summary>
public static class ContentChanges
{
    /// <summary>The newest first; an unknown cursor begins at the top.</summary>
    public static async Task<Page<ContentChange>> List(
        Db db, ChangeFilter filter, DateOnly today, string? cursor = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 500);
        var rows = await db.List<ContentChange>($"select * from ({Rows}) r where id < @before " +
            "and (@programme = '' or programme = @programme) and (@state = '' or state = @state) " +
            "order by id desc limit @most", new
        {
            before = long.TryParse(cursor, out var id) ? id : long.MaxValue, on = filter.On ?? today,
            programme = filter.Programme ?? "", state = filter.State ?? "", most = most + 1,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    public static Task<ContentChange?> Get(Db db, long id, DateOnly today) =>
        db.One<ContentChange>($"select * from ({Rows}) r where id = @id", new { id, on = today });

    /// <summary>What was accepted for a programme, from the first day on, those to come too.</summary>
    public static Task<List<ContentChange>> Accepted(Db db, string programme, DateOnly today) =>
        db.List<ContentChange>($"select * from ({Rows}) r where programme = @programme " +
            "and state in ('accepted', 'in-force') order by in_force_on, id", new { programme, on = today });

    internal static Task<ContentChange?> Get(Tx tx, long id, DateOnly today) =>
        tx.One<ContentChange>($"select * from ({Rows}) r where id = @id", new { id, on = today });

    // What was answered after the day is not known on it.
    static readonly string Rows = $"""
        select c.id, c.programme, c.kind, c.subject_kind, c.subject,
            coalesce(d.name_nb, p.name, c.subject) as name_nb, coalesce(d.name_nn, p.name, c.subject) as name_nn,
            coalesce(d.name_en, p.name, c.subject) as name_en,
            c.wanted_from, c.grounds, c.recommended_at, c.recommended_by, c.recommended_for,
            {Known("answered_at")}, {Known("answered_by")}, {Known("answered_for")}, {Known("note")},
            {Known("in_force_on")},
            case when c.outcome is null or c.answered_on > @on then 'recommended'
                when c.outcome = 'accepted' and c.in_force_on <= @on then 'in-force' else c.outcome end as state
        from programme_change c
        left join disease d on c.subject_kind = 'disease' and d.code = c.subject
        left join product p on c.subject_kind = 'product' and p.article_number = c.subject
        where c.recommended_on <= @on
        """;

    static string Known(string column) => $"case when c.answered_on <= @on then c.{column} end as {column}";
}
