namespace Forsyn.Web.Pages.Stock;

/// <summary>What a holder writes about a recalled lot.</summary>
public sealed class RecallAnswerForm
{
    public long Lot { get; set; }
    public string? Found { get; set; }
    public string? Given { get; set; }
    public string? Destroyed { get; set; }
    public string? Missing { get; set; }
    public string? Text { get; set; }
}
