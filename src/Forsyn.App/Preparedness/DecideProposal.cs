using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness;

/// <summary>Fact: the list of a scheme was changed by a decision, with effect from a day.</summary>
public sealed record SubstanceListDecided(long Proposal, string Scheme, DateOnly InForceOn);

/// <param name="Accept">Whether the list is changed as proposed.</param>
/// <param name="Decision">Reference and grounds.</param>
/// <param name="InForceOn">From which day, yyyy-MM-dd; today or later. Left out when it is refused.</param>
public sealed record DecisionRequest(bool Accept, string? Decision, string? InForceOn);

/// <summary>What is decided with effect at once is asked for at once; else on the day, by the job.</summary>
public static class TargetsOfList
{
    public static readonly Subscriber OnDecided = new("targets", new HashSet<string> { nameof(SubstanceListDecided) },
        async (tx, fact, now) =>
        {
            var decided = fact.As<SubstanceListDecided>();
            if (decided.InForceOn <= now.Day)
                await ComputeTargets.Run(tx, decided.Scheme, now, "decision", TargetReason.ListChanged);
        });
}

/// <summary>
/// Decides a proposal. Only the role that the scheme names may (ACT-015): the ministry for primary care; nobody else
/// changes a list, and nothing but a decision writes to it.
/// </summary>
public static class DecideProposal
{
    /// <summary>
    /// Refuses not-allowed for another role, proposal-unknown, proposal-closed, decision-faulty, list-decided-later
    /// where a later change of one of its substances is decided already, and proposal-faulty where the list is no
    /// longer what was proposed on.
    /// </summary>
    public static Task<Result<ProposalRow>> Run(
        Db db, long id, DecisionRequest request, Moment now, Caller caller) => db.Write<ProposalRow>(async tx =>
    {
        var closed = await Open(tx, id);
        if (!closed.Ok) return closed.Refusal!;
        var proposal = closed.Value;
        var scheme = Schemes.On(proposal.Scheme, now.Day);
        if (!scheme.Ok) return scheme.Refusal!;
        if (scheme.Value.ListDecidedBy is not { } role || !caller.Roles.Contains(role))
            return Refusal.Of("not-allowed", "policy", Policy.PreparednessDecide);
        var faults = new List<Finding>();
        if (string.IsNullOrWhiteSpace(request.Decision)) faults.Add(ProposeChanges.Fault("decision-text", null));
        var day = DateOnly.TryParseExact(request.InForceOn?.Trim(), "yyyy-MM-dd", out var read) ? read : now.Day;
        if (request.Accept && (read != day || day < now.Day))
            faults.Add(ProposeChanges.Fault("decision-day", null, "day", request.InForceOn ?? ""));
        if (faults.Count > 0) return new Refusal("decision-faulty", Refusal.Of("").Args, faults);
        var state = request.Accept ? ProposalState.Decided : ProposalState.Refused;
        if (request.Accept && await Change(tx, scheme.Value, id, day, now) is { } no) return no;
        await tx.Do("update list_proposal set state = @state, decided_at = @now, decided_by = @Name, " +
            "decided_for = @PartyName, decision = @decision, in_force_on = @day where id = @id", new
        {
            id, state = Kebab.Of(state), now, caller.Name, caller.PartyName, decision = request.Decision!.Trim(),
            day = request.Accept ? day : (DateOnly?)null,
        });
        return (await tx.One<ProposalRow>($"select {Proposals.Columns} from list_proposal p where p.id = @id",
            new { id }))!;
    }, caller.Once);

    /// <summary>Takes a proposal back before it is decided; refuses proposal-unknown and proposal-closed.</summary>
    public static Task<Result<ProposalRow>> Withdraw(Db db, long id, Moment now, Caller caller) =>
        db.Write<ProposalRow>(async tx =>
        {
            var open = await Open(tx, id);
            if (!open.Ok) return open.Refusal!;
            await tx.Do("update list_proposal set state = @state, decided_at = @now, decided_by = @Name where id = @id",
                new { id, state = Kebab.Of(ProposalState.Withdrawn), now, caller.Name });
            return (await tx.One<ProposalRow>($"select {Proposals.Columns} from list_proposal p where p.id = @id",
                new { id }))!;
        }, caller.Once);

    // All proposals of the scheme are locked, so that two decisions on one list come one after the other.
    static async Task<Result<ProposalRow>> Open(Tx tx, long id)
    {
        if (tx.Kind == DbKind.Postgres)
            await tx.List<long>("select id from list_proposal where scheme = " +
                "(select scheme from list_proposal where id = @id) order by id for update", new { id });
        var row = await tx.One<ProposalRow>(
            $"select {Proposals.Columns} from list_proposal p where p.id = @id", new { id });
        return row is null ? Refusal.Of("proposal-unknown", "proposal", $"{id}")
            : row.State != Kebab.Of(ProposalState.Proposed)
                ? Refusal.Of("proposal-closed", "proposal", $"{id}", "state", row.State) : row;
    }

    static async Task<Refusal?> Change(Tx tx, DutyScheme scheme, long id, DateOnly day, Moment now)
    {
        var changes = (await Proposals.Changes(tx, id)).Select(change => change.ToChange()).ToList();
        // What is decided on a substance for a later day, or the same, stands: a row is in force a day at least.
        var later = await tx.One<DateOnly?>("select max(coalesce(valid_to, valid_from)) from list_entry " +
            "where scheme = @Scheme and atc in @atcs and (valid_from >= @day or valid_to > @day)",
            new { scheme.Scheme, day, atcs = InList.Of(changes.Select(change => change.Atc)) });
        if (later is { } decided) return Refusal.Of("list-decided-later", "day", $"{decided:yyyy-MM-dd}");
        var list = await SubstanceList.Entries(tx, scheme.Scheme, day);
        var faults = SubstanceListRules.ProposalForTheList(scheme, list, changes, now.Day).ToList();
        if (faults.Count > 0)
            return new("proposal-faulty", Refusal.Of("", "errors", $"{faults.Count}").Args, faults);
        var batch = new Batch(tx);
        Write(batch, scheme.Scheme, id, changes, day);
        Outbox.Append(batch, new SubstanceListDecided(id, scheme.Scheme, day), now);
        await batch.Run();
        return null;
    }

    /// <summary>What <see cref="SubstanceListRules.Apply"/> says, as rows.</summary>
    internal static void Write(
        Batch batch, string scheme, long proposal, IReadOnlyList<ListChange> changes, DateOnly day)
    {
        foreach (var change in changes.Where(change => change.Kind != ListChangeKind.Add))
            batch.Add("update list_entry set valid_to = ?, ended_by = ? where scheme = ? and atc = ? " +
                "and valid_to is null", day, proposal, scheme, change.Atc);
        batch.AddRows("insert into list_entry (scheme, atc, valid_from, name, substance_group, span, part, " +
            "proposal_id) {values}", [.. changes.Where(change => change.Kind != ListChangeKind.Remove).Select(change =>
            (object?[])
            [
                scheme, change.Atc, day, change.Name, Kebab.Of(change.Group), $"{change.Span}", change.Part, proposal,
            ])]);
    }
}
