using Forsyn.App.Ordering.Content;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>A recommendation, as written.</summary>
public sealed class RecommendationForm
{
    public string? Programme { get; set; }
    public string? Kind { get; set; }
    public string? Disease { get; set; }
    public string? ArticleNumber { get; set; }
    public string? WantedFrom { get; set; }
    public string? Grounds { get; set; }

    public RecommendationRequest ToRequest() => new(Programme, Kind, Disease, ArticleNumber, WantedFrom, Grounds);
}

/// <summary>An answer to one, as written.</summary>
public sealed class AnswerForm
{
    public string? Action { get; set; }
    public string? InForceOn { get; set; }
    public string? Note { get; set; }
}
