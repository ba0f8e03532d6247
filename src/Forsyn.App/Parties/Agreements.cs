using Forsyn.App.Database;
using Forsyn.App.Identity;

namespace Forsyn.App.Parties;

/// <summary>A framework agreement with its three parties; validTo is the last day.</summary>
public sealed class AgreementRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public string Responsible { get; init; } = "";
    public string Commercial { get; init; } = "";
    public string Signatory { get; init; } = "";
    public string Supplier { get; init; } = "";
    public bool Made { get; init; }
}

/// <summary>An agreement as written; its parties are keys, those the sources name unless others are.</summary>
public sealed record AgreementRequest(
    string? Name, DateOnly? ValidFrom, DateOnly? ValidTo, string? Supplier, string? Responsible = "dmp",
    string? Commercial = "sykehusinnkjop", string? Signatory = "hdir");

/// <summary>The register of vaccine framework agreements (ACT-010).</summary>
public static class Agreements
{
    public static Task<List<AgreementRow>> List(Db db) =>
        db.List<AgreementRow>("select * from framework_agreement order by valid_from desc, id desc");

    /// <summary>Refuses agreement-faulty with all faults at once.</summary>
    public static async Task<Result<AgreementRow>> Add(Db db, AgreementRequest request, Moment now, Caller caller)
    {
        var faults = new List<Finding>();
        if (string.IsNullOrWhiteSpace(request.Name)) faults.Add(Operators.Fault("agreement-name"));
        if (request.ValidFrom is null || request.ValidTo < request.ValidFrom)
            faults.Add(Operators.Fault("agreement-days"));
        string?[] parties = [request.Responsible, request.Commercial, request.Signatory];
        foreach (var key in parties.Append(request.Supplier))
            if (await db.One<long>("select count(*) from party where key = @key", new { key = key ?? "" }) == 0)
                faults.Add(Operators.Fault("agreement-party", "party", key ?? ""));
        if (parties.Distinct().Count() < 3) faults.Add(Operators.Fault("agreement-parties-not-distinct"));
        if (faults.Count > 0) return new Refusal("agreement-faulty", new Dictionary<string, string>(), faults);
        return await db.Write<AgreementRow>(async tx => await Save(tx, request, made: false, now, caller.Name),
            caller.Once);
    }

    internal static async Task<AgreementRow> Save(Tx tx, AgreementRequest request, bool made, Moment now, string by)
    {
        var row = new AgreementRow
        {
            Id = tx.Ids.Next(), Name = request.Name!.Trim(), ValidFrom = request.ValidFrom!.Value,
            ValidTo = request.ValidTo, Responsible = request.Responsible!, Commercial = request.Commercial!,
            Signatory = request.Signatory!, Supplier = request.Supplier!, Made = made,
        };
        await new Batch(tx).Add("insert into framework_agreement (id, name, valid_from, valid_to, responsible, " +
            "commercial, signatory, supplier, made, recorded_at, recorded_by) " +
            "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row.Id, row.Name, row.ValidFrom, row.ValidTo, row.Responsible,
            row.Commercial, row.Signatory, row.Supplier, made, now, by).Run();
        return row;
    }
}
