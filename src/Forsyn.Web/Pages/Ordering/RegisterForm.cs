using Forsyn.App.Ordering;
using Forsyn.Core.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>An order that came by fax, post or telephone, as the desk writes it down.</summary>
public sealed class RegisterForm
{
    const int RowsAtFirst = 5;

    public string? Customer { get; set; }
    public string? Channel { get; set; } = "fax";
    public string? Name { get; set; }
    public string? Role { get; set; } = "physician";
    public string? HprNumber { get; set; }
    public bool Urgent { get; set; }
    public string? UrgentReason { get; set; }
    public UrgentForm Emergency { get; set; } = new();
    public string? Caller { get; set; }
    public string? PlannedOn { get; set; }
    public string? DeliveryAddress { get; set; }
    public bool AcceptShorter { get; set; }
    public string? Remarks { get; set; }
    /// <summary>Influenza vaccine is for the recommended target groups.</summary>
    public bool TargetGroup { get; set; }
    public PaperForm Paper { get; set; } = new();
    /// <summary>A requisition of yellow fever vaccine says that it comes from an authorised body …</summary>
    public bool StatesBody { get; set; }
    /// <summary>… and that the requisitioner is a physician.</summary>
    public bool StatesPhysician { get; set; }
    public List<RegisterLine> Lines { get; set; } = [];
    /// <summary>Made once with the page, so that a form that is sent twice registers one order.</summary>
    public string? Key { get; set; }

    /// <summary>Empty rows go last, so that a finding's line is the row that is seen.</summary>
    public void Tidy(int more = 0)
    {
        Lines = [.. Lines.Where(line => !line.IsEmpty)];
        var rows = Math.Max(RowsAtFirst, Lines.Count + more);
        var purpose = Paper.Form is { } form ? Kebab.Of(OrderForms.Purposes(form)[0]) : "payable";
        while (Lines.Count < rows) Lines.Add(new() { Purpose = purpose });
    }

    public OrderRequest ToRequest() => Paper.Into(new()
    {
        Customer = Customer, Channel = Channel, PlannedVaccinationDate = PlannedOn, DeliveryAddress = DeliveryAddress,
        AcceptShorterShelfLife = AcceptShorter, Remarks = Remarks,
        TargetGroup = TargetGroup ? true : null,
        YellowFever = StatesBody || StatesPhysician ? new(StatesBody, StatesPhysician) : null,
        Requisitioner =
            new RequisitionerRequest(Name, Role, string.IsNullOrWhiteSpace(HprNumber) ? null : HprNumber.Trim()),
        Urgent = Urgent || Channel == "phone"
            ? Emergency.ToRequest(UrgentReason, Caller) : null,
        Lines = [.. Lines.Where(line => !line.IsEmpty).Select(line => line.Into(new LineRequest
        {
            ArticleNumber = line.Article?.Trim(), Doses = AmountNames.Doses(line.Doses, "doses", 1),
            Purpose = line.Purpose, Exemption = line.Exemption.ToRequest(), Patient = line.Exemption.Patient,
        }))],
    });
}

/// <summary>One row of the form.</summary>
public sealed class RegisterLine
{
    public string? Article { get; set; }
    public string? Doses { get; set; }
    public string? Purpose { get; set; } = "payable";
    public BlueForm? Blue { get; set; }
    public ExemptionForm Exemption { get => field ??= new(); set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Article) && string.IsNullOrWhiteSpace(Doses);

    public LineRequest Into(LineRequest line) => Purpose == "blue" && Blue is not null ? Blue.Into(line) : line;
}
