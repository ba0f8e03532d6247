using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Releases;

/// <summary>A group of patients as written.</summary>
/// <param name="Percent">Whole per cent of all units kept for it first; left out for all it asks for.</param>
public sealed record WrittenGroup(string? Group, string? Rule, long? Percent = null);

/// <param name="From">yyyy-MM-dd; today where it is left out.</param>
public sealed record PriorityRequest(IReadOnlyList<WrittenGroup>? Groups, string? Grounds, string? From = null);

/// <param name="Party">Key of the hospital or other that asks.</param>
/// <param name="Units">None takes a request back.</param>
public sealed record ClaimRequest(string? Party, string? Group, long? Units);

/// <summary>A version of the order in which patients come.</summary>
public sealed class PriorityList
{
    public long Version { get; init; }
    public DateOnly ValidFrom { get; init; }
    public string Grounds { get; init; } = "";
    public Moment DecidedAt { get; init; }
    public string DecidedBy { get; init; } = "";
    public string DecidedFor { get; init; } = "";
}

/// <summary>What somebody asks for, for a group of patients, and gets.</summary>
public sealed class ClaimRow
{
    public long Id { get; init; }
    public string Party { get; init; } = "";
    public string Name { get; init; } = "";
    public string PatientGroup { get; init; } = "";
    public long Units { get; init; }
    public Moment EnteredAt { get; init; }
    public string EnteredFor { get; init; } = "";
    public long Granted { get; init; }
}

/// <summary>The order in which patients come on a day, all versions, and who gets what.</summary>
/// <param name="Units">What there is to share: what was decided, or on paper nothing yet.</param>
public sealed record PriorityView(
    long Units, PriorityList? Current, IReadOnlyList<PatientGroup> Groups, IReadOnlyList<ClaimRow> Claims,
    IReadOnlyList<PriorityList> Versions);

/// <summary>Which patients units of a release are kept for first (STS-005).</summary>
public static class PatientPriorities
{
    /// <summary>
    /// Writes a new version; only those who decide on the release may. Refuses release-unknown,
    /// release-decided-by-others and priority-faulty with all that is wrong at once.
    /// </summary>
    public static async Task<Result<PriorityView>> Set(
        Db db, long id, PriorityRequest request, Moment now, Caller caller)
    {
        if (await DecideRelease.Deciding(db, id, now, caller) is { } others) return others;
        var groups = (request.Groups ?? []).Select(one => new PatientGroup(RequestRelease.Text(one.Group),
            RequestRelease.Text(one.Rule), one.Percent is { } percent ? new Rate(percent * 10_000) : null)).ToList();
        var faults = PatientPriorityRules.Faults(groups).ToList();
        if (RequestRelease.Text(request.Grounds) == "") faults.Add(RequestRelease.Fault("priority-grounds", null));
        var from = DateOnly.TryParseExact(request.From?.Trim(), "yyyy-MM-dd", out var day) ? day : now.Day;
        if (from < now.Day || from != day && !string.IsNullOrWhiteSpace(request.From))
            faults.Add(RequestRelease.Fault("priority-from", null));
        if (faults.Count > 0) return Faulty(faults);
        return await db.Write<PriorityView>(async tx =>
        {
            await ReleaseList.Locked(tx, id);
            var version = await tx.One<long>("select coalesce(max(version), 0) + 1 from priority_list " +
                "where release_id = @id", new { id });
            await new Batch(tx).Add("insert into priority_list (release_id, version, valid_from, grounds, " +
                    "decided_at, decided_by, decided_for) values (?, ?, ?, ?, ?, ?, ?)", id, version, from,
                    request.Grounds!.Trim(), now, caller.Name, caller.PartyName)
                .AddRows("insert into priority_group (release_id, version, line, patient_group, rule_text, kept) " +
                    "{values}", [.. groups.Select((group, i) => (object?[])
                        [id, version, (long)i + 1, group.Group, group.Rule, group.Kept?.Millionths])])
                .Run();
            return await View(tx, id, now.Day);
        }, caller.Once);
    }

    /// <summary>
    /// Writes down what a hospital asks for, for a group of patients, in place of what it asked before. Refuses
    /// release-unknown, and claim-faulty with all that is wrong at once.
    /// </summary>
    public static Task<Result<PriorityView>> Claim(
        Db db, long id, ClaimRequest request, Moment now, Caller caller) => db.Write<PriorityView>(async tx =>
    {
        if (await ReleaseList.Locked(tx, id) is null) return Refusal.Of("release-unknown", "release", $"{id}");
        var (party, group) = (RequestRelease.Text(request.Party), RequestRelease.Text(request.Group));
        var faults = new List<Finding>();
        if (party == "") faults.Add(RequestRelease.Fault("release-wanted-by", null));
        else if (await tx.One<long>("select count(*) from party where key = @party and type in " +
            "('hospital', 'pharmacy', 'health-station', 'doctors-office', 'trust')", new { party }) == 0)
            faults.Add(RequestRelease.Fault("release-receiver", null, "party", party));
        var groups = (await View(tx, id, now.Day)).Groups;
        if (groups.All(one => one.Group != group))
            faults.Add(RequestRelease.Fault("claim-group", null, "group", group));
        if (request.Units is not >= 0) faults.Add(RequestRelease.Fault("release-units", null));
        if (faults.Count > 0)
            return new Refusal("claim-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
        var next = await tx.One<long>("select coalesce(max(id), 0) + 1 from group_claim where release_id = @id",
            new { id });
        await tx.Do("insert into group_claim (release_id, id, party, patient_group, units, entered_at, entered_by, " +
            "entered_for) values (@id, @next, @party, @group, @Units, @now, @Name, @PartyName)",
            new { id, next, party, group, request.Units, now, caller.Name, caller.PartyName });
        return await View(tx, id, now.Day);
    }, caller.Once);

    /// <summary>The order of a day and who gets what of the units decided; null where the release cannot be seen.
    /// </summary>
    public static async Task<PriorityView?> Of(Db db, long id, DateOnly day, Caller caller) =>
        await ReleaseList.Get(db, id, day, caller) is null ? null : await db.Snapshot(tx => View(tx, id, day));

    static async Task<PriorityView> View(Tx tx, long id, DateOnly day)
    {
        var versions = await tx.List<PriorityList>("select version, valid_from, grounds, decided_at, decided_by, " +
            "decided_for from priority_list where release_id = @id order by version desc", new { id });
        var current = versions.FirstOrDefault(one => one.ValidFrom <= day);
        var groups = current is null ? [] : (await tx.List<GroupRow>("select patient_group, rule_text, kept " +
            "from priority_group where release_id = @id and version = @Version order by line",
            new { id, current.Version })).Select(row => row.ToGroup()).ToList();
        var claims = await tx.List<ClaimRow>($"""
            select c.id, c.party, {StockFilter.HolderName} as name, c.patient_group, c.units, c.entered_at,
                c.entered_for
            from group_claim c join party y on y.key = c.party
            where c.release_id = @id and c.units > 0 and not exists (select 1 from group_claim n
                where n.release_id = c.release_id and n.party = c.party and n.patient_group = c.patient_group
                and n.id > c.id)
            order by c.id
            """, new { id });
        var units = await tx.One<long>("select cast(coalesce(sum(units), 0) as bigint) from release_share " +
            "where release_id = @id", new { id });
        var grants = PatientPriorityRules.UnitsByPatientGroup(units, groups,
            [.. claims.Select(row => new GroupClaim(row.Party, row.PatientGroup, row.Units))]);
        var ranks = groups.Select((group, i) => (group.Group, i)).ToDictionary();
        return new(units, current, groups, [.. claims.Select((row, i) => new ClaimRow
        {
            Id = row.Id, Party = row.Party, Name = row.Name, PatientGroup = row.PatientGroup, Units = row.Units,
            EnteredAt = row.EnteredAt, EnteredFor = row.EnteredFor, Granted = grants[i].Units,
        }).OrderBy(row => ranks.GetValueOrDefault(row.PatientGroup, int.MaxValue)).ThenBy(row => row.Id)], versions);
    }

    static Refusal Faulty(IReadOnlyList<Finding> faults) =>
        new("priority-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);

    sealed class GroupRow
    {
        public string PatientGroup { get; init; } = "";
        public string RuleText { get; init; } = "";
        public long? Kept { get; init; }

        public PatientGroup ToGroup() => new(PatientGroup, RuleText, Kept is { } kept ? new Rate(kept) : null);
    }
}
