using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Parties;
using Forsyn.Core.Catalogue;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>Where a proposal stands.</summary>
public enum ProposalState { Proposed, Decided, Refused, Withdrawn }

/// <summary>A proposal to change a scheme's list.</summary>
public sealed class ProposalRow
{
    public long Id { get; init; }
    public string Scheme { get; init; } = "";
    public string Title { get; init; } = "";
    /// <summary>Keys of those who commissioned it, separated by commas.</summary>
    public string Commissioners { get; init; } = "";
    public string State { get; init; } = "";
    public Moment ProposedAt { get; init; }
    public string ProposedBy { get; init; } = "";
    public Moment? DecidedAt { get; init; }
    public string? DecidedBy { get; init; }
    public string? DecidedFor { get; init; }
    public string? Decision { get; init; }
    public DateOnly? InForceOn { get; init; }
    public bool Made { get; init; }
    public long Changes { get; init; }
}

/// <summary>A change as it was recommended.</summary>
public sealed class ChangeRow
{
    public int Line { get; init; }
    public string Kind { get; init; } = "";
    public string Atc { get; init; } = "";
    public string Name { get; init; } = "";
    public string SubstanceGroup { get; init; } = "";
    public string? Span { get; init; }
    public string Part { get; init; } = "";
    public string Recommendation { get; init; } = "";
    public string Reasons { get; init; } = "";
    public DateOnly RecommendedOn { get; init; }

    internal ListChange ToChange() => new(Kebab.Read<ListChangeKind>(Kind), Atc, Name,
        Kebab.Read<SubstanceGroup>(SubstanceGroup), Span is null ? null : ListRow.ReadSpan(Span), Part, Recommendation,
        Reasons, RecommendedOn);
}

/// <summary>A proposal with its changes, and what those who commissioned it are called.</summary>
public sealed record ProposalView(
    ProposalRow Proposal, IReadOnlyList<string> Commissioners, IReadOnlyList<ChangeRow> Changes);

/// <summary>Reads proposals; what was recommended and decided is never changed (ACT-016).</summary>
public static class Proposals
{
    internal const string Columns = "p.id, p.scheme, p.title, p.commissioners, p.state, p.proposed_at, " +
        "p.proposed_by, p.decided_at, p.decided_by, p.decided_for, p.decision, p.in_force_on, p.made, " +
        "(select count(*) from list_change c where c.proposal_id = p.id) as changes";

    /// <summary>The newest first.</summary>
    public static async Task<Page<ProposalRow>> List(Db db, string? scheme, string? cursor = null, int limit = 50)
    {
        var most = Math.Clamp(limit, 1, 200);
        var before = long.TryParse(cursor, out var id) ? id : long.MaxValue;
        var rows = await db.List<ProposalRow>($"select {Columns} from list_proposal p where p.id < @before " +
            "and (@scheme = '' or p.scheme = @scheme) order by p.id desc limit @most",
            new { before, scheme = scheme ?? "", most = most + 1 });
        return new([.. rows.Take(most)], rows.Count > most ? $"{rows[most - 1].Id}" : null);
    }

    public static Task<ProposalView?> Get(Db db, long id, DateOnly today) => db.Snapshot(async tx =>
    {
        if (await tx.One<ProposalRow>($"select {Columns} from list_proposal p where p.id = @id", new { id })
            is not { } proposal) return null;
        var keys = proposal.Commissioners.Split(',');
        var names = await PartyNames.Run(db, keys, proposal.DecidedAt?.Day ?? today);
        return new ProposalView(proposal, [.. keys.Select(key => names.GetValueOrDefault(key, key))],
            await Changes(tx, id));
    });

    internal static Task<List<ChangeRow>> Changes(Tx tx, long id) => tx.List<ChangeRow>(
        "select line, kind, atc, name, substance_group, span, part, recommendation, reasons, recommended_on " +
        "from list_change where proposal_id = @id order by line", new { id });
}
