using Forsyn.App.Basics;
using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.App.Preparedness.FollowUp;
using Forsyn.Core.Preparedness;

namespace Forsyn.App.Preparedness.Compensation;

/// <param name="Step">send, approve or return.</param>
/// <param name="Text">Why; needed where it is returned.</param>
public sealed record StatementMove(string? Step, string? Text = null);

/// <summary>Fact: a holder's statement was sent, approved or returned.</summary>
public sealed record StatementMoved(
    long Statement, CompensationStep Step, string Scheme, long Holder, long Year, long Version, DateOnly LastDay);

/// <summary>The holder sends its statement, and whoever oversees the scheme approves or returns it.</summary>
public static class MoveStatement
{
    /// <summary>
    /// Refuses statement-unknown, statement-faulty with all that is wrong, not-allowed, statement-replaced where there
    /// is a newer version, statement-not-in-state, and statement-year-open where the year is not over.
    /// </summary>
    public static Task<Result<StatementView>> Run(
        Db db, long id, StatementMove move, Moment now, Caller caller) => db.Write<StatementView>(async tx =>
    {
        // Taken first, so that two steps follow one another.
        await tx.Do("update compensation_statement set state = state where id = @id", new { id });
        if (await Statements.Read(tx, id, now.Day, caller) is not { Statement: var row })
            return Refusal.Of("statement-unknown", "statement", $"{id}");
        var written = new WrittenForm("STP-006");
        var step = written.Word<CompensationStep>(move.Step, "statement-step");
        var text = written.Text(move.Text, "statement-reason", needed: step == CompensationStep.Return);
        if (written.Refused("statement-faulty") is { } no) return no;
        var sends = step == CompensationStep.Send;
        if (!(sends ? Sends(row, caller) : await Oversees(tx, row, now.Day, caller)))
            return Refusal.Of("not-allowed", "policy",
                sends ? Policy.CompensationSend : Policy.CompensationDecide);
        if (row.Replaced)
            return Refusal.Of("statement-replaced", "statement", $"{id}", "version", $"{row.Newest}");
        var next = CompensationFlow.After(row.StateValue, step!.Value);
        if (!next.Ok) return next.Refusal!;
        if (sends && !row.WholeYear)
            return Refusal.Of("statement-year-open", "year", $"{row.Year}", "day", $"{row.LastDay:yyyy-MM-dd}");
        var batch = new Batch(tx)
            .Add("update compensation_statement set state = ? where id = ?", Kebab.Of(next.Value), id)
            .Add("insert into compensation_entry (id, statement_id, step, text, at, by_person, by_party) " +
                "values (?, ?, ?, ?, ?, ?, ?)", tx.Ids.Next(), id, Kebab.Of(step.Value), text, now, caller.Name,
                caller.PartyName);
        Outbox.Append(batch, new StatementMoved(id, step.Value, row.Scheme, row.HolderId, row.Year, row.Version,
            row.LastDay), now);
        await batch.Run();
        return (await Statements.Read(tx, id, now.Day, caller))!;
    }, caller.Once);

    internal static bool Sends(StatementRow row, Caller caller) =>
        caller.May(Policy.CompensationSend) && caller.Party == row.HolderId;

    /// <summary>Whether somebody answers for the scheme's payers: whoever follows up its breaches.</summary>
    internal static async Task<bool> Oversees(Tx tx, StatementRow row, DateOnly today, Caller caller) =>
        caller.May(Policy.CompensationDecide) && Schemes.All.On(row.Scheme, row.LastDay) is { } scheme
            && await BreachFollowUp.Leads(tx, scheme, today, caller);
}
