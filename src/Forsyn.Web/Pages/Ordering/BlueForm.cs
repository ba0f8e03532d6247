using Forsyn.App.Ordering;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>What a line on blue prescription says beside product and doses.</summary>
public sealed class BlueForm
{
    public string? DoseSize { get; set; }
    public bool Section4 { get; set; }
    public string? Name { get; set; }
    public string? IdentityNumber { get; set; }
    public string? Municipality { get; set; }
    /// <summary>Id of the row of the table.</summary>
    public string? Row { get; set; }
    public string? ExposedOn { get; set; }
    public string? Outbreak { get; set; }
    public string? Serogroup { get; set; }
    public string? Study { get; set; }
    public string? Statement { get; set; }

    public LineRequest Into(LineRequest line)
    {
        var row = LoadBlueFacts.Table.Rows.FirstOrDefault(one => one.Id == Row);
        var patient = new PatientRequest { Name = Name, IdentityNumber = IdentityNumber, MunicipalityNumber = Number };
        return line with
        {
            DoseSize = DoseSize, Section4 = Section4, Patient = patient,
            Indication = row is null ? null : new IndicationRequest
            {
                Disease = row.Disease, Code = row.Code, Group = row.Group, ExposedOn = ExposedOn, Outbreak = Outbreak,
                Serogroup = Serogroup, StudyProgramme = Study, Statement = Statement,
            },
        };
    }

    // People choose "5601 Alta" and the number is what counts.
    string? Number => Municipality?.Trim().Split(' ')[0];
}
