using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Goods;

/// <summary>An expected delivery as it is written on the page.</summary>
public sealed class DeliveryForm
{
    public string? Key { get; set; }
    public string? Supplier { get; set; }
    public string? Agreement { get; set; }
    public string? Reference { get; set; }
    public string? PlannedOn { get; set; }
    public string? MinimumDays { get; set; }
    public string? Text { get; set; }
    public IFormFile? File { get; set; }
    public List<DeliveryFormLine> Lines { get; set; } = [];

    public bool HasFile => File is { Length: > 0 };

    public DeliveryRequest ToRequest() => new(Supplier, PlannedOn,
        [.. Lines.Where(line => !line.Empty).Select(line => line.ToRequest())], Reference,
        long.TryParse(Agreement, out var agreement) ? agreement : null, Typed.Number(MinimumDays));

    public static DeliveryForm Of(DeliveryView view) => new()
    {
        Supplier = view.Delivery.SupplierKey, Agreement = $"{view.Delivery.AgreementId}",
        Reference = view.Delivery.Reference, PlannedOn = $"{view.Delivery.PlannedOn:yyyy-MM-dd}",
        MinimumDays = $"{view.Delivery.MinimumDays}",
        Lines = [.. view.Lines.Select(line => new DeliveryFormLine
        {
            Product = line.ArticleNumber, Units = $"{line.Units}", Lot = line.LotNumber,
            Expires = $"{line.ExpiresOn:yyyy-MM-dd}",
        })],
    };
}

/// <summary>A line of it; one without product and units says nothing.</summary>
public sealed class DeliveryFormLine
{
    public string? Product { get; set; }
    public string? Units { get; set; }
    public string? Lot { get; set; }
    public string? Expires { get; set; }

    public bool Empty => string.IsNullOrWhiteSpace(Product) && string.IsNullOrWhiteSpace(Units);

    public DeliveryLineRequest ToRequest() => new(Product, Typed.Number(Units), null, Lot, Expires);
}
