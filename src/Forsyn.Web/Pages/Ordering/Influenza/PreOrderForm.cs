using Forsyn.App.Ordering.Influenza;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Ordering.Influenza;

/// <summary>A pre-order as it stands in the form: texts as they were written.</summary>
public sealed class PreOrderForm
{
    public string? DeliveryAddress { get; set; }
    public bool TargetGroup { get; set; }
    public List<PreOrderFormLine> Lines { get; set; } = [];
    /// <summary>The version that was looked at; zero where there was none.</summary>
    public long Version { get; set; }

    public static PreOrderForm Of(SeasonView season, PreOrderView? order, Unit unit) => new()
    {
        DeliveryAddress = order?.Head.DeliveryAddress ?? unit.Address, TargetGroup = order?.Head.TargetGroup ?? true,
        Version = order?.Head.Version ?? 0,
        Lines = [.. season.Vaccines.Select(vaccine => order?.Lines.FirstOrDefault(l => l.ArticleNumber
            == vaccine.Article) is { } line
                ? new PreOrderFormLine { Article = vaccine.Article, Doses = Written(line.Doses),
                    Personnel = Written(line.Personnel) }
                : new PreOrderFormLine { Article = vaccine.Article })],
    };

    public PreOrderRequest ToRequest(string season) => new(season, DeliveryAddress, TargetGroup,
        [.. Lines.Select(line => new PreOrderLineRequest(line.Article, Typed.Number(line.Doses) ?? 0,
            Typed.Number(line.Personnel) ?? 0)).Where(line => line.Doses != 0 || line.HealthPersonnel != 0)]);

    static string? Written(long doses) => doses == 0 ? null : $"{doses}";
}

public sealed class PreOrderFormLine
{
    public string? Article { get; set; }
    public string? Doses { get; set; }
    public string? Personnel { get; set; }
}

/// <summary>More doses, as they are asked for.</summary>
public sealed class ReorderForm
{
    public string? Article { get; set; }
    public string? Doses { get; set; }

    public ReorderRequest ToRequest(string season) => new(season, Article, Typed.Number(Doses));
}

/// <summary>Somebody the municipality works with, as written.</summary>
public sealed class CooperationForm
{
    public string? Actor { get; set; }
    public string? Routine { get; set; }
    public string? Doses { get; set; }

    public CooperationRequest ToRequest(string season) => new(season, Actor, Routine, Typed.Number(Doses));
}
