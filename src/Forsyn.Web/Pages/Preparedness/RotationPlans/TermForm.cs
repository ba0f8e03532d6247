using Forsyn.App.Preparedness.RotationPlans;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Preparedness.RotationPlans;

/// <summary>How a package is bought, as written; a field that is empty follows the common rule.</summary>
public sealed class TermForm
{
    public string? Article { get; set; }
    public string? LeadDays { get; set; }
    public string? LifeDays { get; set; }
    public string? CycleDays { get; set; }
    public string? Packs { get; set; }

    // What is no number is outside every limit, and is refused with the limits named.
    public TermRequest ToRequest() => new(Days(LeadDays), Days(LifeDays), Days(CycleDays), Typed.Number(Packs));

    internal static int? Days(string? text) =>
        Typed.Number(text) is { } days ? (int)Math.Min(days, int.MaxValue) : null;
}

/// <summary>How long a supplier takes, as written; an empty field takes it back.</summary>
public sealed class SupplierForm
{
    public string? Supplier { get; set; }
    public string? LeadDays { get; set; }

    public SupplierTermRequest ToRequest() => new(TermForm.Days(LeadDays));
}
