using System.Text;
using Forsyn.App.Database;
using Forsyn.App.Documents;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Everything that writes applications for licence exemption in the course of an order.</summary>
static class SaveExemptions
{
    /// <summary>
    /// Adds to the batch of an order the applications that came with it, and what it takes of earlier ones. Two orders
    /// for the last doses: the guard of the table stops one, and it is judged again. Refuses patient-key-missing.
    /// </summary>
    public static Result<int> Append(
        Batch batch, Judgement judged, long number, long reviewer, Moment now, Caller caller)
    {
        var facts = judged.Order.Facts!;
        var requests = judged.Order.Lines.ToDictionary(line => line.Number, line => line.Request);
        foreach (var line in facts.Lines)
        {
            if (line.Exemption is not { } exemption) continue;
            long id;
            if (exemption.Approval?.Found is { } found)
            {
                id = found.Id;
                batch.Add("update exemption set used = used + ?, version = version + 1 where id = ?",
                    line.DosesInPacks, id);
            }
            else
            {
                var said = requests[line.Number].Exemption!;
                id = batch.Tx.Ids.Next();
                var form = new ApplicationForm(facts.Requisitioner.Name, facts.Requisitioner.HprNumber ?? "",
                    said.Workplace ?? facts.Customer.Name, said.Use ?? "", said.Why ?? "");
                var applied = exemption.Application!;
                Quantity? doses = applied.WholeYear ? null : applied.Doses ?? line.DosesInPacks;
                var saved = Insert(batch, id, judged.Order.CustomerId, reviewer, exemption.Kind!.Value,
                    line.Product.ArticleNumber.ToString(), doses, line.DosesInPacks, form,
                    long.Parse(said.Attachment!), null, number, now, caller);
                if (!saved.Ok) return saved.Refusal!;
            }
            batch.Add("insert into exemption_use (order_number, line, exemption_id, doses, used_at) " +
                "values (?, ?, ?, ?, ?)", number, line.Number, id, line.DosesInPacks, now);
        }
        return 0;
    }

    public static Result<int> Insert(
        Batch batch, long id, long party, long reviewer, ExemptionKind kind, string article, Quantity? doses,
        Quantity used, ApplicationForm form, long attachment, long? patient, long? order, Moment now, Caller caller)
    {
        if (batch.Tx.Db.Keys.Current is not { } key) return Refusal.Of("patient-key-missing");
        var hidden = key.Hide(Encoding.UTF8.GetBytes(Json.Write(form)), ExemptionRow.Hidden(id));
        batch.Add(
            "insert into exemption (id, party_id, reviewer_id, kind, article_number, doses, used, physician, " +
            "hpr_number, workplace, form, form_key, patient_id, attachment_id, state, applied_at, applied_by, " +
            "order_number, by_agency) values (?, ?, ?, ?, ?, ?, ?, ?, " +
            "coalesce(nullif(?, ''), (select hpr_number from person where persona = ? and name = ?), ''), " +
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id, party, reviewer, Kebab.Of(kind), article, doses?.Units, used, form.Physician, form.HprNumber,
            caller.PersonaId, form.Physician, form.Workplace, hidden, key.Id, patient, attachment,
            Kebab.Of(ExemptionState.Submitted), now, caller.PersonaId, order, false);
        Attachments.Belongs(batch, attachment, ExemptionRow.Hidden(id), reviewer);
        return 0;
    }

    /// <summary>
    /// Adds to the batch that an order takes nothing any longer; what was applied for with it is withdrawn unless it
    /// has been decided.
    /// </summary>
    public static void GiveBack(Batch batch, long number, Moment now) => batch
        .Add("update exemption set version = version + 1, used = used - (select sum(u.doses) from exemption_use u " +
            "where u.exemption_id = exemption.id and u.order_number = ? and u.given_back_at is null) where id in " +
            "(select exemption_id from exemption_use where order_number = ? and given_back_at is null)",
            number, number)
        .Add("update exemption set state = 'withdrawn' where order_number = ? and state = 'submitted'", number)
        .Add("update exemption_use set given_back_at = ? where order_number = ? and given_back_at is null",
            now, number);

    /// <summary>An order goes on only when every exemption it stands on is approved; null when all are.</summary>
    public static async Task<Refusal?> NotApproved(Tx tx, long number) =>
        await tx.One<long?>("select e.id from exemption_use u join exemption e on e.id = u.exemption_id " +
            "where u.order_number = @number and u.given_back_at is null and e.state <> 'approved' order by u.line",
            new { number }) is { } id
            ? Refusal.Of("exemption-not-approved", "number", $"{number}", "id", $"{id}") : null;
}
