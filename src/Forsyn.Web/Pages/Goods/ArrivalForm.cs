using Forsyn.App.Fulfilment.GoodsIn;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Goods;

/// <summary>What came of a delivery, as it is typed or scanned.</summary>
public sealed class ArrivalForm
{
    public string? Key { get; set; }
    public string? Scan { get; set; }
    public string? Temperature { get; set; }
    public string? Packaging { get; set; }
    public string? Logger { get; set; }
    public bool Last { get; set; }
    public string? Text { get; set; }
    public List<IFormFile>? Photos { get; set; }
    public IFormFile? File { get; set; }
    public List<ArrivalFormLine> Lines { get; set; } = [];

    public ArrivalRequest ToRequest(IReadOnlyList<long> photos) => new(
        [.. Lines.Where(line => !line.Empty).Select(line => line.ToRequest())], Temperature, Packaging, Logger, Last,
        Text, photos);

    /// <summary>A row for what is left of each line of the delivery, with the lot where it was announced.</summary>
    public static ArrivalForm Of(DeliveryView view) => new()
    {
        Lines = [.. view.Lines.Where(line => line.Left > 0).Select(line => new ArrivalFormLine
        {
            Product = line.ArticleNumber, Lot = line.LotNumber, Expires = $"{line.ExpiresOn:yyyy-MM-dd}",
        })],
    };
}

/// <summary>One lot of it; a row without a number of units has not come.</summary>
public sealed class ArrivalFormLine
{
    public string? Product { get; set; }
    public string? Lot { get; set; }
    public string? Expires { get; set; }
    public string? Produced { get; set; }
    public string? Units { get; set; }
    public string? Damaged { get; set; }
    public string? Text { get; set; }

    public bool Empty => string.IsNullOrWhiteSpace(Units);

    public ArrivalLineRequest ToRequest() => new(Product, Lot, Expires, Typed.Number(Units), null,
        Typed.Number(Damaged), Produced, null, Text);
}
