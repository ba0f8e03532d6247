using Forsyn.App.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>An emergency call as it is written down: who needs what, why, since when, and who called.</summary>
public sealed class UrgentCallForm
{
    const int Rows = 3;

    public string? Customer { get; set; }
    public string? Name { get; set; }
    public string? Role { get; set; } = "physician";
    public string? HprNumber { get; set; }
    public string? Caller { get; set; }
    public string? UrgentReason { get; set; }
    public UrgentForm Emergency { get; set; } = new();
    public string? DeliveryAddress { get; set; }
    /// <summary>What is given at once need not keep for three months; that is asked and written down all the same.
    /// </summary>
    public bool AcceptShorter { get; set; }
    public string? Remarks { get; set; }
    public List<RegisterLine> Lines { get; set; } = [];
    /// <summary>Made once with the page, so that a form that is sent twice registers one order.</summary>
    public string? Key { get; set; }

    /// <summary>Empty rows go last, so that a finding's line is the row that is seen.</summary>
    public void Tidy()
    {
        Lines = [.. Lines.Where(line => !line.IsEmpty)];
        while (Lines.Count < Rows) Lines.Add(new());
    }

    public OrderRequest ToRequest() => new()
    {
        Customer = Customer, Channel = "phone", DeliveryAddress = DeliveryAddress, Remarks = Remarks,
        AcceptShorterShelfLife = AcceptShorter,
        Requisitioner =
            new RequisitionerRequest(Name, Role, string.IsNullOrWhiteSpace(HprNumber) ? null : HprNumber.Trim()),
        Urgent = Emergency.ToRequest(UrgentReason, Caller),
        Lines = [.. Lines.Where(line => !line.IsEmpty).Select(line => new LineRequest
        {
            ArticleNumber = line.Article?.Trim(), Doses = AmountNames.Doses(line.Doses, "doses", 1),
            Purpose = line.Purpose,
        })],
    };
}
