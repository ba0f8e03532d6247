using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>Fact: a pharmacist answered a question.</summary>
public sealed record AdviceAnswered(long Id, long Customer, string AskedBy);

/// <summary>
/// Asks on, answers or closes a question. Those who ask write to their own party's questions only; pharmacists answer
/// all. Refuses advice-unknown, advice-changed-meanwhile, advice-not-in-state and advice-faulty.
/// </summary>
public static class MoveAdvice
{
    /// <param name="version">The version the caller saw (ETag), or null to act on whatever is there.</param>
    public static Task<Result<AdviceReceipt>> Run(
        Db db, long id, AdviceAction action, string? text, Moment now, Caller caller, long? version = null) =>
        db.Write<AdviceReceipt>(async tx =>
        {
            var head = await tx.One<Head>("select party_id, asked_by, state, version from advice where id = @id"
                + (tx.Kind == DbKind.Postgres ? " for update" : ""), new { id });
            if (head is null || !May(caller, action, head.PartyId)) return Refusal.Of("advice-unknown", "id", $"{id}");
            if (version is { } seen && seen != head.Version)
                return Refusal.Of("advice-changed-meanwhile", "id", $"{id}");
            var next = AdviceFlow.After(Kebab.Read<AdviceState>(head.State), action);
            if (!next.Ok) return next.Refusal!;
            var said = AdviceText.Tidy(text);
            var faults = AdviceText.Faults(said, "text", AdviceText.Longest).ToList();
            if (faults.Count > 0 && (action != AdviceAction.Close || said != "")) return AdviceText.Refused(faults);

            var answers = action == AdviceAction.Answer;
            var reopened = action == AdviceAction.Question && head.State != Kebab.Of(AdviceState.Open);
            var batch = new Batch(tx);
            batch.Add(
                "update advice set state = ?, waiting_since = coalesce(?, waiting_since), " +
                "answered_at = coalesce(?, answered_at), answered_by = coalesce(?, answered_by), " +
                "search = search || ?, version = version + 1 where id = ?",
                Kebab.Of(next.Value), reopened ? now.Microseconds : (long?)null,
                answers ? now.Microseconds : (long?)null, answers ? caller.Name : null,
                " " + AdviceText.Searched(said, answers ? caller.Name : ""), id);
            AdviceText.Append(batch, id, action, said, now, caller);
            if (answers) Outbox.Append(batch, new AdviceAnswered(id, head.PartyId, head.AskedBy), now);
            if (action == AdviceAction.Question)
                Outbox.Append(batch, new AdviceAsked(id, head.PartyId, head.AskedBy, FollowUp: true), now);
            await batch.Run();
            return new AdviceReceipt(id, next.Value, head.Version + 1);
        }, caller.Once);

    /// <summary>Pharmacists answer, those who asked ask on, and both may end it.</summary>
    public static bool May(Caller caller, AdviceAction action, long party) => action switch
    {
        AdviceAction.Answer => caller.May(Policy.AdviceAnswer),
        AdviceAction.Question => caller.May(Policy.AdviceAsk) && caller.Party == party,
        _ => caller.May(Policy.AdviceAnswer) || (caller.May(Policy.AdviceAsk) && caller.Party == party),
    };

    sealed class Head
    {
        public long PartyId { get; init; }
        public string AskedBy { get; init; } = "";
        public string State { get; init; } = "";
        public long Version { get; init; }
    }
}
