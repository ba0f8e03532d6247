using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.FollowUp;

/// <param name="Kind">step, answer, note or withdrawn.</param>
/// <param name="Step">Which step is taken.</param>
/// <param name="DueOn">yyyy-MM-dd; by the plan when left out.</param>
/// <param name="Amount">Whole kroner, where the step names an amount.</param>
/// <param name="Withdraws">The entry that is taken back.</param>
public sealed record FollowUpSaid(
    string? Kind, string? Text, string? Step = null, string? DueOn = null, string? Amount = null,
    long? Withdraws = null, long? Attachment = null);

/// <param name="Since">yyyy-MM-dd, the first day something was missing.</param>
/// <param name="MissingDdd">How many daily doses were missing.</param>
public sealed record BreachRequest(string? Scheme, string? Holder, string? Atc, string? Since, string? MissingDdd);

/// <summary>Fact: a step was taken against a holder, or the holder has answered.</summary>
public sealed record FollowUpSpokenOf(long FollowUp, FollowUpEntryKind Kind, string Step, long Holder);

/// <summary>Opens the follow-up of a breach, takes its steps, and closes it when the stock is whole again.</summary>
public static class TakeFollowUp
{
    const long MostKroner = 1_000_000_000;

    /// <summary>Opens a follow-up unless one is open; what is known of the breach comes from the coverage.</summary>
    internal static async Task<long?> Open(Tx tx, string schemeKey, string holder, string atc, string group,
        DateOnly since, long missing, string measure, Moment now, string by)
    {
        if (Schemes.All.On(schemeKey, now.Day) is not { } scheme) return null;
        var id = tx.Ids.Next();
        var done = await tx.Do("insert into follow_up (id, scheme, basis, holder, atc, package_group, since, " +
            "missing, measure, opened_at, opened_by, version) values (@id, @schemeKey, @basis, @holder, @atc, " +
            "@group, @since, @missing, @measure, @now, @by, 1) on conflict do nothing", new
        {
            id, schemeKey, basis = Kebab.Of(scheme.LegalBasis), holder, atc, group, since, missing, measure, now, by,
        });
        if (done == 0) return null;
        var batch = new Batch(tx);
        Entry(batch, id, FollowUpEntryKind.Opened, null, "", null, null, null, null, now, by, "");
        await batch.Run();
        return id;
    }

    /// <summary>
    /// Opens a follow-up of what was found on a visit or told by the holder. Refuses scheme-unknown, not-allowed for
    /// whoever does not lead, breach-faulty with all that is wrong, and breach-open where one is open.
    /// </summary>
    public static Task<Result<FollowUpView>> ByHand(Db db, BreachRequest request, Moment now, Caller caller) =>
        db.Write<FollowUpView>(async tx =>
        {
            var scheme = Schemes.On(request.Scheme, now.Day);
            if (!scheme.Ok) return scheme.Refusal!;
            if (!await BreachFollowUp.Leads(tx, scheme.Value, now.Day, caller))
                return Refusal.Of("not-allowed", "policy", Policy.FollowUpLead);
            var written = new WrittenForm("STP-005");
            if (scheme.Value.Holders.All(key => key.Value != request.Holder))
                written.Fault("permit-holder", "holder", request.Holder ?? "", "scheme", scheme.Value.Scheme);
            var atc = request.Atc?.Trim().ToUpperInvariant() ?? "";
            if ((await SubstanceList.Entries(tx, scheme.Value.Scheme, now.Day)).All(entry => entry.Atc != atc))
                written.Fault("permit-substance", "atc", atc);
            var since = written.Day(request.Since, "breach-since", last: now.Day);
            var missing = written.Whole(request.MissingDdd, "breach-missing", MostKroner);
            if (written.Refused("breach-faulty") is { } no) return no;
            var id = await Open(tx, scheme.Value.Scheme, request.Holder!, atc, "", since!.Value,
                missing!.Value * Amounts.Ddd, "ddd", now, caller.Name);
            if (id is not { } opened) return Refusal.Of("breach-open", "atc", atc, "holder", request.Holder!);
            return (await BreachFollowUp.Read(tx, opened, now.Day, caller))!;
        }, caller.Once);

    /// <summary>Closes the open follow-up of a target that is whole again; nothing where none is open.</summary>
    internal static async Task Restore(
        Tx tx, string scheme, string holder, string atc, string group, DateOnly day, Moment now, string by)
    {
        var key = new { scheme, holder, atc, group, day };
        if (await tx.One<long?>("select id from follow_up where scheme = @scheme and holder = @holder and atc = @atc " +
            "and package_group = @group and closed_on is null", key) is not { } id) return;
        var batch = new Batch(tx)
            .Add("update follow_up set closed_on = ?, version = version + 1 where id = ?", day, id);
        Entry(batch, id, FollowUpEntryKind.Restored, null, "", null, null, null, null, now, by, "");
        await batch.Run();
    }

    /// <summary>
    /// Takes a step, answers, writes a note, or takes an entry back. Refuses follow-up-unknown,
    /// follow-up-changed-meanwhile, follow-up-closed, not-allowed for whoever does not lead (a holder answers its own),
    /// follow-up-step-unknown, follow-up-step-not-yet, follow-up-entry-unknown, and follow-up-faulty with all that is
    /// wrong.
    /// </summary>
    public static async Task<Result<FollowUpView>> Run(
        Db db, long id, FollowUpSaid said, Moment now, Caller caller, long? version = null)
    {
        var written = new WrittenForm("STP-005");
        var file = await written.Attachment(db, said.Attachment, caller);
        return await db.Write<FollowUpView>(async tx =>
        {
            written.Faults.RemoveAll(fault => fault.Code != "follow-up-file");
            await tx.Do("update follow_up set version = version + 1 where id = @id", new { id });
            if (await BreachFollowUp.Read(tx, id, now.Day, caller) is not { } view)
                return Refusal.Of("follow-up-unknown", "id", $"{id}");
            if (version is { } seen && seen != view.FollowUp.Version - 1)
                return Refusal.Of("follow-up-changed-meanwhile", "id", $"{id}");
            if (view.FollowUp.ClosedOn is not null) return Refusal.Of("follow-up-closed", "id", $"{id}");
            var text = written.Text(said.Text, "follow-up-text");
            if (!Kebab.TryParse<FollowUpEntryKind>(said.Kind ?? "", out var kind)
                || kind is FollowUpEntryKind.Opened or FollowUpEntryKind.Restored)
                written.Fault("follow-up-kind", "value", said.Kind ?? "");
            if (!MayWrite(view, kind, caller)) return Refusal.Of("not-allowed", "policy", Policy.FollowUpLead);
            if (kind == FollowUpEntryKind.Withdrawn && view.Entries.All(entry => entry.Id != said.Withdraws
                || entry.WithdrawnBy is not null || entry.KindValue is not FollowUpEntryKind.Step))
                return Refusal.Of("follow-up-entry-unknown", "id", $"{said.Withdraws}");
            var (step, no) = Step(view, kind, said, now);
            if (no is not null) return no;
            var due = step is null ? null : string.IsNullOrWhiteSpace(said.DueOn) ? now.Day.AddDays(step.Days)
                : written.Day(said.DueOn, "follow-up-due", now.Day.AddDays(1));
            var kroner = step?.AsksAmount == true ? written.Whole(said.Amount, "follow-up-amount", MostKroner) : null;
            if (written.Refused("follow-up-faulty") is { } faulty) return faulty;
            var batch = new Batch(tx);
            Entry(batch, id, kind, step?.Key, text, due, kroner * 100, file,
                kind == FollowUpEntryKind.Withdrawn ? said.Withdraws : null, now, caller.Name, caller.PartyName);
            if (file is { } one) Attachments.Belongs(batch, one, $"follow-up/{id}", view.FollowUp.HolderId);
            if (kind != FollowUpEntryKind.Note)
                Outbox.Append(batch, new FollowUpSpokenOf(id, kind, step?.Key ?? "", view.FollowUp.HolderId), now);
            await batch.Run();
            return (await BreachFollowUp.Read(tx, id, now.Day, caller))!;
        }, caller.Once);
    }

    // The holder answers, and nobody else for it; all else is for whoever leads.
    static bool MayWrite(FollowUpView view, FollowUpEntryKind kind, Caller caller) =>
        kind == FollowUpEntryKind.Answer
            ? caller.May(Policy.SupervisionAnswer) && caller.Party == view.FollowUp.HolderId
            : view.Leads;

    static (FollowUpStep?, Refusal?) Step(FollowUpView view, FollowUpEntryKind kind, FollowUpSaid said, Moment now)
    {
        if (kind != FollowUpEntryKind.Step) return (null, null);
        var step = BreachFollowUp.Plans.On(view.FollowUp.BasisValue, now.Day)!
            .Take(said.Step, BreachFollowUp.Taken(view.Entries));
        return step.Ok ? (step.Value, null) : (null, step.Refusal);
    }

    static void Entry(Batch batch, long id, FollowUpEntryKind kind, string? step, string text, DateOnly? due,
        long? amount, long? file, long? withdraws, Moment now, string by, string party) => batch.Add(
        "insert into follow_up_entry (id, follow_up_id, kind, step, text, due_on, amount_ore, attachment_id, " +
        "withdraws, at, by_person, by_party) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.Tx.Ids.Next(), id,
        Kebab.Of(kind), step, text, due, amount, file, withdraws, now, by, party);
}
