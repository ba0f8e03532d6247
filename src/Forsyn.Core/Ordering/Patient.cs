namespace Forsyn.Core.Ordering;

/// <summary>
/// The person a prescription is for, as written on it. ToString says nothing, since none of it may slip into a log.
/// </summary>
/// <param name="MunicipalityNumber">Four digits of the municipality of residence.</param>
public sealed record PatientData(string Name, string IdentityNumber, string MunicipalityNumber)
{
    /// <summary>What the requisitioner states about the person where the indication asks for it.</summary>
    public string? Statement { get; init; }

    public override string ToString() => "a patient";
}

/// <summary>What lists show of a patient: too little to know the person by.</summary>
/// <param name="BirthYear">Null where the identity number does not say.</param>
public sealed record PatientMask(string Initials, int? BirthYear)
{
    public static PatientMask Of(PatientData patient)
    {
        var words = patient.Name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        var initials = string.Concat(words.Where(word => char.IsLetter(word[0]))
            .Select(word => $"{char.ToUpperInvariant(word[0])}."));
        var number = Basics.IdentityNumber.Parse(patient.IdentityNumber, allowTest: true);
        return new(initials, number.Ok ? number.Value.BirthDate?.Year : null);
    }

    public override string ToString() => BirthYear is { } year ? $"{Initials} ({year})" : Initials;
}

/// <summary>What a reason for looking at a patient must be, so that the log of looks gives nobody away.</summary>
public static class PatientRules
{
    /// <summary>Shorter than this says nothing.</summary>
    public const int ShortestReason = 5;
    public const int LongestReason = 300;

    /// <summary>An identity number as it is found by, however it was written.</summary>
    public static string Finder(string identityNumber) => Digits.WithoutSpaces(identityNumber);

    /// <summary>
    /// The reason without outer spaces; refuses look-reason-missing and look-reason-names-patient.
    /// </summary>
    public static Result<string> Reason(string? reason, PatientData patient)
    {
        var text = reason?.Trim() ?? "";
        if (text.Length is < ShortestReason or > LongestReason)
            return Refusal.Of("look-reason-missing", "least", $"{ShortestReason}", "most", $"{LongestReason}");
        var words = text.Split([' ', ',', '.', ';', ':', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var names = patient.Name.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(n => n.Length > 2);
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length >= 11 || names.Any(n => words.Contains(n, StringComparer.OrdinalIgnoreCase))
            ? Refusal.Of("look-reason-names-patient")
            : text;
    }
}
