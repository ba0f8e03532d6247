using Forsyn.App.Shortages;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Shortages;

/// <summary>A restriction, as written.</summary>
public sealed class RestrictionForm
{
    public string? Title { get; set; }
    public string? Law { get; set; }
    public string? Grounds { get; set; }
    public string? Atc { get; set; }
    public string? Articles { get; set; }
    public string? Forms { get; set; }
    public string? MostUnits { get; set; }
    public string? MostPacks { get; set; }
    public string? MostDays { get; set; }
    public string? EveryDays { get; set; }
    public string? Starts { get; set; }
    public string? Ends { get; set; }
    public string? ReviewOn { get; set; }
    public string? ExemptText { get; set; }
    public List<string>? Actors { get; set; }
    public List<string>? Exempt { get; set; }
    public bool NoExport { get; set; }

    public RestrictionRequest ToRequest() => new(Title, [Atc ?? ""], [Articles ?? ""], [Forms ?? ""], Actors,
        Typed.Number(MostUnits), Typed.Number(MostPacks), (int?)Typed.Number(MostDays), (int?)Typed.Number(EveryDays),
        Starts, Ends, Exempt, ExemptText, NoExport, Law, Grounds, ReviewOn);
}

/// <summary>A repeal, as written.</summary>
public sealed class RepealForm
{
    public string? Grounds { get; set; }
    public string? From { get; set; }
}
