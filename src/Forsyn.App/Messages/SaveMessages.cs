using Forsyn.App.Database;
using Forsyn.App.Facts;
using Forsyn.App.Texts;

namespace Forsyn.App.Messages;

/// <summary>
/// Writes a message for each of its readers as the reader wants it: in the program, by e-mail, both or not at all. The
/// same fact again changes nothing.
/// </summary>
static class SaveMessages
{
    public static async Task Run(Tx tx, StoredFact news, MessageDraft draft, Moment now)
    {
        var (batch, fact) = (new Batch(tx), news.Id);
        if (draft.Address is { } address) Mail(batch, fact, draft, "", address, Language.Nb.Code(), now);
        foreach (var reader in await Wishes(tx, draft))
        {
            var (inApp, byMail) = (reader.InApp ?? true, reader.ByMail ?? draft.Kind.MailedByItself());
            batch.Add("insert into message (id, person, fact_id, kind, args, link, shown, made_at) " +
                "values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                tx.Ids.Next(), reader.Person, fact, Kebab.Of(draft.Kind), Json.Write(draft.Args), draft.Link, inApp,
                news.RecordedAt);
            if (byMail && reader.Email is { Length: > 0 } email)
                Mail(batch, fact, draft, reader.Person, email, reader.Language ?? Language.Nb.Code(), now);
        }
        await batch.Run();
    }

    static void Mail(
        Batch batch, long fact, MessageDraft draft, string person, string address, string language, Moment now) =>
        batch.Add("insert into mail (id, person, fact_id, address, language, kind, args, link, state, made_at, " +
            "try_at, attempts) values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, 0) on conflict do nothing",
            batch.Tx.Ids.Next(), person, fact, address, language, Kebab.Of(draft.Kind), Json.Write(draft.Args),
            draft.Link, now, now);

    static async Task<List<Reader>> Wishes(Tx tx, MessageDraft draft) => draft.People.Count == 0 ? []
        : await tx.List<Reader>("""
            select p.persona as person, c.email, c.language, w.in_app, w.by_mail
            from person p left join contact c on c.person = p.persona
            left join message_choice w on w.person = p.persona and w.kind = @kind
            where p.persona in @people order by p.id
            """, new { kind = Kebab.Of(draft.Kind), people = InList.Of(draft.People) });

    sealed class Reader
    {
        public string Person { get; init; } = "";
        public string? Email { get; init; }
        public string? Language { get; init; }
        public bool? InApp { get; init; }
        public bool? ByMail { get; init; }
    }
}
