using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Identity;
using Forsyn.Core.Ordering;

namespace Forsyn.App.Ordering;

/// <summary>A question as a page, the API or a command writes it; nothing is checked yet.</summary>
/// <param name="OrderNumber">An order of the party's own that it is about, if any.</param>
/// <param name="ArticleNumber">A product that it is about, if any.</param>
public sealed record AdviceQuestion(string? Subject, string? Question, string? OrderNumber, string? ArticleNumber);

/// <summary>Which question was written to, where it stands now, and its version.</summary>
public sealed record AdviceReceipt(long Id, AdviceState State, long Version);

/// <summary>Fact: a question was asked, or asked on; it waits for a pharmacist.</summary>
public sealed record AdviceAsked(long Id, long Customer, string AskedBy, bool FollowUp);

/// <summary>
/// Asks the supply pharmacists a question on behalf of the caller's party (MAN-012). Refuses advice-faulty with all
/// that is wrong at once; a text with a person's identity number in it is not kept.
/// </summary>
public static class AskAdvice
{
    public static async Task<Result<AdviceReceipt>> Run(Db db, AdviceQuestion asked, Moment now, Caller caller)
    {
        var party = caller.Party ?? throw new InvariantBroken($"{caller.PersonaId} acts for no party");
        return await db.Write<AdviceReceipt>(async tx =>
        {
            var (subject, question) = (AdviceText.Tidy(asked.Subject), AdviceText.Tidy(asked.Question));
            var faults = AdviceText.Faults(subject, "subject", AdviceText.LongestSubject)
                .Concat(AdviceText.Faults(question, "question", AdviceText.Longest)).ToList();
            var order = AdviceText.Tidy(asked.OrderNumber);
            var about = order == "" ? null : await tx.One<long?>(
                "select number from orders where number = @number and customer_id = @party",
                new { number = long.TryParse(order, out var number) ? number : 0, party });
            if (order != "" && about is null)
                faults.Add(AdviceText.Fault("advice-order-unknown", "order", ("order", order)));
            var article = AdviceText.Tidy(asked.ArticleNumber);
            var product = article == "" ? null : await tx.One<string>(
                "select name from product where article_number = @article", new { article });
            if (article != "" && product is null)
                faults.Add(AdviceText.Fault("advice-article-unknown", "article", ("article", article)));
            if (faults.Count > 0) return AdviceText.Refused(faults);

            var id = tx.Ids.Next();
            var batch = new Batch(tx);
            batch.Add(
                "insert into advice (id, party_id, asked_by, asked_name, asked_role, subject, order_number, " +
                "article_number, state, asked_at, waiting_since, search, version) " +
                "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                id, party, caller.PersonaId, caller.Name, Kebab.Of(caller.Roles[0]), subject, about,
                product is null ? null : article, Kebab.Of(AdviceState.Open), now, now,
                AdviceText.Searched(subject, question, caller.Name, caller.PartyName, order, article, product ?? ""));
            AdviceText.Append(batch, id, AdviceAction.Question, question, now, caller);
            Outbox.Append(batch, new AdviceAsked(id, party, caller.PersonaId, FollowUp: false), now);
            await batch.Run();
            return new AdviceReceipt(id, AdviceState.Open, 1);
        }, caller.Once);
    }
}
