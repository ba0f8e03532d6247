using Forsyn.Core.Shortages;

namespace Forsyn.App.Shortages;

/// <summary>A shortage notification as it stands: what it says now, and how it is assessed.</summary>
public sealed class NoticeRow
{
    internal const string Sql = """
        select n.id, n.occasion, n.reporter, n.reporter_id, n.state, n.versions, n.in_time, n.ended_at, n.made, v.atc,
            v.substance, v.articles, v.permanent, v.starts_on, v.ends_on, v.reason, v.text, f.notified_at,
            (select min(e.at) from shortage_notice_entry e where e.notice_id = n.id and e.step = 'assess')
                as assessed_at, a.consequence, a.solution, a.review_on
        from shortage_notice n
        join shortage_notice_version f on f.notice_id = n.id and f.number = 1
        join shortage_notice_version v on v.notice_id = n.id and v.number = n.versions
        left join shortage_notice_entry a on a.id = (select max(e.id) from shortage_notice_entry e
            where e.notice_id = n.id and e.step = 'assess')
        """;

    public long Id { get; init; }
    public string Occasion { get; init; } = "";
    /// <summary>The holder of the authorisation, or the wholesaler.</summary>
    public string Reporter { get; init; } = "";
    internal long? ReporterId { get; init; }
    public string State { get; init; } = "";
    public long Versions { get; init; }
    /// <summary>Whether the first came the months before that the law sets; null where that is not judged.</summary>
    public bool? InTime { get; init; }
    /// <summary>When it was closed or deleted.</summary>
    public Moment? EndedAt { get; init; }
    public bool Made { get; init; }
    public string Atc { get; init; } = "";
    public string Substance { get; init; } = "";
    /// <summary>Article numbers with commas between.</summary>
    public string Articles { get; init; } = "";
    public bool Permanent { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    /// <summary>When the first notification came.</summary>
    public Moment NotifiedAt { get; init; }
    /// <summary>When it was assessed for the first time.</summary>
    public Moment? AssessedAt { get; init; }
    public string? Consequence { get; init; }
    public string? Solution { get; init; }
    public DateOnly? ReviewOn { get; init; }

    public bool IsOpen => State == "open";
    /// <summary>Whole hours from the first notification to the first assessment.</summary>
    public long? HoursToAssess => AssessedAt is { } at ? (long)at.Since(NotifiedAt).TotalHours : null;

    public bool MayBeChanged(DateOnly today) => IsOpen && NoticeRules.NoticeCanBeChanged(EndsOn, today);
}

/// <summary>What a notification said, the first time or changed.</summary>
public sealed class NoticeVersion
{
    public long Number { get; init; }
    public string Articles { get; init; } = "";
    public bool Permanent { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public string Reason { get; init; } = "";
    public string Text { get; init; } = "";
    public Moment NotifiedAt { get; init; }
    public Moment RecordedAt { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByParty { get; init; } = "";
}

/// <summary>Something that was done with a notification.</summary>
public sealed class NoticeEntry
{
    public string Step { get; init; } = "";
    public string? Consequence { get; init; }
    public string? Solution { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByParty { get; init; } = "";
}

/// <summary>A package of a notification.</summary>
public sealed class NoticePackage
{
    public string ArticleNumber { get; init; } = "";
    public string Name { get; init; } = "";
    public string Strength { get; init; } = "";
}

/// <param name="Next">What the reader may do with it now.</param>
public sealed record NoticeView(
    NoticeRow Notice, IReadOnlyList<NoticePackage> Packages, IReadOnlyList<NoticeVersion> Versions,
    IReadOnlyList<NoticeEntry> Entries, bool MayChange, IReadOnlyList<NoticeStep> Next);
