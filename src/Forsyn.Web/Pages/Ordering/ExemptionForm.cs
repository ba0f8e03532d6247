using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Ordering;
using Forsyn.Web.Pages.Parts;

namespace Forsyn.Web.Pages.Ordering;

/// <summary>What a line says of its licence exemption, as it was written.</summary>
public sealed class ExemptionForm
{
    public const string NewPaper = "new", NamedPatient = "namedPatient";
    public static readonly IReadOnlyList<string> Kinds = [NamedPatient, "department", "practice"];

    /// <summary>A new application, or the number of an earlier approval.</summary>
    public string? Paper { get; set; }
    public string? Kind { get; set; }
    /// <summary>Id of the file, once it has been uploaded.</summary>
    public string? File { get; set; }
    public bool WholeYear { get; set; }
    public string? Doses { get; set; }
    public string? Use { get; set; }
    public string? Why { get; set; }
    public string? PatientName { get; set; }
    public string? PatientNumber { get; set; }
    public string? PatientMunicipality { get; set; }

    /// <summary>Why the file that was sent was not accepted.</summary>
    public Refusal? Wrong { get; private set; }

    public static ExemptionForm Of(ExemptionRequest? draft) => draft is null ? new() : new()
    {
        Paper = draft.Approval ?? NewPaper, Kind = draft.Kind, File = draft.Attachment,
        WholeYear = draft.WholeYear ?? false, Doses = draft.Doses?.ToString(),
    };

    /// <summary>Exactly one of the two papers, as it was chosen; nothing where none was.</summary>
    public ExemptionRequest? ToRequest() => Paper switch
    {
        null or "" => null,
        NewPaper => new(Blank(Kind), Blank(File), null)
        {
            WholeYear = WholeYear, Doses = WholeYear ? null : Typed.Number(Doses), Use = Blank(Use), Why = Blank(Why),
        },
        _ => new(null, null, Paper),
    };

    public PatientRequest? Patient => Paper == NewPaper && Kind == NamedPatient
        ? new() { Name = PatientName, IdentityNumber = PatientNumber, MunicipalityNumber = PatientMunicipality }
        : null;

    /// <summary>
    /// Keeps the files that came with the form, so that nobody has to choose them again after a refusal; false when one
    /// was not accepted.
    /// </summary>
    /// <param name="forms">Each with the name its fields begin with.</param>
    public static async Task<bool> Upload(
        HttpContext context, IEnumerable<(string Name, ExemptionForm Form)> forms, Db db, Moment now, Caller caller)
    {
        if (!context.Request.HasFormContentType) return true;
        var files = (await context.Request.ReadFormAsync()).Files;
        var all = true;
        foreach (var (name, form) in forms)
        {
            if (form.Paper != NewPaper || files.GetFile($"{name}.Upload") is not { Length: > 0 } file) continue;
            await using var content = file.OpenReadStream();
            var saved = await Attachments.Save(db, content, file.FileName, file.ContentType,
                AttachmentPurpose.ExemptionApplication, now, caller);
            if (saved.Ok) form.File = $"{saved.Value}";
            else (form.Wrong, all) = (saved.Refusal, false);
        }
        return all;
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
