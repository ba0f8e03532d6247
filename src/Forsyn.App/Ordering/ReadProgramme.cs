namespace Forsyn.App.Ordering;

/// <summary>Reads what a line says of whom the programme is to reach.</summary>
static class ReadProgramme
{
    /// <summary>The year the recipient was born, as stated or by the identity number; the number is not kept.</summary>
    public static int? BornYear(LineRequest line) => line.RecipientBornYear
        ?? (IdentityNumber.Parse(line.Patient?.IdentityNumber?.Trim(), allowTest: true) is { Ok: true } id
            ? id.Value.BirthDate?.Year : null);
}
