using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Identity;
using Forsyn.App.Stock;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <summary>A breach and where its follow-up stands.</summary>
public sealed class FollowUpRow
{
    // The deadline of the newest step that is not withdrawn and that the holder has not answered.
    const string Waiting = """
        from follow_up_entry s where s.follow_up_id = f.id and s.kind = 'step' and f.closed_on is null
            and not exists (select 1 from follow_up_entry w where w.withdraws = s.id)
            and not exists (select 1 from follow_up_entry a where a.follow_up_id = f.id and a.kind = 'answer'
                and a.id > s.id)
        """;

    internal const string Sql = $"""
        select f.*, {StockFilter.HolderName} as holder_name, y.id as holder_id,
            coalesce((select l.name from list_entry l where l.scheme = f.scheme and l.atc = f.atc
                order by l.valid_from desc limit 1), f.atc) as substance,
            (select max(s.id) {Waiting}) as waiting_for,
            (select max(s.due_on) {Waiting}) as due_on,
            (select s.step from follow_up_entry s where s.follow_up_id = f.id and s.kind = 'step'
                and not exists (select 1 from follow_up_entry w where w.withdraws = s.id)
                order by s.id desc limit 1) as last_step
        from follow_up f join party y on y.key = f.holder
        """;

    public long Id { get; init; }
    public string Scheme { get; init; } = "";
    public string Basis { get; init; } = "";
    public string Holder { get; init; } = "";
    public string HolderName { get; init; } = "";
    internal long HolderId { get; init; }
    public string Atc { get; init; } = "";
    public string PackageGroup { get; init; } = "";
    public string Substance { get; init; } = "";
    /// <summary>The first day something was missing.</summary>
    public DateOnly Since { get; init; }
    /// <summary>What was missing when it was opened: micro-DDD or units, by the measure.</summary>
    public long Missing { get; init; }
    public string Measure { get; init; } = "";
    public Moment OpenedAt { get; init; }
    public string OpenedBy { get; init; } = "";
    public DateOnly? ClosedOn { get; init; }
    public long Version { get; init; }
    internal long? WaitingFor { get; init; }
    /// <summary>When the holder must have answered the newest step.</summary>
    public DateOnly? DueOn { get; init; }
    public string? LastStep { get; init; }

    public LegalBasis BasisValue => Kebab.Read<LegalBasis>(Basis);
    public bool IsLate(DateOnly today) => DueOn < today;
}

/// <summary>Something that was done or said about a breach.</summary>
public sealed class FollowUpEntry
{
    public long Id { get; init; }
    public string Kind { get; init; } = "";
    public string? Step { get; init; }
    public string Text { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    public long? AmountOre { get; init; }
    public long? AttachmentId { get; init; }
    public long? Withdraws { get; init; }
    public long? WithdrawnBy { get; init; }
    public Moment At { get; init; }
    public string ByPerson { get; init; } = "";
    public string ByParty { get; init; } = "";

    public FollowUpEntryKind KindValue => Kebab.Read<FollowUpEntryKind>(Kind);
}

/// <param name="Next">Steps that may be taken now, by whoever leads.</param>
/// <param name="Leads">The reader may take them.</param>
public sealed record FollowUpView(
    FollowUpRow FollowUp, IReadOnlyList<FollowUpEntry> Entries, IReadOnlyList<FollowUpStep> Next, bool Leads);

/// <param name="Open">Only those that are not closed.</param>
/// <param name="Late">Only those with a deadline that has passed.</param>
public sealed record FollowUpFilter(
    string? Scheme = null, string? Holder = null, bool Open = true, bool Late = false, string? Cursor = null,
    int Limit = 50);

/// <summary>Reads the follow-up of breaches: all for those who oversee, its own for a holder.</summary>
public static class BreachFollowUp
{
    /// <summary>How breaches are followed up (data/preparedness/follow-up.json).</summary>
    public static readonly FollowUpPlans Plans = FollowUpPlans.Parse(Schemes.Shipped("follow-up.json"));

    /// <summary>The newest first.</summary>
    public static async Task<Page<FollowUpRow>> List(Db db, FollowUpFilter filter, DateOnly today, Caller caller)
    {
        var most = Math.Clamp(filter.Limit, 1, 500);
        var rows = await db.List<FollowUpRow>($"""
            select * from ({FollowUpRow.Sql}) q where (@all or q.holder_id = @party)
                and (@scheme = '' or q.scheme = @scheme) and (@holder = '' or q.holder = @holder) and q.id < @before
                {(filter.Open ? "and q.closed_on is null" : "")} {(filter.Late ? "and q.due_on < @today" : "")}
            order by q.id desc limit @most
            """, new
        {
            all = SeesAll(caller), party = caller.Party ?? 0, scheme = filter.Scheme ?? "",
            holder = filter.Holder ?? "", today, most = most + 1,
            before = long.TryParse(filter.Cursor, out var id) ? id : long.MaxValue,
        });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    /// <summary>Refuses follow-up-unknown, also for what the caller may not see.</summary>
    public static async Task<Result<FollowUpView>> Get(Db db, long id, DateOnly today, Caller caller) =>
        await db.Snapshot(tx => Read(tx, id, today, caller)) is { } view ? view
            : Refusal.Of("follow-up-unknown", "id", $"{id}");

    internal static async Task<FollowUpView?> Read(Tx tx, long id, DateOnly today, Caller caller)
    {
        var row = await tx.One<FollowUpRow>($"{FollowUpRow.Sql} where f.id = @id and (@all or y.id = @party)",
            new { id, all = SeesAll(caller), party = caller.Party ?? 0 });
        if (row is null) return null;
        var entries = await tx.List<FollowUpEntry>("select e.*, w.id as withdrawn_by from follow_up_entry e " +
            "left join follow_up_entry w on w.withdraws = e.id where e.follow_up_id = @id order by e.id", new { id });
        var plan = Plans.On(row.BasisValue, today);
        var scheme = Schemes.All.On(row.Scheme, today);
        return new(row, entries, row.ClosedOn is null && plan is not null ? plan.Next(Taken(entries)) : [],
            scheme is not null && await Leads(tx, scheme, today, caller));
    }

    /// <summary>Whether somebody takes the steps against those who hold a scheme.</summary>
    internal static async Task<bool> Leads(Tx tx, DutyScheme scheme, DateOnly today, Caller caller) =>
        caller.May(Policy.FollowUpLead) && Plans.On(scheme.LegalBasis, today) is { } plan
            && plan.MayLead(scheme, caller.Roles, await tx.One<string?>("select key from party where id = @party",
                new { party = caller.Party ?? 0 }));

    internal static IReadOnlyCollection<string> Taken(IEnumerable<FollowUpEntry> entries) =>
        [.. entries.Where(entry => entry.KindValue == FollowUpEntryKind.Step && entry.WithdrawnBy is null)
            .Select(entry => entry.Step!)];

    static bool SeesAll(Caller caller) => caller.May(Policy.PreparednessReadAll);
}
