using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A declared outbreak as it is kept.</summary>
public sealed class OutbreakRow
{
    public long Id { get; init; }
    public string Disease { get; init; } = "";
    public string Area { get; init; } = "";
    public DateOnly FromDay { get; init; }
    /// <summary>Last day, null while it goes on.</summary>
    public DateOnly? ToDay { get; init; }
    public string DeclaredBy { get; init; } = "";
    public long Version { get; init; }

    public Outbreak ToOutbreak() => new($"{Id}", Disease, Area, FromDay, ToDay);
}

/// <summary>What the desk writes of an outbreak; days as 2026-01-31.</summary>
public sealed record OutbreakRequest(string? Disease, string? Area, string? From, string? To, string? DeclaredBy);

/// <summary>The outbreaks in Norway that prescriptions may refer to (BLT-002, BLT-010).</summary>
public static class Outbreaks
{
    public const int MostAtOnce = 200;

    /// <summary>Diseases of the blue table for which an outbreak makes a product free.</summary>
    public static readonly IReadOnlyList<string> Diseases =
        [.. LoadBlueFacts.Table.Rows.Where(row => row.Asks(BlueNeed.Outbreak)).Select(row => row.Disease).Distinct()];

    /// <summary>The newest first; only those that go on on a day, when one is given.</summary>
    public static Task<List<OutbreakRow>> List(Db db, DateOnly? day = null, long? before = null, int limit = 50) =>
        db.List<OutbreakRow>(
            "select * from outbreak where id < @before and (@all or (from_day <= @day and (to_day is null or " +
            "to_day >= @day))) order by id desc limit @limit",
            new { all = day is null, day = day ?? DateOnly.MinValue, before = before ?? long.MaxValue,
                limit = Math.Clamp(limit, 1, MostAtOnce) });

    /// <summary>Declares one and answers its number; refuses outbreak-faulty with all that is wrong.</summary>
    public static async Task<Result<OutbreakRow>> Declare(Db db, OutbreakRequest request, Moment now, Caller caller)
    {
        var (faults, from, to) = Check(request);
        if (faults.Count > 0) return Faulty(faults);
        return await db.Write<OutbreakRow>(async tx =>
        {
            var row = new OutbreakRow
            {
                Id = tx.Ids.Next(), Disease = request.Disease!.Trim(), Area = request.Area!.Trim(), FromDay = from,
                ToDay = to, DeclaredBy = request.DeclaredBy!.Trim(), Version = 1,
            };
            await new Batch(tx).Add(
                "insert into outbreak (id, disease, area, from_day, to_day, declared_by, recorded_at, recorded_by, " +
                "version) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.Id, row.Disease, row.Area, row.FromDay, row.ToDay, row.DeclaredBy, now, caller.Name, row.Version)
                .Run();
            return row;
        }, caller.Once);
    }

    /// <summary>
    /// Sets the last day. Refuses outbreak-unknown, order-changed-meanwhile and outbreak-faulty.
    /// </summary>
    public static Task<Result<OutbreakRow>> End(
        Db db, long id, string? lastDay, Caller caller, long? version = null) =>
        db.Write<OutbreakRow>(async tx =>
        {
            var row = await tx.One<OutbreakRow>("select * from outbreak where id = @id"
                + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
            if (row is null) return Refusal.Of("outbreak-unknown", "outbreak", $"{id}");
            if (version is { } seen && seen != row.Version)
                return Refusal.Of("outbreak-changed-meanwhile", "outbreak", $"{id}");
            if (!DateOnly.TryParseExact(lastDay, "yyyy-MM-dd", out var day) || day < row.FromDay)
                return Faulty([Fault("outbreak-last-day", "to")]);
            await new Batch(tx)
                .Add("update outbreak set to_day = ?, version = version + 1 where id = ?", day, id).Run();
            return (await tx.One<OutbreakRow>("select * from outbreak where id = @id", new { id }))!;
        }, caller.Once);

    static (List<Finding> Faults, DateOnly From, DateOnly? To) Check(OutbreakRequest request)
    {
        var faults = new List<Finding>();
        if (!Diseases.Contains(request.Disease?.Trim() ?? "")) faults.Add(Fault("outbreak-disease", "disease"));
        if (request.Area?.Trim() is not { Length: >= 2 and <= 200 }) faults.Add(Fault("outbreak-area", "area"));
        if (request.DeclaredBy?.Trim() is not { Length: >= 2 and <= 200 })
            faults.Add(Fault("outbreak-declared-by", "declaredBy"));
        if (!DateOnly.TryParseExact(request.From, "yyyy-MM-dd", out var from))
            faults.Add(Fault("outbreak-first-day", "from"));
        DateOnly? to = null;
        if (!string.IsNullOrWhiteSpace(request.To))
            if (DateOnly.TryParseExact(request.To, "yyyy-MM-dd", out var day) && day >= from) to = day;
            else faults.Add(Fault("outbreak-last-day", "to"));
        return (faults, from, to);
    }

    static Refusal Faulty(IReadOnlyList<Finding> faults) =>
        new("outbreak-faulty", new Dictionary<string, string>(), faults);

    static Finding Fault(string code, string field) =>
        new(code, Severity.Block, null, [], "", new Dictionary<string, string> { ["field"] = field });
}
