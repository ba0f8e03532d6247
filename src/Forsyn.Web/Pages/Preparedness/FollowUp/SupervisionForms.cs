using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;

namespace Forsyn.Web.Pages.Preparedness.FollowUp;

/// <summary>A plan of supervision, as written.</summary>
public sealed class SupervisionPlanForm
{
    public string? Holder { get; set; }
    public string? Scheme { get; set; }
    public string? Reasons { get; set; }
    public string? Announced { get; set; }
    public string? VisitOn { get; set; }
    public string? Inspectors { get; set; }

    public SupervisionPlan ToPlan() => new(Holder, Scheme, Reasons, Announced != "false", null, VisitOn, Inspectors);
}

/// <summary>A step of a case, as written.</summary>
public sealed class SupervisionMoveForm
{
    public string? Step { get; set; }
    public string? Text { get; set; }
    public string? VisitOn { get; set; }
    public string? Inspectors { get; set; }
    public string? Version { get; set; }
    public IFormFile? File { get; set; }
}

/// <summary>What was counted, as written beside the lines.</summary>
public sealed class SampleForm
{
    public List<SampleLineForm>? Lines { get; set; }
    public string? Scan { get; set; }
    public string? Units { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>A line nothing was written in says nothing.</summary>
    public IReadOnlyList<CountedSample> ToLines() =>
    [
        .. (Lines ?? []).Where(line => !string.IsNullOrWhiteSpace(line.Counted))
            .Select(line => new CountedSample(line.Line, line.Counted, line.Cause, line.Text)),
    ];
}

/// <summary>A line of the sample.</summary>
public sealed class SampleLineForm
{
    public long Line { get; set; }
    public string? Counted { get; set; }
    public string? Cause { get; set; }
    public string? Text { get; set; }
}

/// <summary>A deviation, as written.</summary>
public sealed class DeviationForm
{
    public string? Grade { get; set; }
    public string? Law { get; set; }
    public string? Text { get; set; }
    public string? DueOn { get; set; }
}

/// <summary>What is said of a deviation.</summary>
public sealed class DeviationSaidForm
{
    public long Number { get; set; }
    public string? Step { get; set; }
    public string? Text { get; set; }
    public string? DueOn { get; set; }
    public IFormFile? File { get; set; }
}

/// <summary>Files sent with a form of the follow-up.</summary>
static class SentFiles
{
    /// <summary>The id of the file when there is one; what its check refuses.</summary>
    public static async Task<Result<long?>> Keep(
        Db db, IFormFile? file, AttachmentPurpose purpose, Moment now, Caller caller)
    {
        if (file is not { Length: > 0 }) return (long?)null;
        await using var content = file.OpenReadStream();
        var saved = await Attachments.Save(db, content, file.FileName, file.ContentType, purpose, now, caller);
        return saved.Ok ? (long?)saved.Value : saved.Refusal!;
    }
}
