using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Fact: an application for licence exemption was approved.</summary>
public sealed record ExemptionApproved(long Exemption, long Party, long? Order, DateOnly LastDay);

/// <summary>Fact: an application for licence exemption was refused.</summary>
public sealed record ExemptionRefused(long Exemption, long Party, long? Order);

/// <summary>Fact: the original of an approved application was sent to the agency.</summary>
public sealed record ExemptionForwarded(long Exemption, long Party);

/// <param name="Until">The last day; a year ahead when left out.</param>
/// <param name="Document">The agency's decision, which it must attach.</param>
/// <param name="Version">The version the caller saw, or null to decide on whatever is there.</param>
public sealed record ExemptionDecision(
    long Id, bool Approve, string? Reason = null, DateOnly? Until = null, long? Document = null, long? Version = null);

/// <summary>
/// Approves or refuses an application: the one who dispenses for what is on the positive list, the agency for all else.
/// Only the party it was sent to decides.
/// </summary>
public static class DecideExemption
{
    public static Task<Result<ExemptionView>> Run(Db db, ExemptionDecision decision, Moment now, Caller caller) =>
        db.Write<ExemptionView>(async tx =>
        {
            var locked = await Lock(tx, decision.Id, decision.Version, now, caller);
            if (!locked.Ok) return locked;
            var view = locked.Value;
            if (view.Standing != ExemptionStanding.Submitted)
                return Refusal.Of("exemption-not-in-state", "id", $"{view.Id}", "state", Kebab.Of(view.Standing));
            // Rights are of persons, the list is of products: both must allow it.
            if (!view.OnPositiveList && !caller.May(Policy.ExemptionDecide))
                return Refusal.Of("exemption-agency-decides", "product", view.Product);
            var batch = new Batch(tx);
            var done = decision.Approve
                ? await Approve(batch, view, decision, now, caller) : Refuse(batch, view, decision, now, caller);
            if (done is not null) return done;
            await batch.Run();
            return (await ListExemptions.View(tx, view.Id, now))!;
        }, caller.Once);

    static async Task<Refusal?> Approve(
        Batch batch, ExemptionView view, ExemptionDecision decision, Moment now, Caller caller)
    {
        var until = ApplicationRules.Until(now.Day, decision.Until, Rules.Book.On(now.Day));
        if (!until.Ok) return until.Refusal;
        var byAgency = caller.May(Policy.ExemptionDecide);
        if (byAgency)
        {
            var file = await batch.Tx.One<Attachment>(
                "select id, belongs_to from attachment where id = @Document and uploaded_by = @PersonaId " +
                "and purpose = @purpose",
                new { Document = decision.Document ?? 0, caller.PersonaId,
                    purpose = Kebab.Of(AttachmentPurpose.ExemptionDecision) });
            if (file is null || file.BelongsTo is not null) return Refusal.Of("exemption-document-missing");
            Attachments.Belongs(batch, file.Id, ExemptionRow.Hidden(view.Id), view.PartyId);
        }
        batch.Add("update exemption set state = 'approved', valid_from = ?, valid_to = ?, by_agency = ?, " +
            "decision_id = ?, decided_at = ?, decided_by = ?, reason = ?, version = version + 1 where id = ?",
            now.Day, until.Value, byAgency, byAgency ? decision.Document : null, now, caller.Name,
            decision.Reason?.Trim() ?? "", view.Id);
        Outbox.Append(batch, new ExemptionApproved(view.Id, view.PartyId, view.OrderNumber, until.Value), now);
        return null;
    }

    static Refusal? Refuse(Batch batch, ExemptionView view, ExemptionDecision decision, Moment now, Caller caller)
    {
        if (string.IsNullOrWhiteSpace(decision.Reason)) return Refusal.Of("exemption-reason-missing");
        batch.Add("update exemption set state = 'refused', decided_at = ?, decided_by = ?, reason = ?, " +
            "version = version + 1 where id = ?", now, caller.Name, decision.Reason.Trim(), view.Id);
        Outbox.Append(batch, new ExemptionRefused(view.Id, view.PartyId, view.OrderNumber), now);
        return null;
    }

    /// <summary>
    /// Writes down that the original went to the agency (UNL-008); refuses exemption-not-to-forward where there is
    /// nothing to send, or it was sent.
    /// </summary>
    public static Task<Result<ExemptionView>> Forward(
        Db db, long id, Moment now, Caller caller, long? version = null) => db.Write<ExemptionView>(async tx =>
    {
        var locked = await Lock(tx, id, version, now, caller);
        if (!locked.Ok) return locked;
        if (!locked.Value.ToForward) return Refusal.Of("exemption-not-to-forward", "id", $"{id}");
        var batch = new Batch(tx).Add("update exemption set forwarded_at = ?, forwarded_by = ?, " +
            "version = version + 1 where id = ?", now, caller.Name, id);
        Outbox.Append(batch, new ExemptionForwarded(id, locked.Value.PartyId), now);
        await batch.Run();
        return (await ListExemptions.View(tx, id, now))!;
    }, caller.Once);

    static async Task<Result<ExemptionView>> Lock(Tx tx, long id, long? version, Moment now, Caller caller)
    {
        if (tx.Kind == DbKind.Postgres)
            await tx.One<long>("select id from exemption where id = @id for update", new { id });
        var view = await ListExemptions.View(tx, id, now);
        if (view is null || !view.MayBeSeenBy(caller)) return ListExemptions.Unknown(id);
        if (!view.MayBeDecidedBy(caller)) return Refusal.Of("exemption-not-yours", "reviewer", view.Reviewer);
        return version is { } seen && seen != view.Version
            ? Refusal.Of("exemption-changed-meanwhile", "id", $"{id}") : view;
    }
}
