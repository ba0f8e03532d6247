using Forsyn.App.Catalogue;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Ordering;
using Forsyn.Core.Parties;

namespace Forsyn.App.Ordering;

/// <summary>An application for licence exemption as a page or a program writes it.</summary>
public sealed record ApplicationRequest
{
    public string? ArticleNumber { get; init; }
    /// <summary>namedPatient, department or practice.</summary>
    public string? Kind { get; init; }
    public bool? WholeYear { get; init; }
    public long? Doses { get; init; }
    /// <summary>Id of the signed application.</summary>
    public string? Attachment { get; init; }
    /// <summary>Key of the pharmacy it is sent to; FHI when left out, and the agency where it must decide.</summary>
    public string? SentTo { get; init; }
    public string? HprNumber { get; init; }
    public string? Workplace { get; init; }
    public string? Use { get; init; }
    public string? Why { get; init; }
    public PatientRequest? Patient { get; init; }

    public override string ToString() => "an application";
}

/// <summary>
/// Applies for licence exemption ahead of any order. Refuses application-faulty with everything that is wrong, and
/// application-not-by-physician.
/// </summary>
public static class ApplyExemption
{
    public static Task<Result<long>> Run(Db db, ApplicationRequest request, Moment now, Caller caller) =>
        db.Write<long>(async tx =>
        {
            if (!caller.Roles.Any(role => role.IsPhysician())) return Refusal.Of("application-not-by-physician");
            var article = request.ArticleNumber?.Trim() ?? "";
            var product = (await tx.One<ProductRow>(
                "select * from product where article_number = @article", new { article }))?.ToProduct();
            if (product is null) return Faulty([Wrong("article-unknown", "article", article)]);
            var kind = ReadExemption.Kind(request.Kind);
            var form = new ApplicationForm(caller.Name, request.HprNumber?.Trim() ?? "", request.Workplace ?? "",
                request.Use ?? "", request.Why ?? "");
            var patient = kind == ExemptionKind.NamedPatient ? Patient(request.Patient) : null;
            var workplace = Kebab.Read<PartyType>((await tx.One<string>(
                "select type from party where id = @Party", new { caller.Party }))!);
            var wrong = ApplicationRules.Check(product, kind, request.WholeYear ?? false, request.Doses, form,
                patient, workplace).ToList();
            var file = await File(tx, request.Attachment, caller);
            if (file is null) wrong.Add(Wrong("application-file-missing", "file"));
            else if (file.BelongsTo is not null) wrong.Add(Wrong("application-file-used", "file"));
            var reviewer = await Reviewer(tx, product, request.SentTo, now);
            if (reviewer is null) wrong.Add(Wrong("application-not-to-them", "sent-to"));
            return wrong.Count > 0 ? Faulty(wrong)
                : await Save(tx, request, product, kind!.Value, form, patient, reviewer!.Value, file!.Id, now, caller);
        }, caller.Once);

    /// <summary>The number of the caller in the register of health personnel, as far as it is known.</summary>
    public static Task<string?> HprNumber(Db db, Caller caller) =>
        db.One<string>("select hpr_number from person where persona = @PersonaId", new { caller.PersonaId });

    /// <summary>The pharmacies of the caller's municipality, which an application may be sent to.</summary>
    public static Task<List<Dispenser>> Pharmacies(Db db, DateOnly day, Caller caller) => db.List<Dispenser>(
        "select p.key, n.name_nb as name from party p join party_name n on n.party_id = p.id and " +
        "n.valid_from <= @day and (n.valid_to is null or n.valid_to >= @day) where p.type = 'pharmacy' and " +
        "p.municipality_number = (select municipality_number from party where id = @Party) " +
        "order by n.name_nb limit 100", new { day, Party = caller.Party ?? 0 });

    static async Task<Result<long>> Save(
        Tx tx, ApplicationRequest request, Product product, ExemptionKind kind, ApplicationForm form,
        PatientData? patient, long reviewer, long file, Moment now, Caller caller)
    {
        var batch = new Batch(tx);
        long? patientId = null;
        if (patient is not null)
        {
            // The patient of an application that came without an order belongs to none.
            var saved = Patients.Save(batch, patient, 0, 0, now);
            if (!saved.Ok) return saved.Refusal!;
            patientId = saved.Value;
        }
        var id = tx.Ids.Next();
        Quantity? doses = request.WholeYear == true ? null : new Quantity(request.Doses!.Value);
        var inserted = SaveExemptions.Insert(batch, id, caller.Party!.Value, reviewer, kind,
            product.ArticleNumber.ToString(), doses, Quantity.Zero, form, file, patientId, null, now, caller);
        if (!inserted.Ok) return inserted.Refusal!;
        await batch.Run();
        return id;
    }

    static Task<Attachment?> File(Tx tx, string? text, Caller caller) => tx.One<Attachment>(
        "select id, belongs_to from attachment where id = @id and uploaded_by = @PersonaId and purpose = @purpose",
        new
        {
            id = long.TryParse(text, out var id) ? id : 0, caller.PersonaId,
            purpose = Kebab.Of(AttachmentPurpose.ExemptionApplication),
        });

    // Off the positive list only the agency may approve (UNL-011); on it, the one who dispenses (UNL-007).
    static async Task<long?> Reviewer(Tx tx, Product product, string? key, Moment now)
    {
        if (!product.OnPositiveList) return await tx.One<long?>("select id from party where key = 'dmp'");
        if (string.IsNullOrWhiteSpace(key) || key == "fhi") return await Supplier.Id(tx.Db, now.Day);
        return await tx.One<long?>("select id from party where key = @key and type = 'pharmacy'", new { key });
    }

    static PatientData? Patient(PatientRequest? said) => said is null ? null : new(
        said.Name?.Trim() ?? "", said.IdentityNumber?.Trim() ?? "", said.MunicipalityNumber?.Trim() ?? "");

    static Finding Wrong(string code, string field, string article = "") => new(code, Severity.Block, null, [], "",
        new Dictionary<string, string> { ["field"] = field, ["article"] = article });

    static Refusal Faulty(IReadOnlyList<Finding> wrong) =>
        new("application-faulty", new Dictionary<string, string>(), wrong);
}

/// <summary>Whom an application may be sent to.</summary>
public sealed class Dispenser
{
    public string Key { get; init; } = "";
    public string Name { get; init; } = "";
}
