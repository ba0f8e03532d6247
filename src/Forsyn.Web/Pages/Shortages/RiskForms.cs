using Forsyn.App.Shortages.Risks;

namespace Forsyn.Web.Pages.Shortages;

/// <summary>A risk with its first assessment, or an assessment of it, as written.</summary>
public sealed class RiskForm
{
    public string? Subject { get; set; }
    public string? Title { get; set; }
    public string? MayHappen { get; set; }
    public string? Cause { get; set; }
    public string? Atc { get; set; }
    public string? Likelihood { get; set; }
    public string? Consequence { get; set; }
    public string? Owner { get; set; }
    public string? ReviewOn { get; set; }
    public string? Text { get; set; }

    public RiskAssessment ToAssessment() => new(Likelihood, Consequence, Owner, ReviewOn, Text);

    public RiskRequest ToRequest() => new(Subject, Title, MayHappen, Cause, Atc, ToAssessment());
}

/// <summary>A measure, the end of one, or a closing, as written.</summary>
public sealed class RiskMeasureForm
{
    public string? Number { get; set; }
    public string? Text { get; set; }
    public string? Owner { get; set; }
    public string? DueOn { get; set; }
    public bool Dropped { get; set; }
}
