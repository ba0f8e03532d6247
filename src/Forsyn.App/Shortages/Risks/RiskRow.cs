namespace Forsyn.App.Shortages.Risks;

/// <summary>A risk as it stands: what it is, its newest assessment, and its measures in numbers.</summary>
public sealed class RiskRow
{
    internal const string Sql = """
        select k.id, k.subject, k.title, k.may_happen, k.cause, k.atc, k.made, k.opened_at, k.opened_by, k.closed_at,
            a.id as assessment, a.likelihood, a.consequence, a.class, a.owner, a.review_on,
            (select count(*) from risk_measure m where m.risk_id = k.id) as measures,
            (select count(*) from risk_measure_end d where d.risk_id = k.id) as ended,
            (select min(m.due_on) from risk_measure m where m.risk_id = k.id and not exists (select 1
                from risk_measure_end d where d.risk_id = m.risk_id and d.number = m.number)) as next_due
        from risk k join risk_entry a on a.id = (select max(e.id) from risk_entry e
            where e.risk_id = k.id and e.step = 'assess')
        """;

    public long Id { get; init; }
    public string Subject { get; init; } = "";
    public string Title { get; init; } = "";
    public string MayHappen { get; init; } = "";
    public string Cause { get; init; } = "";
    /// <summary>Codes with commas between; empty where it is about no substance.</summary>
    public string Atc { get; init; } = "";
    public bool Made { get; init; }
    public Moment OpenedAt { get; init; }
    public string OpenedBy { get; init; } = "";
    public Moment? ClosedAt { get; init; }
    /// <summary>1 to 5.</summary>
    public long Likelihood { get; init; }
    /// <summary>1 to 5.</summary>
    public long Consequence { get; init; }
    /// <summary>low, medium or high, by the matrix of the day it was assessed.</summary>
    public string Class { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly ReviewOn { get; init; }
    public long Measures { get; init; }
    /// <summary>Measures that are done or dropped.</summary>
    public long Ended { get; init; }
    /// <summary>The soonest deadline of a measure that is not over.</summary>
    public DateOnly? NextDue { get; init; }

    public long Score => Likelihood * Consequence;
    public bool IsOpen => ClosedAt is null;
    public bool IsLate(DateOnly today) => IsOpen && (ReviewOn < today || NextDue < today);
}

/// <summary>An assessment of a risk, or its closing.</summary>
public sealed class RiskEntry
{
    public string Step { get; init; } = "";
    public long? Likelihood { get; init; }
    public long? Consequence { get; init; }
    public string? Class { get; init; }
    public string? Owner { get; init; }
    public DateOnly? ReviewOn { get; init; }
    public string Text { get; init; } = "";
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
}

/// <summary>Something that is done about a risk.</summary>
public sealed class RiskMeasure
{
    public long Number { get; init; }
    public string Text { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly DueOn { get; init; }
    /// <summary>True when done, false when dropped, null while it is to be done.</summary>
    public bool? Done { get; init; }
    public string? EndText { get; init; }
    public Moment? EndedAt { get; init; }

    public bool IsLate(DateOnly today) => Done is null && DueOn < today;
}

/// <summary>A risk with its history and measures.</summary>
public sealed record RiskView(RiskRow Risk, IReadOnlyList<RiskEntry> Entries, IReadOnlyList<RiskMeasure> Measures);

/// <summary>How many open risks stand at a place of the matrix.</summary>
public sealed class RiskCell
{
    public long Likelihood { get; init; }
    public long Consequence { get; init; }
    public long Count { get; init; }
}
