using Forsyn.App.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>An outbreak as the desk writes it down.</summary>
public sealed class OutbreakForm
{
    public string? Disease { get; set; }
    public string? Area { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
    public string? DeclaredBy { get; set; }

    public OutbreakRequest ToRequest() => new(Disease, Area, From, To, DeclaredBy);
}
