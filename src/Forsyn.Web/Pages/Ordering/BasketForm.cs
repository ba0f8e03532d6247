using Forsyn.App.Ordering;
using Forsyn.Core.Catalogue;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>
/// The basket as it stands in the form: texts as they were written, so that nothing is lost on a refusal.
/// </summary>
public sealed class BasketForm
{
    public List<BasketLine> Lines { get; set; } = [];
    public string? PlannedOn { get; set; }
    public string? DeliveryAddress { get; set; }
    public bool AcceptShorter { get; set; }
    public bool Urgent { get; set; }
    public string? UrgentReason { get; set; }
    public UrgentForm Emergency { get; set; } = new();
    public string? Remarks { get; set; }
    /// <summary>Influenza vaccine is for the recommended target groups.</summary>
    public bool TargetGroup { get; set; }
    /// <summary>Made once with the page, so that a form that is sent twice places one order.</summary>
    public string? Key { get; set; }

    public static BasketForm Of(OrderRequest draft, IReadOnlyDictionary<string, Product> products) => new()
    {
        Lines = [.. (draft.Lines ?? []).Select(line => BasketLine.Of(line, products))],
        PlannedOn = draft.PlannedVaccinationDate, DeliveryAddress = draft.DeliveryAddress,
        AcceptShorter = draft.AcceptShorterShelfLife ?? false, Urgent = draft.Urgent is not null,
        UrgentReason = UrgentForm.Reason(draft.Urgent), Emergency = UrgentForm.Of(draft.Urgent),
        Remarks = draft.Remarks,
        TargetGroup = draft.TargetGroup ?? false,
    };

    public OrderRequest ToRequest(IReadOnlyDictionary<string, Product> products) => new()
    {
        Channel = "web", Lines = [.. Lines.Select(line => line.ToRequest(products))],
        PlannedVaccinationDate = PlannedOn, DeliveryAddress = Short(DeliveryAddress, 300),
        AcceptShorterShelfLife = AcceptShorter, Remarks = Short(Remarks, 2000),
        Urgent = Urgent ? Emergency.ToRequest(UrgentReason) : null,
        TargetGroup = TargetGroup ? true : null,
    };

    static string? Short(string? text, int most) => text?.Length > most ? text[..most] : text;
}

/// <summary>One line of the basket.</summary>
public sealed class BasketLine
{
    public string? Article { get; set; }
    public string? Amount { get; set; }
    public string? Unit { get; set; }
    public string? Purpose { get; set; }
    /// <summary>Never null: a form without such fields sets it to nothing.</summary>
    public ExemptionForm Exemption { get => field ??= new(); set; }

    public static BasketLine Of(LineRequest line, IReadOnlyDictionary<string, Product> products)
    {
        var perPack = products.GetValueOrDefault(line.ArticleNumber ?? "")?.DosesPerPack ?? 1;
        var (amount, unit) = AmountNames.Written(line.Doses, perPack);
        return new()
        {
            Article = line.ArticleNumber, Amount = amount, Unit = unit, Purpose = line.Purpose,
            Exemption = ExemptionForm.Of(line.Exemption),
        };
    }

    public LineRequest ToRequest(IReadOnlyDictionary<string, Product> products) => new()
    {
        ArticleNumber = Article, Purpose = string.IsNullOrEmpty(Purpose) ? null : Purpose,
        Doses = AmountNames.Doses(
            Amount, Unit, products.GetValueOrDefault(Article ?? "")?.DosesPerPack ?? 1),
        Exemption = Exemption.ToRequest(), Patient = Exemption.Patient,
    };
}
