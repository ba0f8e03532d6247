using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Reads what a line says of its patient and its indication.</summary>
static class ReadPrescription
{
    /// <summary>
    /// The patient where the line is for one: on blue prescription, or with an exemption for a named patient. Where
    /// none is needed none is kept.
    /// </summary>
    public static PatientData? Patient(ReadLine line)
    {
        if (line.Purpose != Purpose.Blue
            && ReadExemption.Kind(line.Request.Exemption?.Kind) != ExemptionKind.NamedPatient) return null;
        return line.Request.Patient is not { } patient ? null
            : new PatientData(Tidy(patient.Name), Tidy(patient.IdentityNumber), Tidy(patient.MunicipalityNumber))
            {
                Statement = Known(line.Request.Indication?.Statement),
            };
    }

    public static Indication? Indication(int number, LineRequest line, List<Finding> problems)
    {
        if (line.Indication is not { } said) return null;
        DateOnly? exposed = null;
        if (Known(said.ExposedOn) is { } text)
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)) exposed = day;
            else problems.Add(ReadOrder.Problem("exposed-on-unreadable", number));
        return new Indication(Tidy(said.Disease).ToLowerInvariant(), Known(said.Code)?.ToUpperInvariant(),
            Known(said.Group)?.ToLowerInvariant(), exposed, Known(said.Serogroup)?.ToUpperInvariant(),
            Known(said.Outbreak), Known(said.StudyProgramme)?.ToLowerInvariant(), Known(said.Statement));
    }

    static string Tidy(string? text) => text?.Trim() ?? "";
    static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
