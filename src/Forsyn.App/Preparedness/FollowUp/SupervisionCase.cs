using Forsyn.App.Stock;
using Forsyn.Core.Ledger;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>A case of supervision as lists show it.</summary>
public sealed class SupervisionCase
{
    // A deviation is open until its newest steps say otherwise: the last step that moves it decides.
    internal const string OpenDeviation = """
        coalesce((select s.step from supervision_deviation_entry s where s.deviation_id = d.id and s.step <> 'extend'
            order by s.id desc limit 1), 'reject') in ('reject', 'answer')
        """;

    internal const string DueOn = """
        coalesce((select s.due_on from supervision_deviation_entry s where s.deviation_id = d.id
            and s.due_on is not null order by s.id desc limit 1), d.due_on)
        """;

    internal const string Sql = $"""
        select c.*, {StockFilter.HolderName} as holder_name, y.id as holder_id,
            (select count(*) from supervision_deviation d where d.case_id = c.id and {OpenDeviation})
                as open_deviations,
            (select min({DueOn}) from supervision_deviation d where d.case_id = c.id and {OpenDeviation}) as next_due
        from supervision_case c join party y on y.key = c.holder
        """;

    public long Id { get; init; }
    public long Year { get; init; }
    public string Scheme { get; init; } = "";
    /// <summary>Key of the wholesaler.</summary>
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    internal long HolderId { get; init; }
    public bool Announced { get; init; }
    /// <summary>Why it was chosen.</summary>
    public string Reasons { get; init; } = "";
    public long ShortDays { get; init; }
    public long LateReports { get; init; }
    public DateOnly? VisitOn { get; init; }
    public string Inspectors { get; init; } = "";
    public string State { get; init; } = "";
    public long? Seed { get; init; }
    /// <summary>Made for the demonstration country.</summary>
    public bool Made { get; init; }
    public Moment PlannedAt { get; init; }
    public string PlannedBy { get; init; } = "";
    public long Version { get; init; }
    public long OpenDeviations { get; init; }
    public DateOnly? NextDue { get; init; }

    public SupervisionState StateValue => Kebab.Read<SupervisionState>(State);
    public bool IsLate(DateOnly today) => NextDue < today;
}

/// <summary>Something that was done or said in a case.</summary>
public sealed class SupervisionEntry
{
    public long Id { get; init; }
    public string Step { get; init; } = "";
    public string Text { get; init; } = "";
    public DateOnly? VisitOn { get; init; }
    public string Inspectors { get; init; } = "";
    public long? AttachmentId { get; init; }
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByParty { get; init; } = "";

    public SupervisionStep StepValue => Kebab.Read<SupervisionStep>(Step);
}

/// <summary>A lot of the sample, with what was counted last.</summary>
public sealed class SampleLine
{
    public long Round { get; init; }
    public long Line { get; init; }
    public long LotId { get; init; }
    public short Pool { get; init; }
    public string ArticleNumber { get; init; } = "";
    public string Product { get; init; } = "";
    public string LotNumber { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    /// <summary>What the ledger had, in units.</summary>
    public long Book { get; init; }
    /// <summary>What the holder's last full report said, in units; null where it has sent none.</summary>
    public long? Reported { get; init; }
    public DateOnly? ReportedOn { get; init; }
    internal long UnitOre { get; init; }
    public long? Counted { get; init; }
    public string? Cause { get; init; }
    public string? Text { get; init; }
    public string? CountedBy { get; init; }

    /// <summary>What there is more or less of than the ledger says; null until it is counted.</summary>
    public long? Difference => Counted - Book;
    /// <summary>What there is more or less of than the report says.</summary>
    public long? FromReport => Counted - Reported;
    public Money Value => new(Book * UnitOre);
    public Pool PoolValue => (Pool)Pool;
}

/// <summary>Something that was not as it must be, with where it stands.</summary>
public sealed class Deviation
{
    public long Id { get; init; }
    public long CaseId { get; init; }
    public long Number { get; init; }
    public string Grade { get; init; } = "";
    public string Law { get; init; } = "";
    public string Text { get; init; } = "";
    /// <summary>The deadline as it stands.</summary>
    public DateOnly DueOn { get; init; }
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public IReadOnlyList<DeviationEntry> Entries { get; internal set; } = [];

    public DeviationGrade GradeValue => Kebab.Read<DeviationGrade>(Grade);
    public DeviationState State => DeviationFlow.Of(Entries.Select(entry => entry.StepValue));
    public bool IsOpen => State is DeviationState.Open or DeviationState.Answered;
    public bool IsLate(DateOnly today) => State == DeviationState.Open && DueOn < today;
}

/// <summary>Something that was said of a deviation.</summary>
public sealed class DeviationEntry
{
    public long Id { get; init; }
    public long DeviationId { get; init; }
    public string Step { get; init; } = "";
    public string Text { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    public long? AttachmentId { get; init; }
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByParty { get; init; } = "";

    public DeviationStep StepValue => Kebab.Read<DeviationStep>(Step);
}

/// <summary>A case with all that belongs to it.</summary>
public sealed record SupervisionView(
    SupervisionCase Case, IReadOnlyList<SupervisionEntry> Entries, IReadOnlyList<SampleLine> Sample,
    IReadOnlyList<Deviation> Deviations);
