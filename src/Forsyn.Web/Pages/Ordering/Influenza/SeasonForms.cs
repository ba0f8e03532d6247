using Forsyn.App.Ordering.Influenza;
using Forsyn.Core.Ordering;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Ordering.Influenza;

/// <summary>How doses are to be shared, as written.</summary>
public sealed class TermsForm
{
    public string? HospitalPercent { get; set; }
    public string? MunicipalityDoses { get; set; }
    /// <summary>Doses to give of each vaccine; an empty field is what is in stock.</summary>
    public Dictionary<string, string?> Supply { get; set; } = [];

    public AllotmentTerms ToTerms() => new(
        (int)Math.Clamp(Typed.Number(HospitalPercent) ?? 0, -1, 101), Typed.Number(MunicipalityDoses) ?? 0,
        Supply.Where(one => !string.IsNullOrWhiteSpace(one.Value))
            .ToDictionary(one => one.Key, one => Typed.Number(one.Value) ?? -1));
}

public sealed class WaveForm
{
    public string? Number { get; set; }
    public string? Day { get; set; }
}

/// <summary>A season to open, as written; its vaccines are those of the season that is shown.</summary>
public sealed class SeasonForm
{
    public string? Code { get; set; }
    public string? OpensOn { get; set; }
    public string? ClosesOn { get; set; }
    /// <summary>Reduced and full price by article number, kroner.</summary>
    public Dictionary<string, string?> Reduced { get; set; } = [];
    public Dictionary<string, string?> Full { get; set; } = [];

    public static SeasonForm After(IReadOnlyList<SeasonView> seasons)
    {
        var year = seasons.Count == 0 ? null : Season.YearOf(seasons[0].Season.Code) + 1;
        return year is not { } next ? new() : new()
        {
            Code = Season.CodeOf(next), OpensOn = $"{next}-04-01", ClosesOn = $"{next}-08-01",
            Reduced = seasons[0].Vaccines.ToDictionary(one => one.Article, one => (string?)$"{one.Price.Reduced}"),
            Full = seasons[0].Vaccines.ToDictionary(one => one.Article, one => (string?)$"{one.Price.Full}"),
        };
    }

    public SeasonRequest ToRequest(SeasonView shown) => new(Code, OpensOn, ClosesOn,
        [.. shown.Vaccines.Where(one => !string.IsNullOrWhiteSpace(Full.GetValueOrDefault(one.Article)))
            .Select(one => new SeasonProductRequest(one.Article, Of(Reduced, one.Article), Of(Full, one.Article)))]);

    static string? Of(Dictionary<string, string?> prices, string article) =>
        prices.GetValueOrDefault(article)?.Trim().Replace(',', '.');
}
