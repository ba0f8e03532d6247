using Forsyn.App.Ordering;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>An application for licence exemption as it stands in the form.</summary>
public sealed class ApplyForm
{
    public string? Article { get; set; }
    public string? Workplace { get; set; }
    public string? HprNumber { get; set; }
    public string? SentTo { get; set; }
    /// <summary>Made once with the page, so that a form that is sent twice is one application.</summary>
    public string? Key { get; set; }
    public ExemptionForm Exemption { get => field ??= new(); set; }

    public ApplicationRequest ToRequest() => new()
    {
        ArticleNumber = Article, Kind = Exemption.Kind, WholeYear = Exemption.WholeYear,
        Doses = Exemption.WholeYear ? null : Typed.Number(Exemption.Doses), Attachment = Exemption.File,
        SentTo = SentTo, HprNumber = HprNumber, Workplace = Workplace, Use = Exemption.Use, Why = Exemption.Why,
        Patient = Exemption.Patient,
    };
}
