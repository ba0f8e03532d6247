using Forsyn.App.Preparedness;

namespace Forsyn.Web.Pages.Preparedness;

/// <summary>A decision, as written.</summary>
public sealed class DecisionForm
{
    public string? Action { get; set; }
    public string? Decision { get; set; }
    public string? InForceOn { get; set; }
}

/// <summary>A proposal, as written.</summary>
public sealed class ProposalForm
{
    /// <summary>more: show more rows and propose nothing yet.</summary>
    public string? Action { get; set; }
    public string? Scheme { get; set; }
    public string? Title { get; set; }
    public List<string>? Commissioners { get; set; }
    public List<ChangeForm>? Changes { get; set; }

    /// <summary>A row nothing was written in says nothing.</summary>
    public ProposalRequest ToRequest() => new(Scheme, Title, Commissioners,
    [
        .. (Changes ?? []).Where(change => !string.IsNullOrWhiteSpace(change.Atc)).Select(change => change.ToChange()),
    ]);
}

/// <summary>A row of a proposal.</summary>
public sealed class ChangeForm
{
    public string? Kind { get; set; }
    public string? Atc { get; set; }
    public string? Name { get; set; }
    public string? Group { get; set; }
    public string? Count { get; set; }
    public string? Unit { get; set; }
    public string? Part { get; set; }
    public string? Recommendation { get; set; }
    public string? Reasons { get; set; }
    public string? Day { get; set; }

    public WrittenChange ToChange() => new(Kind, Atc, Name, Group,
        string.IsNullOrWhiteSpace(Count) ? null : $"{Count.Trim()} {Unit}", Part, Recommendation, Reasons, Day);
}

/// <summary>A month of sales, as sent.</summary>
public sealed class SalesForm
{
    public string? Seller { get; set; }
    public string? Month { get; set; }
    public IFormFile? File { get; set; }
}
