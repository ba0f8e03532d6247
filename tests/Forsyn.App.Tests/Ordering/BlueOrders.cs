using Forsyn.App.Ordering;

namespace Forsyn.App.Tests.Ordering;

/// <summary>Blue prescriptions as the desk registers them, of a made person that nobody could mistake.</summary>
static class BlueOrders
{
    public const string Name = "Kanarius Fuglemoen";
    public const string Number = "13811060059";
    public const string Statement = "Kanarieland";
    /// <summary>Engerix-B, one dose a pack.</summary>
    public const string HepatitisB = "004502";

    public static LineRequest Line(string article = Orders.Single, long doses = 1) => new()
    {
        ArticleNumber = article, Doses = doses, Purpose = "blue", DoseSize = "0,5 ml", Section4 = true,
        Patient = new PatientRequest
        {
            Name = Name, IdentityNumber = $"{Number[..6]} {Number[6..]}", MunicipalityNumber = "5601",
        },
        Indication = article == HepatitisB
            ? new IndicationRequest { Disease = "hepatitis-b", Code = "c", Statement = Statement }
            : new IndicationRequest { Disease = "pneumococcal", Code = "H" },
    };

    public static OrderRequest Request(params LineRequest[] lines) => new()
    {
        Customer = "office-5601-2", Channel = "fax", DeliveryAddress = "Storgata 1, Alta",
        Requisitioner = new RequisitionerRequest("Ingrid Solheim", "physician", "909000001"),
        Lines = lines.Length > 0 ? lines : [Line()],
    };
}
